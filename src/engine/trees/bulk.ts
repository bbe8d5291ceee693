/** Stopping or redriving many executions, a page a call. One that cannot be changed does not keep the others from it. */
import { ApiError } from '../../aws/api-error.ts';

/** Executions that are changed at once; they share commits. */
const AT_ONCE = 100;

export interface BulkFailure {
  readonly executionArn: string;
  readonly code: string;
  readonly message: string;
}

export interface BulkResult {
  readonly matched: number;
  readonly done: number;
  readonly failed: readonly BulkFailure[];
  /** Where to go on; undefined: all have been seen to. */
  readonly nextId: number | undefined;
}

/** Gives how many were changed, and why the others were not. */
export async function changeEach(
  arns: readonly string[],
  change: (executionArn: string) => Promise<unknown>,
): Promise<{ done: number; failed: BulkFailure[] }> {
  const failed: BulkFailure[] = [];
  const attempt = async (executionArn: string) => {
    try {
      await change(executionArn);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failed.push({ executionArn, code: error.code, message: error.message });
    }
  };
  for (let from = 0; from < arns.length; from += AT_ONCE) {
    await Promise.all(arns.slice(from, from + AT_ONCE).map(attempt));
  }
  return { done: arns.length - failed.length, failed };
}
