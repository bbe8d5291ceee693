/** Publishing of versions with CreateStateMachine and UpdateStateMachine. Source: API reference, publish. */
import { apiErrors } from '../aws/api-error.ts';

/** Versions are not there yet: a request that wants one fails rather than being done by half. */
export function refusePublishing(input: { readonly publish?: boolean; readonly versionDescription?: string }): void {
  if (input.publish) throw apiErrors.validation('State machine versions are not supported yet: publish must be false');
  if (input.versionDescription !== undefined) {
    throw apiErrors.validation('Version description can only be set when publish is true');
  }
}
