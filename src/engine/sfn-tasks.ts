/**
 * Tasks that call Step Functions itself (`aws-sdk:sfn:<action>`) without leaving the process. Completing another
 * task by its token is one step with the caller's own turn, so that it happens exactly once; everything else is a
 * request like any client's. Source: spec of integrations, "aws-sdk rules".
 */
import type { RunTask, Stimulus, TaskRef } from '../asl/execution.ts';
import type { JsonObject } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { Resource } from '../asl/resource.ts';
import { parseJson } from '../asl/validate/json-text.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { realmOf } from '../aws/arn.ts';
import { isSfnAction, sfnFailure, sfnRequest, sfnResult } from '../integrations/sfn-sdk.ts';
import type { LiveExecution } from './live-execution.ts';
import { isOfAccount } from './live-execution.ts';
import { isUnanswered } from './nested-executions.ts';
import type { Ports } from './ports.ts';
import type { Runner, TaskRunner } from './runner.ts';
import type { TaskTokens, TokenTarget } from './task-tokens.ts';

/** Answers a request of the API as a client of this account and Region gets it; rejects with an ApiError. */
export type ApiCall = (operation: string, request: JsonObject, realm: Realm) => Promise<JsonObject>;

export class SfnTasks {
  readonly #runner: Runner;
  readonly #tokens: TaskTokens;
  readonly #ports: Ports;
  readonly #callApi: ApiCall;

  constructor(init: { runner: Runner; tokens: TaskTokens; ports: Ports; callApi: ApiCall }) {
    this.#runner = init.runner;
    this.#tokens = init.tokens;
    this.#ports = init.ports;
    this.#callApi = init.callApi;
  }

  /** True: the action completes another task, and its effect belongs into the caller's commit. */
  static completesTasks(resource: Resource): boolean {
    return resource.kind === 'service' && resource.action.startsWith('sendTask');
  }

  async run(live: LiveExecution, command: RunTask, runner: TaskRunner = this.#runner): Promise<void> {
    const { path, taskId, call } = command;
    const ref = { path, taskId };
    const { action, pattern } = command.resource as Extract<Resource, { kind: 'service' }>;
    try {
      if (!isSfnAction(action)) {
        throw apiErrors.validation(`This server does not offer aws-sdk:sfn:${action} to tasks yet.`);
      }
      const made = sfnRequest(action, call.parameters);
      if ('detail' in made) {
        runner.turn(live, { type: 'TaskUnusable', ...ref, detail: made.detail });
        return;
      }
      if (action.startsWith('sendTask')) return await this.#complete(live, ref, action, made.request, runner);
      const response = await this.#callApi(capitalised(action), made.request, realmOf(live.row.arn));
      const output = sfnResult(response);
      const type = pattern === 'waitForTaskToken' ? 'TaskSubmitted' : 'TaskSucceeded';
      runner.post(live.id, { type: 'stimulus', stimulus: { type, ...ref, output } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const failure = sfnFailure(error.code, error.message, this.#ports.uuid());
      runner.post(live.id, { type: 'stimulus', stimulus: { type: 'TaskFailed', ...ref, error: failure } });
    }
  }

  /** Completes (or keeps alive) another task and this one in the same step. */
  async #complete(
    live: LiveExecution,
    ref: TaskRef,
    action: string,
    request: JsonObject,
    runner: TaskRunner,
  ): Promise<void> {
    const target = this.#tokens.read(String(request['taskToken']));
    if (target === undefined) throw apiErrors.invalidToken();
    const stimulus = completion(action, target, request);
    await this.#runner.visit(target.executionId, (other) => {
      if (!runner.has(live) || !isUnanswered(live, ref)) return;
      if (other !== undefined && !isOfAccount(other, realmOf(live.row.arn))) throw apiErrors.invalidToken();
      if (other === undefined || !this.#runner.turn(other, stimulus)) throw apiErrors.taskTimedOut();
      runner.turn(live, { type: 'TaskSucceeded', ...ref, output: sfnResult({}) });
    });
  }
}

function completion(action: string, { path, taskId }: TokenTarget, request: JsonObject): Stimulus {
  if (action === 'sendTaskHeartbeat') return { type: 'Heartbeat', path, taskId };
  if (action === 'sendTaskFailure') return { type: 'TaskFailed', path, taskId, error: taskFailure(request) };
  const output = String(request['output']);
  const parsed = parseJson(output);
  if ('message' in parsed) throw apiErrors.invalidOutput(parsed.message);
  return { type: 'TaskSucceeded', path, taskId, output: Payload.fromText(output) };
}

function taskFailure({ error, cause }: JsonObject): { error?: string; cause?: string } {
  return { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) };
}

function capitalised(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}
