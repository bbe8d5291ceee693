/** The input of an execution must be JSON text; Jackson's words tell what is wrong with it. */
import { parseExecutionInput } from '../asl/validate/json-text.ts';
import { apiErrors } from '../aws/api-error.ts';

/** Throws InvalidExecutionInput. */
export function requireExecutionInput(text: string): void {
  const parsed = parseExecutionInput(text);
  if ('message' in parsed) throw apiErrors.invalidExecutionInput(parsed.message);
}
