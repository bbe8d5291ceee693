/** What callers of the API get when the store did not take their change. */
import { ApiError, apiErrors } from '../aws/api-error.ts';

export function unavailable(error: unknown): never {
  throw Object.assign(apiErrors.unavailable(), { cause: error });
}

export function unlessApiError(error: unknown): never {
  if (error instanceof ApiError) throw error;
  unavailable(error);
}
