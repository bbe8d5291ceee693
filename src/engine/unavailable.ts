/** What callers of the API get when the store did not take their change. */
import { ApiError, apiErrors } from '../aws/api-error.ts';

export function unavailable(error: unknown): never {
  throw Object.assign(apiErrors.unavailable(), { cause: error });
}

export function unlessApiError(error: unknown): never {
  if (error instanceof ApiError) throw error;
  unavailable(error);
}

/** An error may tell of what is not durable yet, such as a name that is taken: it leaves when it is. */
export async function throwAfter(barrier: Promise<void>, error: unknown): Promise<never> {
  await barrier.catch(unavailable);
  throw error;
}
