/**
 * What goes wrong inside an expression. Errors of the language carry its code; their texts are the library's, whose
 * catalogue is asked for them. Limits of this implementation have a text and no code, as on AWS.
 */
import jsonata from 'jsonata';

/** Members that the texts of errors mention. */
export interface FaultDetails {
  token?: unknown;
  value?: unknown;
  value2?: unknown;
  index?: number;
  type?: unknown;
  exp?: unknown;
  functionName?: unknown;
  message?: unknown;
}

export class Fault {
  readonly code: string | undefined;
  readonly details: FaultDetails;

  constructor(code: string | undefined, details: FaultDetails = {}) {
    this.code = code;
    this.details = details;
  }

  /** `T1006: Attempted to invoke a non-function`, or the bare text of a limit. */
  get text(): string {
    const message = textOf(this.code, this.details);
    return this.code === undefined ? message : `${this.code}: ${message}`;
  }
}

/** A limit, or something else without a code. */
export function limitFault(message: string): Fault {
  return new Fault(undefined, { message });
}

export const stackOverflow = (): Fault =>
  limitFault(
    'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.',
  );

/** Anything that a function of the library threw. */
export function faultFrom(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  if (thrown instanceof RangeError)
    return /call stack/.test(thrown.message) ? stackOverflow() : limitFault(thrown.message);
  if (thrown !== null && typeof thrown === 'object' && 'code' in thrown && typeof thrown.code === 'string') {
    return new Fault(thrown.code, { ...(thrown as FaultDetails) });
  }
  if (thrown instanceof Error) return limitFault(thrown.message);
  throw thrown;
}

/** An expression that throws `pending`: on its way out, the library fills in the text that belongs to the code. */
const thrower = jsonata('$fault()');
let pending: object = {};
thrower.registerFunction('fault', () => {
  throw pending;
});

function textOf(code: string | undefined, details: FaultDetails): string {
  if (code === undefined) return String(details.message);
  pending = { ...details, code };
  try {
    thrower.evaluate(undefined);
  } catch (thrown) {
    return String((thrown as { message?: unknown }).message ?? code);
  }
  return code;
}
