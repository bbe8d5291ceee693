/**
 * The log of the server: one JSON object a line on stderr. Nobody's data belong there: of errors only what says where
 * and why is written, and no text that may have been quoted from a payload.
 */
import { type Logger, pino } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export function createLog(level: LogLevel): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: loggedError },
  };
  return pino(options, pino.destination({ dest: 2, sync: false }));
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Frames without the message. */
  readonly stack: string;
  readonly cause?: LoggedError;
}

const MAX_MESSAGE = 500;
const MAX_CAUSES = 5;

/** What is logged of something that was thrown. */
export function loggedError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'not an Error', stack: '' };
  const { cause, code } = thrown as Error & { code?: unknown };
  return {
    type: thrown.name,
    message: messageOf(thrown),
    ...(typeof code === 'string' && { code }),
    stack: framesOf(thrown),
    ...(cause instanceof Error && depth < MAX_CAUSES && { cause: loggedError(cause, depth + 1) }),
  };
}

/** A SyntaxError quotes what it could not parse; a TypeError may quote a whole text. */
function messageOf(error: Error): string {
  if (error instanceof SyntaxError) return 'a text could not be parsed';
  return error.message.replace(/(["'`])(?:(?!\1)[\s\S]){40,}\1/g, '$1…$1').slice(0, MAX_MESSAGE);
}

function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}
