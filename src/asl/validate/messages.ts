/**
 * What findings say. Source: recorded and reported answers of AWS; those marked "ours" are not known word for word and
 * follow the style of the others.
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
  oneOf: (values: readonly string[]) => `Value should be one of the following: [${values.join(', ')}]`,
  empty: 'Value cannot be empty',
  minimum: (value: number) => `Minimum value is ${value}`,
  maximum: (value: number) => `Maximum value is ${value}`,
  jsonPath: 'Value must be a valid JSONPath.',
  timestamp: 'String does not match RFC3339 timestamp',
  statesAll: 'States.ALL must appear alone and at end of list',
  resource: (arn: string) =>
    `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
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
  exactlyOne: (fields: readonly string[]) => `Exactly one of these fields is required: [${fields.join(', ')}]`,
  atLeastOne: (fields: readonly string[]) => `At least one of these fields is required: [${fields.join(', ')}]`,
  onlyOne: (fields: readonly string[]) => `Only one of these fields is allowed: [${fields.join(', ')}]`,
  noComparator: 'Exactly one comparison operator is required',
  emptyName: 'Invalid State name: State name cannot be empty',
  nesting: 'The states are too deeply nested.',
  heartbeat: "'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'",
  maxDelay: "'MaxDelaySeconds' must be greater than 'IntervalSeconds'",
  variableName: (name: string) => `Invalid variable name: '${name}'`,
  label: (label: string) => `Invalid Label name: ${label}`,
  duplicateLabel: (label: string) => `Duplicate Label name: ${label}`,
  expressDistributed: "Express state machine does not support Map state in 'DISTRIBUTED' mode",
} as const;
