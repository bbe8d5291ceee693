/**
 * Errors of activities, tags, versions and aliases, with AWS's texts.
 * Source: spec of the API, "Exact errors for common requests"; API reference of each operation.
 */
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Committer } from './committer.ts';

export const registryErrors = {
  activityAlreadyExists: (arn: string) => new ApiError('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`),
  activityDoesNotExist: (arn: string) => new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`),
  activityLimitExceeded: () =>
    new ApiError('ActivityLimitExceeded', 'The maximum number of activities has been reached.'),
  aliasExists: () =>
    new ApiError(
      'ConflictException',
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    ),
  quotaExceeded: (what: string) =>
    new ApiError('ServiceQuotaExceededException', `The maximum number of ${what} of a state machine has been reached.`),
  /** What a request names beside its subject, such as the versions of a routing configuration. */
  referenceNotFound: () => new ApiError('ResourceNotFound', 'Request references a resource that does not exist.'),
  resourceNotFound: (arn: string) =>
    new ApiError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn }),
  routing: (message: string) => apiErrors.validation(message, 'INVALID_ROUTING_CONFIGURATION'),
  staleRevision: (given: string, current: string | undefined) =>
    new ApiError(
      'ConflictException',
      `Failed to publish the State Machine version for revision ${given}. The current State Machine revision is ${current ?? null}.`,
    ),
  tooManyTags: (max: number) => new ApiError('TooManyTags', `Too many tags: a resource can have ${max} tags at most`),
  versionInUse: (aliases: readonly string[]) =>
    new ApiError(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${aliases.join(', ')}]`,
    ),
};

/** Resolves when everything that was added so far is durable; a store that cannot take it is ServiceUnavailable. */
export async function durable(committer: Committer): Promise<void> {
  try {
    await committer.barrier();
  } catch (error) {
    throw Object.assign(apiErrors.unavailable(), { cause: error });
  }
}
