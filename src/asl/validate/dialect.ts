/** Which query language a state speaks. Source: ASL "QueryLanguage". */
import type { QueryLanguage } from '../flow.ts';
import type { Json } from '../json.ts';

export type Dialect = QueryLanguage['name'];

export const DIALECTS: readonly Dialect[] = ['JSONPath', 'JSONata'];

/** As AWS reads it, even where the value is refused: only the exact word JSONPath means JSONPath. */
export function dialectOf(declared: Json | undefined, inherited: Dialect): Dialect {
  if (declared === undefined) return inherited;
  return declared === 'JSONPath' ? 'JSONPath' : 'JSONata';
}
