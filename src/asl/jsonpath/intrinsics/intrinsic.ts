/** What an intrinsic function is, and the checks of arguments they share. Source: ASL "Intrinsic Functions". */
import type { Host } from '../../host.ts';
import type { Json, JsonObject } from '../../json.ts';
import { isObject, typeName } from '../../json.ts';

export interface Intrinsic {
  readonly minArguments: number;
  readonly maxArguments: number;
  /** Pure but for `host`. Errors: IntrinsicProblem. */
  apply(values: readonly Json[], host: Host): Json;
}

/** Longest text that Base64Encode, Base64Decode and Hash take, in characters. */
export const MAX_TEXT_LENGTH = 10_000;

/** Why a call failed; becomes States.IntrinsicFailure with the call in front. Not an `Error`: no stack is wanted. */
export class IntrinsicProblem {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A function with a fixed number of arguments. */
export function fixed(count: number, apply: Intrinsic['apply']): Intrinsic {
  return { minArguments: count, maxArguments: count, apply };
}

export function stringAt(values: readonly Json[], index: number): string {
  const value = values[index];
  if (typeof value !== 'string') throw wrongType(values, index, 'string');
  return value;
}

export function shortStringAt(values: readonly Json[], index: number): string {
  const text = stringAt(values, index);
  if (text.length > MAX_TEXT_LENGTH && [...text].length > MAX_TEXT_LENGTH) {
    throw new IntrinsicProblem(`Argument ${index + 1} is longer than ${MAX_TEXT_LENGTH} characters.`);
  }
  return text;
}

export function arrayAt(values: readonly Json[], index: number): readonly Json[] {
  const value = values[index];
  if (!Array.isArray(value)) throw wrongType(values, index, 'array');
  return value;
}

export function objectAt(values: readonly Json[], index: number): JsonObject {
  const value = values[index];
  if (!isObject(value)) throw wrongType(values, index, 'object');
  return value;
}

/** A number, rounded half up as Step Functions does with numbers that have to be integers. */
export function integerAt(values: readonly Json[], index: number): number {
  const value = values[index];
  if (typeof value !== 'number') throw wrongType(values, index, 'number');
  return Math.round(value) + 0; // + 0 turns -0 into 0
}

function wrongType(values: readonly Json[], index: number, wanted: string): IntrinsicProblem {
  const found = typeName(values[index] ?? null);
  return new IntrinsicProblem(`Argument ${index + 1} must be of type ${wanted}, but was ${found}.`);
}
