/**
 * ForkExecution: a new root execution of the same revision that begins at a top-level state of another one, with the
 * input that the state had there (the last time it was entered) or another, and the variables that were set by then.
 * Errors: ValidationException, StateMachineDeleting, ExecutionAlreadyExists, ExecutionLimitExceeded.
 */
import type { StartPoint } from '../../asl/execution.ts';
import type { Variables } from '../../asl/flow.ts';
import { isObject, type Json, type JsonObject, setOwn } from '../../asl/json.ts';
import { Payload } from '../../asl/payload.ts';
import type { Program } from '../../asl/program.ts';
import { apiErrors } from '../../aws/api-error.ts';
import { parseStateMachineArn } from '../../aws/arn.ts';
import type { ExecutionRow, Store } from '../../store/store.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Committer } from '../committer.ts';
import { readHistory } from '../history-reader.ts';
import type { Runner } from '../runner.ts';
import type { Starts } from '../starter.ts';
import { unavailable } from '../unavailable.ts';

export interface ForkRequest {
  readonly stateName: string;
  /** JSON text; that of the state when absent. */
  readonly input?: string | undefined;
  readonly name?: string | undefined;
  /** Set over the recorded ones. */
  readonly variables?: JsonObject | undefined;
}

/** What was recorded when a state was entered for the last time. */
interface Recorded {
  readonly input: string | undefined;
  readonly variables: JsonObject;
}

const PAGE = 1000;

export class Forks {
  readonly #store: Store;
  readonly #catalogue: Catalogue;
  readonly #committer: Committer;
  readonly #runner: Runner;
  readonly #starts: Starts;

  constructor(init: { store: Store; catalogue: Catalogue; committer: Committer; runner: Runner; starts: Starts }) {
    this.#store = init.store;
    this.#catalogue = init.catalogue;
    this.#committer = init.committer;
    this.#runner = init.runner;
    this.#starts = init.starts;
  }

  async fork(origin: ExecutionRow, request: ForkRequest): Promise<{ executionArn: string; startMs: number }> {
    const { stateName, name } = request;
    const startable = await this.#startable(origin);
    if (!startable.program.scope.states.has(stateName)) {
      throw apiErrors.validation(`'${stateName}' is not a top-level state of the execution's definition`);
    }
    const at = await this.#startPoint(origin, startable.program, request);
    const made = await this.#starts.fork(startable, { origin, state: stateName, name }, (live) => {
      // At once: until its first turn is recorded nothing tells where it begins.
      this.#runner.turn(live, { type: 'Start', at });
      const { arn } = live.row;
      const row = { kind: 'fork', key: arn, scope: arn, position: live.id } as const;
      this.#committer.batch.resource({ ...row, body: JSON.stringify(at.variables) });
      return { executionArn: live.row.arn, startMs: live.row.startMs, durable: this.#committer.barrier() };
    });
    await made.durable.catch(unavailable);
    return { executionArn: made.executionArn, startMs: made.startMs };
  }

  async #startable({ stateMachineArn, revision: id, versionArn, aliasArn }: ExecutionRow) {
    if (parseStateMachineArn(stateMachineArn)?.label !== undefined) {
      throw apiErrors.validation('An item of a Distributed Map cannot be forked');
    }
    const machine = await this.#catalogue.machine(stateMachineArn);
    if (machine === undefined) throw apiErrors.stateMachineDoesNotExist(stateMachineArn);
    if (machine.status === 'DELETING') throw apiErrors.stateMachineDeleting(stateMachineArn);
    const revision = await this.#catalogue.revision(id);
    return {
      ...{ machine, revision, program: this.#catalogue.program(revision) },
      ...(versionArn !== undefined && { versionArn }),
      ...(aliasArn !== undefined && { aliasArn }),
    };
  }

  async #startPoint(origin: ExecutionRow, program: Program, request: ForkRequest): Promise<StartPoint> {
    const recorded = await this.#recorded(origin, program, request.stateName);
    const input = request.input ?? recorded.input;
    if (input === undefined) {
      throw apiErrors.validation(`The execution never entered '${request.stateName}'; give an input for it`);
    }
    const variables: Variables = { ...recorded.variables, ...request.variables };
    if (Payload.of(variables as JsonObject).tooLarge) {
      throw apiErrors.validation('The variables are larger than 262144 bytes');
    }
    return { state: request.stateName, input: Payload.fromText(input), variables };
  }

  /** Reads the history; a state that was not entered has what was set until the end, and no input. */
  async #recorded(origin: ExecutionRow, program: Program, stateName: string): Promise<Recorded> {
    const variables = await this.#initialVariables(origin);
    let found: Recorded | undefined;
    let fromEventId: number | undefined = 1;
    while (fromEventId !== undefined) {
      const request = { fromEventId, reverse: false, maxResults: PAGE, includeExecutionData: true };
      const page = await readHistory(this.#store, origin.id, request);
      for (const text of page.events) {
        const event = JSON.parse(text) as JsonObject;
        const entered = event['stateEnteredEventDetails'];
        if (isObject(entered) && entered['name'] === stateName) {
          found = { input: String(entered['input'] ?? '{}'), variables: { ...variables } };
        }
        collect(variables, event['stateExitedEventDetails'], program);
      }
      fromEventId = page.nextEventId;
    }
    return found ?? { input: undefined, variables };
  }

  /** Those that a fork began with are in no event. */
  async #initialVariables({ arn, forkedFromArn }: ExecutionRow): Promise<JsonObject> {
    const row = forkedFromArn === undefined ? undefined : await this.#store.resource('fork', arn);
    return row === undefined ? {} : (JSON.parse(row.body) as JsonObject);
  }
}

/** Variables that a top-level state assigned; those of branches end with them. */
function collect(variables: JsonObject, exited: Json | undefined, { scope }: Program): void {
  if (!isObject(exited) || !scope.states.has(String(exited['name']))) return;
  const assigned = exited['assignedVariables'];
  if (!isObject(assigned)) return;
  for (const [name, text] of Object.entries(assigned)) setOwn(variables, name, JSON.parse(String(text)) as Json);
}
