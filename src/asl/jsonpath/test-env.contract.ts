/** What the tests in this folder evaluate against: a host without randomness and scopes made of plain values. */
import { createHash } from 'node:crypto';
import { EvaluationFailure } from '../errors.ts';
import type { Env, Variables } from '../flow.ts';
import type { Host } from '../host.ts';
import type { Json, JsonObject } from '../json.ts';
import { Payload } from '../payload.ts';
import type { Scope } from './scope.ts';

export const NOW_MS = 1_700_000_000_000;

const host: Host = {
  nowMs: () => NOW_MS,
  random: () => 0.5,
  uuid: () => '11111111-2222-4333-8444-555555555555',
  hash: (algorithm, text) => createHash(algorithm.replace('-', '')).update(text).digest('hex'),
  base64Encode: (text) => Buffer.from(text).toString('base64'),
  base64Decode: (text) => (/[^A-Za-z0-9+/=]/.test(text) ? undefined : Buffer.from(text, 'base64').toString()),
};

export function envOf(input: Json | Payload, context: JsonObject = {}, variables: Variables = {}): Env {
  return { input: input instanceof Payload ? input : Payload.of(input), context: () => context, variables, host };
}

export function scopeOf(input: Json | Payload, context: JsonObject = {}, variables: Variables = {}): Scope {
  const env = envOf(input, context, variables);
  return { root: env.input, env };
}

/** The EvaluationFailure that `evaluate` throws, as `name: detail`; anything else it throws goes through. */
export function failureOf(evaluate: () => unknown): string {
  try {
    evaluate();
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return `${failure.error}: ${failure.detail}`;
    throw failure;
  }
  return 'no failure';
}
