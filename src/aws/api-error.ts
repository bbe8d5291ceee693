/**
 * Errors of the Step Functions API: one catalogue of codes, HTTP statuses and texts.
 * Source: API reference of each operation; texts as real AWS gives them.
 */

/** An error that a caller of the API gets. Thrown by the engine and by operations; never a workflow failure. */
export class ApiError extends Error {
  /** Code as clients see it, for example `StateMachineDoesNotExist`. */
  readonly code: ApiErrorCode;
  /** Members of the error body beside `message`, for example `reason`. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: ApiErrorCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.fields = fields;
  }

  /** HTTP status of the answer. */
  get status(): number {
    return STATUS[this.code] ?? 400;
  }
}

const STATUS: Readonly<Record<string, number>> = {
  ConflictException: 409,
  InternalFailure: 500,
  ServiceUnavailable: 503,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
};

export const API_ERROR_CODES = [
  'AccessDeniedException',
  'ActivityAlreadyExists',
  'ActivityDoesNotExist',
  'ActivityLimitExceeded',
  'ActivityWorkerLimitExceeded',
  'ConflictException',
  'ExecutionAlreadyExists',
  'ExecutionDoesNotExist',
  'ExecutionLimitExceeded',
  'ExecutionNotRedrivable',
  'InternalFailure',
  'InvalidArn',
  'InvalidDefinition',
  'InvalidEncryptionConfiguration',
  'InvalidExecutionInput',
  'InvalidLoggingConfiguration',
  'InvalidName',
  'InvalidOutput',
  'InvalidSignatureException',
  'InvalidToken',
  'InvalidTracingConfiguration',
  'KmsAccessDeniedException',
  'KmsInvalidStateException',
  'KmsThrottlingException',
  'MissingAuthenticationTokenException',
  'MissingRequiredParameter',
  'ResourceNotFound',
  'SerializationException',
  'ServiceQuotaExceededException',
  'ServiceUnavailable',
  'StateMachineAlreadyExists',
  'StateMachineDeleting',
  'StateMachineDoesNotExist',
  'StateMachineLimitExceeded',
  'StateMachineTypeNotSupported',
  'TaskDoesNotExist',
  'TaskTimedOut',
  'ThrottlingException',
  'TooManyTags',
  'UnknownOperationException',
  'UnrecognizedClientException',
  'ValidationException',
] as const;

export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/** The catalogue: each function makes the error with AWS's text. */
export const apiErrors = {
  executionAlreadyExists: (arn: string) => new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`),
  executionDoesNotExist: (arn: string) => new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`),
  executionLimitExceeded: () =>
    new ApiError('ExecutionLimitExceeded', 'The maximum number of running executions has been reached.'),
  invalidArn: (detail: string) => new ApiError('InvalidArn', `Invalid Arn: '${detail}'`),
  invalidDefinition: (detail: string) =>
    new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${detail}'`),
  invalidExecutionInput: (detail: string) =>
    new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${detail}'`),
  invalidName: (name: string) => new ApiError('InvalidName', `Invalid Name: '${name}'`),
  invalidOutput: (detail: string) => new ApiError('InvalidOutput', `Invalid Output: '${detail}'`),
  invalidToken: () => new ApiError('InvalidToken', "Invalid Token: 'Invalid token'"),
  stateMachineAlreadyExists: (arn: string) =>
    new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`),
  stateMachineDeleting: (arn: string) =>
    new ApiError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`),
  stateMachineDoesNotExist: (arn: string) =>
    new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`),
  stateMachineTypeNotSupported: () =>
    new ApiError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine'),
  taskTimedOut: () => new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"),
  throttling: () => new ApiError('ThrottlingException', 'Rate exceeded'),
  validation: (message: string, reason?: string) =>
    new ApiError('ValidationException', message, reason === undefined ? {} : { reason }),
  unavailable: () => new ApiError('ServiceUnavailable', 'The store cannot answer now; try again.'),
} as const;
