/**
 * Tests one state: what TestState does between its request and its answer. Source: API reference, TestState; recorded
 * tests. Pure: a call of a service and the passing of time are handed to the caller, who goes on with their outcome.
 *
 * A test is no execution: it writes no history, Retry and Catch are looked up rather than followed, and the causes of
 * interpreter failures come without the "An error occurred while executing the state …" that names an event.
 * Errors: InvalidDefinition, InvalidExecutionInput, ValidationException (all thrown); what the state itself does wrong is
 * a result.
 */
import { apiErrors } from '../../aws/api-error.ts';
import type { Realm } from '../../aws/arn.ts';
import { EvaluationFailure, runtimeFailure } from '../errors.ts';
import type { Env, Exit, Stage, Variables } from '../flow.ts';
import type { Host } from '../host.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { Payload, tooLargeTogether } from '../payload.ts';
import type { MapState, ParallelState, State, TaskState } from '../program.ts';
import type { Resource } from '../resource.ts';
import type { Failure } from '../retry.ts';
import { findCatcher, findRetry, isFatal } from '../retry.ts';
import { dataLimitExceeded, dataTooLarge } from '../states/data-limit.ts';
import { parseExecutionInput, parseJson } from '../validate/json-text.ts';
import { defaultContext, parseContext } from './context.ts';
import type { TestedState } from './definition.ts';
import { findState } from './definition.ts';
import type { Outcome } from './mock.ts';
import { checkMockable, checkTogether, mockedOutcome } from './mock.ts';
import type { ErrorDetails, InspectionData, StateTest, StateTestResult } from './state-test.ts';
import { enterMap } from './tested-map.ts';

/** How far a test is. Whoever is asked for something calls `resume` once. */
export type Progress =
  | { readonly type: 'done'; readonly result: StateTestResult }
  | { readonly type: 'wait'; readonly dueMs: number; resume(outcome: Outcome | undefined): StateTestResult }
  | { readonly type: 'call'; readonly call: TestCall; resume(outcome: Outcome): StateTestResult };

/** The call of a service that a Task without mock makes. */
export interface TestCall {
  readonly resource: Resource;
  readonly parameters: Payload;
  /** From Credentials, else that of the test. */
  readonly roleArn: string;
  readonly timeoutSeconds?: number;
}

export function startTest(test: StateTest, realm: Realm, host: Host): Progress {
  checkTogether(test);
  const tested = findState(test.definition, test.stateName);
  checkMockable(tested, test);
  return new TestRun(test, tested, realm, host).start();
}

function parseInput(text = '{}'): Payload {
  const parsed = parseExecutionInput(text);
  if ('message' in parsed) throw apiErrors.invalidExecutionInput(parsed.message);
  return Payload.fromText(text);
}

function parseVariables(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  const parsed = parseJson(text);
  if ('value' in parsed && isObject(parsed.value)) return parsed.value;
  throw apiErrors.validation('Variables must be a valid JSON object');
}

/** What an answer shows of the data processing, by type of state. A branch's own input processing is not shown. */
const SHOWN: Readonly<Record<State['type'], readonly Stage[]>> = {
  Pass: ['afterInputPath', 'afterParameters', 'afterResultSelector', 'afterResultPath'],
  Task: ['afterInputPath', 'afterParameters', 'afterArguments', 'afterResultSelector', 'afterResultPath'],
  Choice: ['afterInputPath'],
  Wait: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: [],
  Parallel: ['afterResultSelector', 'afterResultPath'],
  Map: ['afterInputPath', 'afterItemsPath', 'afterResultSelector', 'afterResultPath'],
};

class TestRun {
  readonly #test: StateTest;
  readonly #tested: TestedState;
  readonly #state: State;
  readonly #host: Host;
  readonly #variables: Variables;
  readonly #env: Env;
  readonly #mocked: Outcome | undefined;
  readonly #inspection: InspectionData = {};

  constructor(test: StateTest, tested: TestedState, realm: Realm, host: Host) {
    const { state } = tested;
    const { context, roleArn, mock } = test;
    const input = parseInput(test.input);
    const given = context === undefined ? undefined : parseContext(context, state);
    const retryCount = test.stateConfiguration?.retrierRetryCount ?? 0;
    const seen = given ?? defaultContext(realm, host, { state, input: input.value, roleArn, retryCount });
    this.#test = test;
    this.#tested = tested;
    this.#state = state;
    this.#host = host;
    this.#variables = parseVariables(test.variables);
    this.#mocked = mock && mockedOutcome(mock, tested);
    this.#inspection.input = input.text;
    this.#env = {
      input,
      context: () => seen,
      variables: this.#variables,
      host,
      inspect: (stage, payload) => this.#inspect(stage, payload),
    };
  }

  start(): Progress {
    const state = this.#state;
    if (state.type === 'Task' && this.#mocked === undefined) return this.#callTask(state);
    if (state.type === 'Wait') return this.#wait();
    return done(this.#guard(() => this.#run()));
  }

  /** The states that are done at once. */
  #run(): StateTestResult {
    const state = this.#state;
    const env = this.#env;
    switch (state.type) {
      case 'Pass': {
        if (state.result === undefined) return this.#exit(state.flow.exit(env, state.flow.arguments(env)));
        // The fixed Result is all there is: AWS shows no input processing beside it.
        this.#inspection.result = state.result.text;
        return this.#exit(state.flow.exit(env, state.result));
      }
      case 'Choice': {
        const chosen = state.flow.choose(env);
        if (chosen !== null) return this.#exit(chosen.exit, chosen.next);
        throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
      }
      case 'Succeed':
        return this.#exit(state.flow.exit(env, state.flow.arguments(env)));
      case 'Fail':
        return this.#failed(state.flow.failure(env));
      case 'Task':
        this.#enterTask(state);
        return this.#finish(this.#mocked as Outcome);
      case 'Parallel':
        this.#limit(state.flow.arguments(env));
        return this.#finish(this.#mocked as Outcome);
      case 'Map':
        return this.#runMap(state, this.#mocked as Outcome);
      case 'Wait':
        throw new Error('a Wait is not done at once');
    }
  }

  #runMap(state: MapState, mocked: Outcome): StateTestResult {
    const { definition } = this.#tested;
    const configuration = this.#test.stateConfiguration ?? {};
    const failure = enterMap(
      { state, definition, env: this.#env, configuration, inspection: this.#inspection },
      mocked,
    );
    return failure === undefined ? this.#finish(mocked) : this.#failed(failure);
  }

  #wait(): Progress {
    let dueMs = 0;
    const early = this.#guard(() => {
      if (this.#state.type === 'Wait') dueMs = this.#state.flow.waitUntilMs(this.#env);
      return undefined;
    });
    if (early !== undefined) return done(early);
    const exit = () => this.#exit(this.#state.flow.exit(this.#env, this.#state.flow.arguments(this.#env)));
    return {
      type: 'wait',
      dueMs,
      resume: (outcome) => this.#guard(() => (outcome?.type === 'failed' ? this.#failed(outcome.error) : exit())),
    };
  }

  #callTask(state: TaskState): Progress {
    let call: TestCall | undefined;
    const early = this.#guard(() => {
      call = this.#enterTask(state);
      return undefined;
    });
    if (early !== undefined) return done(early);
    const resume = (outcome: Outcome) => this.#guard(() => this.#finish(outcome));
    return { type: 'call', call: call as TestCall, resume };
  }

  #enterTask({ flow, resource }: TaskState): TestCall {
    const env = this.#env;
    const parameters = this.#limit(flow.arguments(env));
    const timeoutSeconds = flow.timeoutSeconds(env);
    flow.heartbeatSeconds(env); // for its failures
    const roleArn = flow.roleArn(env) ?? this.#test.roleArn ?? '';
    return { resource, parameters, roleArn, ...(timeoutSeconds !== undefined && { timeoutSeconds }) };
  }

  /** The outcome of a Task, Parallel or Map. */
  #finish(outcome: Outcome): StateTestResult {
    if (outcome.type === 'failed') return this.#failed(outcome.error);
    if (outcome.type === 'runtime') throw runtimeFailure(outcome.detail);
    const result = this.#limit(outcome.result);
    const state = this.#state as TaskState | ParallelState | MapState;
    if (state.type === 'Task') this.#inspection.result = result.text;
    return this.#exit(state.flow.exit(this.#env, result));
  }

  #exit({ output, assign }: Exit, next = this.#state.next): StateTestResult {
    this.#limit(output);
    return this.#result({ status: 'SUCCEEDED', output: output.text, ...nextState(next) }, assign);
  }

  /** A retrier would take the failure, or a catcher, or it ends the branch. */
  #failed(failure: Failure): StateTestResult {
    const state = this.#state;
    const { error, cause } = failure;
    const shown = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    if (isFatal(failure)) return this.#result({ status: 'FAILED', ...shown });
    const retry = this.#retryDetails(failure);
    if (retry?.retryBackoffIntervalSeconds !== undefined) {
      this.#inspection.errorDetails = retry;
      return this.#result({ status: 'RETRIABLE', ...shown });
    }
    const catchIndex = findCatcher(state.catch, failure);
    if (catchIndex < 0) {
      if (retry !== undefined) this.#inspection.errorDetails = retry;
      return this.#result({ status: 'FAILED', ...shown });
    }
    this.#inspection.errorDetails = { ...retry, catchIndex };
    const errorOutput = Payload.of({ Error: error ?? null, Cause: cause ?? null });
    const { output, assign } = state.flow.caught(this.#env, catchIndex, errorOutput);
    if (output.tooLarge) return this.#result({ status: 'FAILED', ...dataLimitExceeded(state.name) });
    const next = nextState(state.catch[catchIndex]?.next);
    return this.#result({ status: 'CAUGHT_ERROR', ...shown, output: output.text, ...next }, assign);
  }

  /** Which retrier the failure falls to; with the pause before the attempt when it has one left. */
  #retryDetails(failure: Failure): ErrorDetails | undefined {
    const { retry } = this.#state;
    const retryIndex = findRetry(retry, [], failure, this.#host)?.index;
    if (retryIndex === undefined) return undefined;
    const retries = retry.map(() => this.#test.stateConfiguration?.retrierRetryCount ?? 0);
    const next = findRetry(retry, retries, failure, this.#host);
    return { retryIndex, ...(next && { retryBackoffIntervalSeconds: Math.floor(next.delayMs / 1000) }) };
  }

  /** Lets the state act; its evaluation failures are failures of the state, those of a catcher end the test. */
  #guard<T extends StateTestResult | undefined>(act: () => T): T | StateTestResult {
    try {
      return act();
    } catch (thrown) {
      if (!(thrown instanceof EvaluationFailure)) throw thrown;
      return this.#failedInEvaluation(thrown);
    }
  }

  #failedInEvaluation(thrown: EvaluationFailure): StateTestResult {
    const failure = this.#failureOf(thrown);
    if (this.#inspection.errorDetails?.catchIndex !== undefined) return this.#result({ status: 'FAILED', ...failure });
    try {
      return this.#failed(failure);
    } catch (second) {
      if (!(second instanceof EvaluationFailure)) throw second;
      return this.#result({ status: 'FAILED', ...this.#failureOf(second) });
    }
  }

  #failureOf({ error, detail }: EvaluationFailure): Failure {
    if (error === 'States.DataLimitExceeded') return dataLimitExceeded(this.#state.name);
    return { error, cause: detail.slice(0, MAX_CAUSE_LENGTH) };
  }

  #limit(payload: Payload): Payload {
    if (payload.tooLarge) throw dataTooLarge();
    return payload;
  }

  #inspect(stage: Stage, payload: Payload): void {
    if (SHOWN[this.#state.type].includes(stage) && !payload.tooLarge) this.#inspection[stage] = payload.text;
  }

  #result(result: StateTestResult, assign?: Variables): StateTestResult {
    const { inspectionLevel = 'INFO' } = this.#test;
    if (assign !== undefined) requireSmall(assign);
    if (inspectionLevel === 'INFO') return result;
    const variables = { ...this.#variables, ...assign };
    if (Object.keys(variables).length > 0) this.#inspection.variables = Payload.of(variables).text;
    return { ...result, inspectionData: this.#inspection };
  }
}

/** Longest cause that the API's model allows, in characters. */
const MAX_CAUSE_LENGTH = 32_768;

function done(result: StateTestResult): Progress {
  return { type: 'done', result };
}

function nextState(next: string | undefined): { nextState?: string } {
  return next === undefined ? {} : { nextState: next };
}

/** One Assign may set as much as any payload holds. */
function requireSmall(assign: Variables): void {
  if (tooLargeTogether(Object.values(assign).map((value) => Payload.of(value).text))) throw dataTooLarge();
}
