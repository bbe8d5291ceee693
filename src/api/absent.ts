/** Deleting: what is not there, or belongs to another account, counts as deleted. Source: AWS's answers. */
import { ApiError, type ApiErrorCode } from '../aws/api-error.ts';

/** Runs `remove`; an error with this code is none. */
export async function absentIsDone(code: ApiErrorCode, remove: () => Promise<void>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof ApiError && error.code === code)) throw error;
  }
}
