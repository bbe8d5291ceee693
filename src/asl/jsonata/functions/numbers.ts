/** Functions on numbers and truth values. Source: JSONata documentation, "Numeric Functions", "Aggregation", "Boolean Functions". */
import type { Implementation } from '../call.ts';
import { isFiniteNumber, toBoolean } from '../casts.ts';
import { Fault, limitFault } from '../fault.ts';
import type { Items, Members, Value } from '../values.ts';
import { isFunction } from '../values.ts';
import { adopted, implementationOf, redefined } from './library.ts';

const number = adopted('number');

export const numbers = {
  number: redefined('number', (args, evaluation, context, frame) =>
    isRadixNumber(args[0]) ? Number(args[0]) : number.implementation(args, evaluation, context, frame),
  ),
  abs: adopted('abs'),
  floor: adopted('floor'),
  ceil: adopted('ceil'),
  round: adopted('round'),
  power: adopted('power'),
  sqrt: adopted('sqrt'),
  sum: adopted('sum'),
  average: adopted('average'),
  count: adopted('count'),
  max: redefined('max', extreme(Math.max)),
  min: redefined('min', extreme(Math.min)),
  boolean: redefined('boolean', ([value]) => (value === undefined ? undefined : toBoolean(value))),
  not: redefined('not', ([value]) => (value === undefined ? undefined : !toBoolean(value))),
  exists: redefined('exists', ([value]) => value !== undefined),
  type: redefined('type', ([value]) => typeOf(value)),
  formatNumber: redefined('formatNumber', ([value, picture, options], evaluation) => {
    if (value === undefined) return undefined;
    checkLengths([picture]);
    evaluation.step(50);
    return formatNumber(value as number, picture as string, options as Members | undefined);
  }),
  formatBase: adopted('formatBase'),
  formatInteger: withShortPicture('formatInteger'),
  parseInteger: withShortPicture('parseInteger'),
};

/** Hexadecimal, octal and binary numbers, which came with JSONata 2.0. */
function isRadixNumber(value: Value): value is string {
  return typeof value === 'string' && /^0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)$/.test(value);
}

/** Not by spreading the array into arguments, of which there cannot be many. */
function extreme(choose: (a: number, b: number) => number): Implementation {
  return ([items], evaluation) => {
    if (items === undefined || (items as Items).length === 0) return undefined;
    evaluation.step((items as Items).length / 8);
    return (items as number[]).reduce((a, b) => choose(a, b));
  };
}

function typeOf(value: Value): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (isFiniteNumber(value)) return 'number';
  if (Array.isArray(value)) return 'array';
  return isFunction(value) ? 'function' : typeof value;
}

/** Pictures and texts of unusual length only serve to keep the library busy. */
const MAX_LENGTH = 1000;

function checkLengths(args: readonly Value[]): void {
  for (const arg of args) {
    if (typeof arg === 'string' && arg.length > MAX_LENGTH) throw new Fault('D3130', { value: arg.slice(0, 20) });
  }
}

function withShortPicture(name: 'formatInteger' | 'parseInteger') {
  const original = adopted(name);
  return redefined(name, (args, evaluation, context, frame) => {
    checkLengths(args);
    if (typeof args[0] === 'number') requireFinite(args[0]);
    return original.implementation(args, evaluation, context, frame);
  });
}

function requireFinite(value: number): void {
  if (!Number.isFinite(value)) throw new Fault('D3001', { value });
}

const formatByLibrary = implementationOf('formatNumber');

/** The library never returns for some values and options; those are kept from it. */
function formatNumber(value: number, picture: string, options: Members = {}): string {
  requireFinite(value);
  if (!Object.keys(options).every((key) => typeof options[key] === 'string' && options[key] !== '')) {
    throw limitFault('The options of the formatNumber function must be strings that are not empty');
  }
  const exponent = new RegExp(`[0-9#]${escapeRegex(String(options['exponent-separator'] ?? 'e'))}[0-9]+`).exec(picture);
  if (exponent === null || value > 0) return formatByLibrary(value, picture, options) as string;
  return value === 0 ? formatZero(picture, exponent, options) : formatNegative(value, picture, options);
}

/** With an exponent, zero is its mantissa and an exponent of zero. */
function formatZero(picture: string, exponent: RegExpExecArray, options: Members): string {
  const [start, end] = [exponent.index + 1, exponent.index + exponent[0].length];
  const suffix = picture.slice(end);
  const mantissa = formatByLibrary(0, picture.slice(0, start) + suffix, options) as string;
  const zeros = exponent[0].slice(2).replace(/[0-9]/g, '0');
  return `${mantissa.slice(0, mantissa.length - suffix.length)}${picture[start]}${zeros}${suffix}`;
}

/** A second sub-picture serves negative numbers; without one they get a minus sign. */
function formatNegative(value: number, picture: string, options: Members): string {
  const [positive = '', negative] = picture.split(String(options['pattern-separator'] ?? ';'));
  const minus = negative === undefined ? String(options['minus-sign'] ?? '-') : '';
  return minus + (formatByLibrary(-value, negative ?? positive, options) as string);
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
