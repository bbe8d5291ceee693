import type { StatesError } from '../errors.ts';
import { EvaluationFailure } from '../errors.ts';

/**
 * The failure of a result, input or output of more than 262,144 bytes. `source` is the function ARN, the resource type
 * or the state name. AWS gives this cause without the usual prefix. It can be caught, as recordings of AWS show.
 */
export function dataLimitExceeded(source: string): StatesError {
  return {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}

/** The same for data that a state's fields make; the driver, which catches it, knows the state's name. */
export function dataTooLarge(): EvaluationFailure {
  return new EvaluationFailure('States.DataLimitExceeded', 'The data is larger than the service allows.');
}
