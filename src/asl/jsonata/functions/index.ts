/** The table of built-in functions. `$eval` is not among them: AWS does not have it. */
import type { Fn } from '../values.ts';
import { arrays } from './arrays.ts';
import { aws } from './aws.ts';
import { dates } from './dates.ts';
import { higherOrder } from './higher-order.ts';
import { numbers } from './numbers.ts';
import { strings } from './strings.ts';

export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map<string, Fn>(
  Object.entries({ ...strings, ...numbers, ...arrays, ...higherOrder, ...dates, ...aws }),
);
