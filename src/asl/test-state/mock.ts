/**
 * What a mock may be: which other members go with it, which states take one, what its result has to look like.
 * Source: API reference, TestState; texts as recorded, those marked "ours" in their style. Errors: ValidationException,
 * InvalidDefinition.
 */
import { ApiError, apiErrors } from '../../aws/api-error.ts';
import type { StatesError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { Payload } from '../payload.ts';
import type { ParallelState, TaskState } from '../program.ts';
import { parseJson } from '../validate/json-text.ts';
import { takesToken } from './context.ts';
import type { TestedState } from './definition.ts';
import { holdsState } from './definition.ts';
import { findResultFault } from './result-check.ts';
import { resultShapeOf } from './result-shapes/index.ts';
import type { MockInput, StateTest } from './state-test.ts';

/** What becomes of the work of a Task, Map or Parallel. */
export type Outcome =
  | { readonly type: 'succeeded'; readonly result: Payload }
  | { readonly type: 'failed'; readonly error: StatesError }
  /** The parameters cannot be used at all: States.Runtime. */
  | { readonly type: 'runtime'; readonly detail: string };

/** Members that only make sense with a mock. */
const NEEDS_MOCK: readonly (readonly [string, (test: StateTest) => unknown])[] = [
  ['MapIterationFailureCount', ({ stateConfiguration: c }) => c?.mapIterationFailureCount],
  ['RetrierRetryCount', ({ stateConfiguration: c }) => c?.retrierRetryCount],
  ['ErrorCausedByState', ({ stateConfiguration: c }) => c?.errorCausedByState],
  ['MapItemReaderData', ({ stateConfiguration: c }) => c?.mapItemReaderData],
  ['Context', ({ context }) => context],
];

/** Whether the members of the request go together. */
export function checkTogether(test: StateTest): void {
  const { mock } = test;
  if (mock === undefined) {
    const needs = NEEDS_MOCK.find(([, member]) => member(test) !== undefined);
    if (needs === undefined) return;
    throw apiErrors.validation(`TestState does not support ${needs[0]} when a mock is not specified.`);
  }
  if (test.revealSecrets) {
    throw apiErrors.validation('TestState does not support RevealSecrets when a mock is specified.');
  }
  if ((mock.result === undefined) === (mock.errorOutput === undefined)) {
    throw apiErrors.validation('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (mock.errorOutput !== undefined && mock.errorOutput.error === undefined) {
    throw apiErrors.validation("The field 'error' is required in the errorOutput of a test mock."); // ours
  }
}

const MOCKED = new Set(['Task', 'Map', 'Parallel']);

/** Whether a state can be tested with, or without, a mock. */
export function checkMockable({ state, definition }: TestedState, test: StateTest): void {
  if (test.mock === undefined) {
    if (state.type === 'Map' || state.type === 'Parallel') {
      throw unsupported(
        'Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
      );
    }
    if (state.type === 'Task') checkUnmockedTask(state, test.roleArn);
    return;
  }
  if (!MOCKED.has(state.type)) {
    throw apiErrors.validation(`State type '${state.type}' is not supported when a mock is specified`);
  }
  const origin = test.stateConfiguration?.errorCausedByState;
  const hasInner = state.type === 'Map' || state.type === 'Parallel';
  if (origin !== undefined && hasInner && !holdsState(definition, origin)) {
    throw apiErrors.validation(`State '${origin}' not found in the definition of the tested state`); // ours
  }
}

function checkUnmockedTask({ resource }: TaskState, roleArn: string | undefined): void {
  if (takesToken(resource)) {
    throw unsupported('Activity tasks, .sync or .waitForTaskToken service integration patterns without a mock'); // ours
  }
  if (roleArn === undefined) throw apiErrors.validation('RoleArn must be specified when testing a Task state');
}

function unsupported(what: string): ApiError {
  return new ApiError('InvalidDefinition', `TestState API does not support ${what}`);
}

/** The mock as the outcome of the state's work. */
export function mockedOutcome(mock: MockInput, tested: TestedState): Outcome {
  const { result, errorOutput, fieldValidationMode = 'STRICT' } = mock;
  if (result === undefined) return { type: 'failed', error: errorOutput ?? {} };
  const parsed = parseJson(result);
  if (!('value' in parsed)) throw apiErrors.validation('Mocked result must be valid JSON');
  const { value } = parsed;
  const { state, definition } = tested;
  if (state.type === 'Parallel') checkBranches(value, state);
  else if (state.type === 'Map') checkMapResult(value, definition);
  else if (state.type === 'Task' && fieldValidationMode !== 'NONE') checkTaskResult(value, state, fieldValidationMode);
  return { type: 'succeeded', result: Payload.fromText(result) };
}

function checkBranches(value: Json, { branches }: ParallelState): void {
  if (!Array.isArray(value)) throw apiErrors.validation('Mocked result must be an array.');
  if (value.length !== branches.length) {
    throw apiErrors.validation('Mocked result must contain the same number of items as number of Parallel branches.');
  }
}

/** A ResultWriter with a Resource leaves a note of what it wrote in place of the results. */
function checkMapResult(value: Json, map: JsonObject): void {
  const writer = getOwn(map, 'ResultWriter');
  const isWritten = isObject(writer) && Object.hasOwn(writer, 'Resource');
  if (isWritten && !isObject(value)) throw apiErrors.validation('Mocked result must be a JSON object.');
  if (!isWritten && !Array.isArray(value)) throw apiErrors.validation('Mocked result must be an array.');
}

function checkTaskResult(value: Json, { resource }: TaskState, mode: 'STRICT' | 'PRESENT'): void {
  const shape = resultShapeOf(resource);
  if (shape === undefined) return;
  if (!isObject(value)) throw apiErrors.validation('Mocked result must be a JSON object.');
  const fault = findResultFault(value, shape, mode);
  if (fault !== undefined) throw apiErrors.validation(`Mock result schema validation error: ${fault}`);
}
