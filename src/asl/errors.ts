/** Workflow failures. They are values that Retry and Catch look at; they never become API errors. */

/** Error and cause of a failure; both may be absent, as after SendTaskFailure without them. */
export interface StatesError {
  readonly error?: string;
  readonly cause?: string;
}

/** Predefined error names (ASL "Error Names"). */
export const STATES_ERRORS = [
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
] as const;

export type StatesErrorName = (typeof STATES_ERRORS)[number];

/**
 * Thrown while a field of a state is evaluated, and caught by the driver alone, which puts AWS's
 * "An error occurred while executing the state …" in front of `detail`. Not an `Error`: no stack is wanted.
 */
export class EvaluationFailure {
  readonly error: StatesErrorName;
  readonly detail: string;
  /** Field that failed, such as `Arguments/FunctionName`; shown in the EvaluationFailed event that JSONata leaves. */
  readonly location: string | undefined;
  /**
   * Where that event is chained to. AWS evaluates a state's fields before it enters the state (`before`); what it finds
   * wrong with a value only afterwards follows the …StateEntered event (`after`).
   */
  readonly found: 'before' | 'after';

  constructor(error: StatesErrorName, detail: string, location?: string, found: 'before' | 'after' = 'before') {
    this.error = error;
    this.detail = detail;
    this.location = location;
    this.found = found;
  }
}

/** The most frequent EvaluationFailure. */
export function runtimeFailure(detail: string): EvaluationFailure {
  return new EvaluationFailure('States.Runtime', detail);
}
