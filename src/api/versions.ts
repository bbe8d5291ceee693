/** Publishing of versions with CreateStateMachine and UpdateStateMachine. Source: API reference, publish. */
import { apiErrors } from '../aws/api-error.ts';

interface Publishing {
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

/** The members that the engine takes; throws ValidationException. */
export function publishing({ publish = false, versionDescription }: Publishing): Publishing {
  if (!publish && versionDescription !== undefined) {
    throw apiErrors.validation('Version description can only be set when publish is true');
  }
  return { publish, ...(versionDescription !== undefined && { versionDescription }) };
}
