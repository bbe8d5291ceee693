/** What the tests in this folder evaluate against: a host without randomness, and environments made of plain values. */
import { createHash } from 'node:crypto';
import { EvaluationFailure } from '../errors.ts';
import type { Env, Variables } from '../flow.ts';
import type { Host } from '../host.ts';
import type { Json, JsonObject } from '../json.ts';
import { Payload } from '../payload.ts';
import { compileExpression } from './expression.ts';
import { Fault } from './fault.ts';
import { toJson } from './result.ts';

export const NOW_MS = 1_700_000_000_000;

export const host: Host = {
  nowMs: () => NOW_MS,
  random: () => 0.5,
  uuid: () => '11111111-2222-4333-8444-555555555555',
  hash: (algorithm, text) => createHash(algorithm.replace('-', '')).update(text).digest('hex'),
  base64Encode: (text) => Buffer.from(text).toString('base64'),
  base64Decode: (text) => Buffer.from(text, 'base64').toString(),
};

export function envOf(input: Json | Payload, context: JsonObject = {}, variables: Variables = {}): Env {
  return { input: input instanceof Payload ? input : Payload.of(input), context: () => context, variables, host };
}

/** The value of an expression as JSON, or the text of its fault; `nothing` for undefined. */
export function evaluated(text: string, variables: Readonly<Record<string, Json>> = {}): Json {
  try {
    const value = compileExpression(text).evaluate(
      (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
      host,
    );
    return value === undefined ? 'nothing' : toJson(value);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.text;
    throw thrown;
  }
}

/** The EvaluationFailure that `evaluate` throws, as `name at location: detail`; anything else it throws goes through. */
export function failureOf(evaluate: () => unknown): string {
  try {
    evaluate();
  } catch (failure) {
    if (!(failure instanceof EvaluationFailure)) throw failure;
    return `${failure.error} at ${failure.location ?? 'no location'}: ${failure.detail}`;
  }
  return 'no failure';
}
