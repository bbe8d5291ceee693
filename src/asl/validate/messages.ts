/**
 * What findings say. Source: recorded, measured (ValidateStateMachineDefinition) and reported answers of AWS; those
 * marked "ours" are not known word for word and follow the style of the others.
 */
import type { Dialect } from './dialect.ts';

export const messages = {
  required: (fields: readonly string[]) => `These fields are required: [${fields.join(', ')}]`,
  fieldRequired: (field: string) => `The field '${field}' is required but was missing`,
  unsupported: (field: string) => `Field '${field}' is not supported`,
  unsupportedParameter: (field: string) => `The field '${field}' is not supported by Step Functions`,
  otherLanguage: (language: Dialect, field: string, only: Dialect) =>
    `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${only}' QueryLanguage`,
  noDowngrade: "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
  stateType: (types: readonly string[]) => `The field 'Type' should have one of these values: [${types.join(', ')}]`,
  type: (...types: string[]) => `Expected value of type [${types.join(', ')}]`,
  integer: 'Expected value of type Integer',
  oneOf: (values: readonly string[]) => `Value should be one of the following: [${values.join(', ')}]`,
  empty: 'Value cannot be empty',
  minimum: (value: number) => `Minimum value is ${value}`,
  maximum: (value: number) => `Maximum value is ${value}`,
  jsonPath: 'Value must be a valid JSONPath.',
  timestamp: 'String does not match RFC3339 timestamp',
  statesAll: 'States.ALL must appear alone and at end of list',
  notAnArn: 'Value is not a valid resource ARN',
  readerResource: "The field 'Resource' does not match any of the allowed values",
  resource: (arn: string) =>
    `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
  exactlyOne: (fields: readonly string[]) =>
    `This object should have only one of the following fields: [${fields.join(', ')}]`,
  onlyOne: (fields: readonly string[]) => `There should only be one of the following fields: [${fields.join(', ')}]`,
  oneRule: (fields: readonly string[]) =>
    `The object must have only one of the following fields, [${fields.join(', ')}]`,
  parametersRequired: (field: string, arn: string) => `${field} field is required for resource ARN: ${arn}`,
  csvHeaderLocation: "The field 'CSVHeaderLocation' is required",
  activityCredentials: "The field 'Credentials' is not supported for activities",
  reservedVariable: "Cannot assign to reserved variable '$states'.",
  variableName: (name: string) => `Invalid variable name '${name}': the variable name contains invalid characters.`,
  expressDistributed: "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
  expressActivity: 'Express state machine does not support Activity ARN',
  expressSync: "Express state machine does not support '.sync' service integration",
  /** AWS ends this one, and only this one, with a space. */
  expressToken: "Express state machine does not support '.waitForTaskToken' service integration ",
  target: (name: string) => `Missing 'Next' target: ${name}`,
  unreachable: (name: string) => `State "${name}" is not reachable.`,
  noTerminalState: 'Workflow has no terminal state',
  longName: (name: string) =>
    `Invalid State name: State '${name}' exceeds the 80-character limit allowed by the service`,
  duplicateName: (name: string) => `Duplicate State name: ${name}`,

  // Ours.
  atLeastOne: (fields: readonly string[]) => `At least one of these fields is required: [${fields.join(', ')}]`,
  noComparator: 'Exactly one comparison operator is required',
  emptyName: 'Invalid State name: State name cannot be empty',
  nesting: 'The states are too deeply nested.',
  heartbeat: "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'",
  maxDelay: "'MaxDelaySeconds' must be greater than 'IntervalSeconds'",
  longVariable: (name: string) =>
    `Invalid variable name '${name}': the variable name exceeds the 80-character limit allowed by the service.`,
  outerVariable: (name: string) =>
    `Invalid variable name '${name}': a variable of this name is assigned in an outer scope.`,
  label: (label: string) => `Invalid Label name: ${label}`,
  longLabel: (label: string) =>
    `Invalid Label name: Label '${label}' exceeds the 40-character limit allowed by the service`,
  duplicateLabel: (label: string) => `Duplicate Label name: ${label}`,

  // Ours, and warnings.
  noDollar: (key: string) =>
    `'${key}' holds a path or an intrinsic function as plain text. To evaluate it, name the field '${key}.$'`,
  noPath: (field: string) => `'${field}' holds a path as plain text. To evaluate it, use the field '${field}Path'`,
  staticResult: 'The Result of a Pass state is taken as it is: paths and intrinsic functions in it are not evaluated',
  undeclared: (name: string) =>
    `No state assigns the variable '$${name}' in this scope or in one around it: the reference fails at run time`,
} as const;
