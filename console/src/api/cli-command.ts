/**
 * The command line that does what a call does: the AWS CLI for AWS's operations, curl for Stairwell's own, which the
 * AWS CLI does not know.
 */
import { isOwnOperation } from './own-operations.ts';

/** `endpoint`: the server's URL. Members without a value are left out. */
export function cliCommand(operation: string, input: Readonly<Record<string, unknown>>, endpoint: string): string {
  if (isOwnOperation(operation)) {
    const body = shellQuote(JSON.stringify(input));
    return `curl ${endpoint}/ -H 'Content-Type: application/x-amz-json-1.0' -H 'X-Amz-Target: Stairwell.${operation}' -d ${body}`;
  }
  const parts = [`aws stepfunctions ${kebab(operation)} --endpoint-url ${endpoint}`];
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (typeof value === 'boolean') parts.push(`--${value ? '' : 'no-'}${kebab(name)}`);
    else parts.push(`--${kebab(name)} ${shellQuote(typeof value === 'string' ? value : JSON.stringify(value))}`);
  }
  return parts.join(' ');
}

/** `StartExecution` and `executionArn` as the AWS CLI writes them: `start-execution`, `execution-arn`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`);
}

/** As one word for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
