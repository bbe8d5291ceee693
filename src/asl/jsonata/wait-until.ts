/**
 * The end of a Wait: Seconds or Timestamp. Source: ASL "Wait State"; spec "Wait, timeouts". Gives milliseconds since the
 * epoch, in the past perhaps. A wait ends within one year. Errors: States.QueryEvaluationError, States.Runtime.
 */
import { EvaluationFailure, runtimeFailure } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { getOwn } from '../json.ts';
import { parseTimestamp } from '../timestamp.ts';
import { compileNumberField, NOT_NEGATIVE } from './number-field.ts';
import type { Scope } from './scope.ts';
import { compileTyped } from './template.ts';

const MAX_WAIT_MS = 366 * 86_400_000;

export function compileWaitUntil(state: JsonObject): (scope: Scope) => number {
  const timestamp = getOwn(state, 'Timestamp');
  const dueAtMs = timestamp === undefined ? compileSeconds(state) : compileTimestamp(state);
  return (scope) => {
    const due = dueAtMs(scope);
    if (due - scope.env.host.nowMs() > MAX_WAIT_MS) throw runtimeFailure('Wait state delay is too long.');
    return due;
  };
}

function compileSeconds(state: JsonObject): (scope: Scope) => number {
  const seconds = compileNumberField(state, 'Seconds', NOT_NEGATIVE);
  return (scope) => scope.env.host.nowMs() + (seconds(scope) ?? 0) * 1000;
}

function compileTimestamp(state: JsonObject): (scope: Scope) => number {
  const timestamp = compileTyped(getOwn(state, 'Timestamp') ?? '', 'Timestamp', 'string');
  return (scope) => {
    const text = timestamp(scope) as string;
    const dueAtMs = parseTimestamp(text);
    if (dueAtMs !== undefined) return dueAtMs;
    const detail = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`;
    throw new EvaluationFailure('States.QueryEvaluationError', detail, 'Timestamp', 'after');
  };
}
