/**
 * Rules for names of state machines, executions and activities. Source: API reference, "name" of CreateStateMachine.
 * 1 to 80 characters; the API model checks the length before, tasks of nested executions do not pass through it. Beyond AWS's list, invisible characters that change the
 * direction or look of text are refused, so that a name is what it seems to be.
 */
import { apiErrors } from './api-error.ts';

/** White space, brackets, wildcards, special characters, controls, non-characters, lone surrogates, bidi controls. */
const FORBIDDEN =
  /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff\u{10ffff}]/u;

export function isValidName(name: string): boolean {
  return name.length >= 1 && name.length <= 80 && !FORBIDDEN.test(name);
}

/** Throws InvalidName. */
export function requireName(name: string): void {
  if (!isValidName(name)) throw apiErrors.invalidName(name);
}
