/**
 * Tests of single states (TestState): the part that takes time or leaves the process. What a test is and answers stands
 * in asl/test-state; here a Wait waits, and a Task without mock really calls its service, or starts the execution.
 * Nothing is stored: a test that is under way when the process ends is gone, and its caller knows.
 * A test lasts five minutes at most, then it fails with States.Timeout. Source: API reference, TestState.
 */
import type { StatesError } from '../asl/errors.ts';
import type { JsonObject } from '../asl/json.ts';
import type { Resource } from '../asl/resource.ts';
import type { Outcome } from '../asl/test-state/mock.ts';
import type { Progress, TestCall } from '../asl/test-state/run.ts';
import { startTest } from '../asl/test-state/run.ts';
import type { StateTest, StateTestResult } from '../asl/test-state/state-test.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { partitionOf } from '../aws/arn.ts';
import type { Integration } from '../integrations/integration.ts';
import { isSfnAction, sfnFailure, sfnRequest, sfnResult } from '../integrations/sfn-sdk.ts';
import {
  findStartFault,
  parseStartExecution,
  startFailure,
  startResult,
} from '../integrations/states-start-execution.ts';
import type { Ports } from './ports.ts';
import type { ApiCall } from './sfn-tasks.ts';

const MAX_TEST_MS = 300_000;
/** Tests that wait or call at the same time. */
const MAX_TESTS = 1000;

const TIMEOUT: Outcome = { type: 'failed', error: { error: 'States.Timeout' } };

type ServiceResource = Extract<Resource, { kind: 'service' }>;

export class StateTester {
  readonly #ports: Ports;
  readonly #integrationOf: (resource: Resource) => Integration;
  readonly #callApi: ApiCall;
  /** Ends the tests under way, as when the engine closes. */
  readonly #running = new Set<() => void>();
  #closed = false;

  constructor(init: { ports: Ports; integrationOf: (resource: Resource) => Integration; callApi: ApiCall }) {
    this.#ports = init.ports;
    this.#integrationOf = init.integrationOf;
    this.#callApi = init.callApi;
  }

  /** `gone`: aborted when the caller goes away; the test is then given up. */
  async test(realm: Realm, test: StateTest, gone?: AbortSignal): Promise<StateTestResult> {
    const progress = startTest(test, realm, this.#ports);
    if (progress.type === 'done') return progress.result;
    if (this.#closed || gone?.aborted) throw givenUp();
    if (this.#running.size >= MAX_TESTS) throw apiErrors.throttling();
    if (progress.type === 'call') return this.#call(progress, realm, gone);
    const delayMs = Math.max(0, progress.dueMs - this.#ports.nowMs());
    const never = new Promise<never>(() => {});
    return progress.resume(await this.#inTime(delayMs, gone, undefined, () => never));
  }

  /** Gives up what is under way: the callers get ServiceUnavailable. */
  close(): void {
    this.#closed = true;
    for (const end of this.#running) end();
  }

  async #call(progress: Extract<Progress, { type: 'call' }>, realm: Realm, gone: AbortSignal | undefined) {
    const { call } = progress;
    const ms = (call.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const outcome = await this.#inTime(ms, gone, TIMEOUT, (signal) => this.#outcome(call, realm, signal));
    return progress.resume(outcome as Outcome);
  }

  /** What the work gives, or `late` after so long, or a time-out when the test has lasted too long. */
  async #inTime<T>(
    ms: number,
    gone: AbortSignal | undefined,
    late: T,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | typeof TIMEOUT> {
    const abort = new AbortController();
    let settle = (_: T | typeof TIMEOUT) => {};
    let giveUp = () => {};
    const ended = new Promise<T | typeof TIMEOUT>((resolve, reject) => {
      settle = resolve;
      giveUp = () => reject(givenUp());
    });
    const timer = this.#ports.setTimer(Math.min(ms, MAX_TEST_MS), () => settle(ms > MAX_TEST_MS ? TIMEOUT : late));
    this.#running.add(giveUp);
    gone?.addEventListener('abort', giveUp);
    try {
      return await Promise.race([ended, work(abort.signal)]);
    } finally {
      timer.cancel();
      this.#running.delete(giveUp);
      gone?.removeEventListener('abort', giveUp);
      abort.abort();
    }
  }

  #outcome(call: TestCall, realm: Realm, signal: AbortSignal): Promise<Outcome> {
    const { resource } = call;
    if (resource.kind === 'service' && resource.action === 'startExecution') {
      if (resource.resourceType === 'states') return this.#start(call, realm, 'optimised');
      if (resource.resourceType === SFN) return this.#start(call, realm, 'aws-sdk');
    }
    if (resource.kind === 'service' && resource.resourceType === SFN) return this.#sfn(resource, call, realm);
    const { parameters, roleArn } = call;
    const id = this.#ports.uuid();
    const { account, region } = realm;
    return this.#integrationOf(resource).run({
      ...{ resource, parameters, roleArn, account, region, signal },
      executionArn: `arn:${partitionOf(region)}:states:${region}:${account}:express:TestState:${id}`,
      idempotencyKey: id,
    });
  }

  async #start({ parameters }: TestCall, realm: Realm, style: 'optimised' | 'aws-sdk'): Promise<Outcome> {
    const request = parseStartExecution(parameters);
    if ('detail' in request) return { type: 'runtime', detail: request.detail };
    const failure = (code: ApiError['code'], message: string) => startFailure(code, message, this.#ports.uuid(), style);
    return this.#request(failure, async () => {
      const fault = findStartFault(request);
      if (fault !== undefined) throw fault;
      const { isTextInput: _, ...members } = request;
      const { executionArn, startDate } = await this.#callApi('StartExecution', members, realm);
      const started = { executionArn: String(executionArn), startMs: Math.round(Number(startDate) * 1000) };
      return startResult(started, style, { requestId: this.#ports.uuid(), nowMs: this.#ports.nowMs() });
    });
  }

  async #sfn({ action }: ServiceResource, { parameters }: TestCall, realm: Realm): Promise<Outcome> {
    const failure = (code: ApiError['code'], message: string) => sfnFailure(code, message, this.#ports.uuid());
    if (!isSfnAction(action)) {
      const cause = `This server does not offer aws-sdk:sfn:${action} to tasks yet.`;
      return { type: 'failed', error: failure('ValidationException', cause) };
    }
    const made: { readonly request: JsonObject } | { readonly detail: string } = sfnRequest(action, parameters);
    if ('detail' in made) return { type: 'runtime', detail: made.detail };
    const operation = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
    return this.#request(failure, async () => sfnResult(await this.#callApi(operation, made.request, realm)));
  }

  async #request(
    failure: (code: ApiError['code'], message: string) => StatesError,
    send: () => Promise<Extract<Outcome, { type: 'succeeded' }>['result']>,
  ): Promise<Outcome> {
    try {
      return { type: 'succeeded', result: await send() };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { type: 'failed', error: failure(error.code, error.message) };
    }
  }
}

const SFN = 'aws-sdk:sfn';

function givenUp(): ApiError {
  return new ApiError('ServiceUnavailable', 'The server is stopping; try again.');
}
