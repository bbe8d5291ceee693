/**
 * The end of a Wait: Seconds, SecondsPath, Timestamp or TimestampPath. Source: ASL "Wait State"; spec "Wait, timeouts".
 * Gives milliseconds since the epoch, in the past perhaps. A wait ends within one year.
 * Errors: States.Runtime in AWS's words.
 */
import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn } from '../json.ts';
import { parseTimestamp } from '../timestamp.ts';
import { display } from './number-field.ts';
import { compilePath } from './path.ts';
import type { Scope } from './scope.ts';

const MAX_WAIT_MS = 366 * 86_400_000;

type DueAtMs = (scope: Scope) => number;

export function compileWaitUntil(state: JsonObject): DueAtMs {
  const dueAtMs = compileDueAt(state);
  return (scope) => {
    const due = dueAtMs(scope);
    if (due - scope.env.host.nowMs() > MAX_WAIT_MS) throw runtimeFailure('Wait state delay is too long.');
    return due;
  };
}

function compileDueAt(state: JsonObject): DueAtMs {
  const seconds = getOwn(state, 'Seconds');
  if (typeof seconds === 'number') return (scope) => scope.env.host.nowMs() + seconds * 1000;
  const timestamp = getOwn(state, 'Timestamp');
  if (typeof timestamp === 'string') return fixedTimestamp(timestamp);
  const secondsPath = getOwn(state, 'SecondsPath');
  if (typeof secondsPath === 'string') return fromSecondsPath(secondsPath);
  return fromTimestampPath(String(getOwn(state, 'TimestampPath') ?? ''));
}

function fixedTimestamp(text: string): DueAtMs {
  const dueAtMs = parseTimestamp(text);
  return () => {
    if (dueAtMs === undefined) throw runtimeFailure(`String does not match RFC3339 timestamp: ${text}`);
    return dueAtMs;
  };
}

function fromSecondsPath(text: string): DueAtMs {
  const read = compileParameter('SecondsPath', text);
  return (scope) => {
    const value = read(scope);
    const seconds = longValue(value);
    if (seconds === undefined) {
      throw runtimeFailure(`The SecondsPath parameter cannot be parsed as a long value: ${text} == ${display(value)}`);
    }
    if (seconds < 0) {
      throw runtimeFailure(`The SecondsPath parameter references a negative value: ${text} == ${display(value)}`);
    }
    return scope.env.host.nowMs() + seconds * 1000;
  };
}

function fromTimestampPath(text: string): DueAtMs {
  const read = compileParameter('TimestampPath', text);
  return (scope) => {
    const value = read(scope);
    const dueAtMs = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (dueAtMs !== undefined) return dueAtMs;
    throw runtimeFailure(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${text} == ${display(value)}`,
    );
  };
}

function compileParameter(field: string, text: string): (scope: Scope) => Json {
  const path = compilePath(text);
  return (scope) => {
    const value = path.read(scope);
    if (value !== undefined) return value;
    throw runtimeFailure(`The ${field} parameter does not reference an input value: ${text}`);
  };
}

/** An integer, also as a string of digits, since AWS parses the text of the value. */
function longValue(value: Json): number | undefined {
  const number = typeof value === 'string' && /^[+-]?\d{1,19}$/.test(value) ? Number(value) : value;
  return Number.isInteger(number) ? (number as number) : undefined;
}
