/**
 * Who uses the server in a simulation, and what they may rely on: P1, P3, P8, P11 and P14 as seen from outside. A client
 * that got no answer asks again, as real ones do; what it then may be told is more than what it may be told at once.
 */
import type { JsonObject } from '../../src/asl/json.ts';
import { ACTIVITY, type Machine, machineArn } from './definitions.ts';
import type { Dice } from './dice.ts';
import { nameIn } from './ledger.ts';
import { NO_OPERATIONS, type Operations, type Qualifier } from './operations.ts';
import { answerTo } from './services.ts';
import { REALM, type World } from './world.ts';

const ROLE = 'arn:aws:iam::123456789012:role/any';
export const executionArn = (machine: string, name: string) =>
  `arn:aws:states:us-east-1:123456789012:execution:${machine}:${name}`;

/** An execution that a client started. */
export interface Started {
  readonly machine: string;
  readonly arn: string;
  readonly input: string;
  startMs?: number;
  /** A stop or redrive was sent, so that what comes out is not what comes out by itself. */
  disturbed: boolean;
  /** Acknowledged redrives, and those that nobody answered. */
  redriven: number;
  unsure: number;
  /** The texts of the events that were seen. */
  seen: readonly string[];
  readonly qualifier: Qualifier;
  /** Its alias led to the second version before it was started. */
  readonly isMoved: boolean;
  /** Nothing more is done with it. */
  isOver: boolean;
  /** It was deleted, and another one has its name. */
  isReplaced: boolean;
}

export interface Plan {
  readonly machine: string;
  readonly name: string;
  readonly input: string;
  readonly atMs: number;
  readonly qualifier?: Qualifier;
}

export function drawPlans(dice: Dice, count: number, roots: readonly string[]): Plan[] {
  return Array.from({ length: count }, (_, i) => ({
    machine: dice.pick(roots),
    name: `run-${i}`,
    input: JSON.stringify({ n: dice.int(0, 9), items: Array.from({ length: dice.int(0, 3) }, () => dice.int(0, 9)) }),
    atMs: dice.int(0, 20_000),
  }));
}

export class Clients {
  readonly #world: World;
  readonly started: Started[] = [];
  /** By token: what was acknowledged as its outcome. */
  readonly outcomes = new Map<string, string>();
  /** Names of EXPRESS executions whose start was acknowledged. */
  readonly expressStarts: string[] = [];
  /** Machines whose alias leads to the second version. */
  readonly moved = new Set<string>();
  /** ARNs of machines and versions that are being deleted. */
  readonly gone = new Set<string>();
  operations: Operations = NO_OPERATIONS;
  #busy = 0;
  /** Workers may go home. */
  isOver = false;

  constructor(world: World) {
    this.#world = world;
    world.holdToken = (token, asked) => this.do(() => this.#answer(token, asked));
  }

  /** Nobody is doing anything (workers that wait for tasks aside). */
  get idle(): boolean {
    return this.#busy === 0;
  }

  /** Work that has to be finished. */
  do(work: () => Promise<void>): void {
    this.#busy++;
    work().then(
      () => this.#busy--,
      (error: unknown) => {
        this.#busy--;
        this.#world.violation(`a client broke: ${error instanceof Error ? error.stack : String(error)}`);
      },
    );
  }

  async create(machine: Machine, revision: number): Promise<void> {
    const definition = JSON.stringify(machine.definition(revision));
    const request = { name: machine.name, definition, roleArn: ROLE, type: machine.type, configuration: '{}' };
    const answer = await this.#world.insist('create', (engine) => engine.createStateMachine(REALM, request));
    if ('error' in answer) this.#world.violation(`creating ${machine.name}: ${answer.error} ${definition}`);
  }

  async createActivity(): Promise<void> {
    const request = { name: 'Work', configuration: '{}' };
    await this.#world.insist('activity', (engine) => engine.registry.createActivity(REALM, request));
  }

  /** Changes the machine; executions that started before keep what they have, later ones do not. */
  async update(machine: Machine, revision: number): Promise<void> {
    const world = this.#world;
    const definition = JSON.stringify(machine.definition(revision));
    const stateMachineArn = machineArn(machine.name);
    await world.insist('update', (engine) => engine.updateStateMachine({ stateMachineArn, definition }));
    const shown = await world.insist('describe', (engine) => engine.describeStateMachine(stateMachineArn));
    const isMeant = !this.gone.has(stateMachineArn); // and not a new one of that name
    if (isMeant && 'value' in shown && shown.value.revision.definition !== definition) {
      world.violation(`P14: ${machine.name} does not show its update`);
    }
  }

  /** Starts an execution and does with it what the dice say. */
  async run({ machine, name, input, atMs, qualifier = '' }: Plan, isOracle = false): Promise<void> {
    const world = this.#world;
    const { dice } = world;
    await world.sleep(atMs);
    const started: Started = {
      ...{ machine, input, qualifier, arn: executionArn(machine, name), isMoved: this.moved.has(machine) },
      ...{ disturbed: false, redriven: 0, unsure: 0, seen: [], isOver: false, isReplaced: false },
    };
    const request = { stateMachineArn: machineArn(machine) + qualifier, name, input };
    const answer = await world.insist('start', (engine) => engine.startExecution(request));
    if ('error' in answer && this.#isGone(request.stateMachineArn, answer.error)) return;
    this.started.push(started);
    if ('value' in answer) started.startMs = answer.value.startMs;
    else if (!('error' in answer) || answer.error !== 'ExecutionAlreadyExists' || !answer.wasLost) {
      world.violation(`P11: starting ${started.arn}: ${JSON.stringify(answer)}`);
    }
    if (isOracle) return;
    for (let deeds = dice.int(0, 3); deeds > 0; deeds--) {
      await world.sleep(dice.delay(30_000));
      await this.#deed(started, request);
    }
    started.isOver = true;
  }

  /** The machine, or the version, that is asked for was deleted. */
  #isGone(stateMachineArn: string, error: string): boolean {
    if (error !== 'StateMachineDoesNotExist' && error !== 'StateMachineDeleting') return false;
    return [...this.gone].some((arn) => stateMachineArn === arn || stateMachineArn.startsWith(`${arn}:`));
  }

  /** The execution was deleted because it ended long ago. */
  #isPurged(arn: string, error: string): boolean {
    return error === 'ExecutionDoesNotExist' && this.#world.ledger.purged.has(arn);
  }

  async #deed(started: Started, request: { stateMachineArn: string; name: string; input: string }): Promise<void> {
    const { dice, ledger } = this.#world;
    const { trees, mapRuns, forks, retentionMs } = this.operations;
    // Its name may be free at any moment.
    if (retentionMs !== undefined && ledger.byArn.get(started.arn)?.row.status !== 'RUNNING')
      return this.#look(started);
    if (trees && dice.chance(0.3)) return dice.chance(0.5) ? this.#stopTree(started) : this.#redriveTree(started);
    if (mapRuns && dice.chance(0.5)) return this.#changeMapRun(started);
    if (forks && dice.chance(0.3)) return this.#fork(started);
    const deed = dice.random();
    if (deed < 0.2) await this.#again(started, request);
    else if (deed < 0.3) await this.#againOtherwise(started, request);
    else if (deed < 0.5) await this.#look(started);
    else if (deed < 0.7) await this.#read(started);
    else if (deed < 0.85) await this.#stop(started);
    else await this.#redrive(started);
  }

  async #again(started: Started, request: { stateMachineArn: string; name: string; input: string }): Promise<void> {
    const world = this.#world;
    const answer = await world.call('start again', (engine) => engine.startExecution(request));
    if ('lost' in answer) return;
    const { arn, startMs } = started;
    if ('error' in answer) {
      if (this.#isGone(request.stateMachineArn, answer.error)) return;
      const isClosed = world.ledger.byArn.get(arn)?.events.some(({ type }) => /^Execution(?!Started)/.test(type));
      if (answer.error !== 'ExecutionAlreadyExists' || !isClosed) {
        world.violation(`P11: the same start again of ${arn}: ${answer.error}`);
      }
      return;
    }
    if (answer.value.executionArn !== arn || answer.value.startMs !== (startMs ?? answer.value.startMs)) {
      world.violation(`P11: the same start again of ${arn} (${startMs}): ${JSON.stringify(answer.value)}`);
    }
    started.startMs ??= answer.value.startMs;
  }

  async #againOtherwise({ arn }: Started, request: { stateMachineArn: string; name: string }): Promise<void> {
    const other = { ...request, input: '{"n":0,"items":[],"other":true}' };
    const answer = await this.#world.call('start other', (engine) => engine.startExecution(other));
    if ('lost' in answer || ('error' in answer && answer.error === 'ExecutionAlreadyExists')) return;
    if ('error' in answer && this.#isGone(request.stateMachineArn, answer.error)) return;
    this.#world.violation(`P11: a start of ${arn} with another input: ${JSON.stringify(answer)}`);
  }

  async #look({ arn, startMs }: Started): Promise<void> {
    const world = this.#world;
    const before = world.ledger.byArn.get(arn)?.row;
    const answer = await world.call('describe', (engine) => engine.describeExecution(arn));
    if ('lost' in answer) return;
    if ('error' in answer) {
      if (!this.#isPurged(arn, answer.error)) world.violation(`P1: ${arn}: ${answer.error}`);
      return;
    }
    const { value: row } = answer;
    if (startMs !== undefined && row.startMs !== startMs) world.violation(`P11: ${arn} shows another startDate`);
    if (before !== undefined && before.status !== 'RUNNING' && row.redriveCount === before.redriveCount) {
      if (row.status !== before.status || row.output !== before.output) {
        world.violation(`P14: ${arn} was ${before.status} and is shown as ${row.status}`);
      }
    }
  }

  async #read(started: Started): Promise<void> {
    const world = this.#world;
    const query = { reverse: false, maxResults: 1000, includeExecutionData: true };
    const answer = await world.call('history', (engine) => engine.executionHistory(started.arn, query));
    if ('lost' in answer) return;
    if ('error' in answer) {
      if (!this.#isPurged(started.arn, answer.error))
        world.violation(`P1: the history of ${started.arn}: ${answer.error}`);
      return;
    }
    const { events } = answer.value;
    // The answer of a later call may come earlier; what both show must be the same.
    const shown = Math.min(events.length, started.seen.length);
    for (let i = 0; i < shown; i++) {
      if (events[i] !== started.seen[i]) world.violation(`P2: ${started.arn}: event ${i + 1} has changed`);
    }
    if (events.length > started.seen.length) started.seen = events;
  }

  async #stop(started: Started): Promise<void> {
    const world = this.#world;
    started.disturbed = true;
    const answer = await world.insist('stop', (engine) => engine.stopExecution(started.arn, { cause: 'enough' }));
    if ('error' in answer) {
      if (!this.#isPurged(started.arn, answer.error)) world.violation(`P1: stopping ${started.arn}: ${answer.error}`);
      return;
    }
    this.#hasStopped(started);
  }

  #hasStopped({ arn }: Started): void {
    const row = this.#world.ledger.byArn.get(arn)?.row;
    if (row?.status === 'RUNNING' && row.redriveCount === 0) {
      this.#world.violation(`P1: ${arn} goes on after its stop was acknowledged`);
    }
  }

  /** With all that runs below it. */
  async #stopTree(started: Started): Promise<void> {
    started.disturbed = true;
    const { arn } = started;
    const answer = await this.#world.insist('stop tree', (engine) => engine.trees.stopTree(arn, {}, false));
    if (!('error' in answer)) return this.#hasStopped(started);
    if (!this.#isPurged(arn, answer.error)) this.#world.violation(`stopping the tree of ${arn}: ${answer.error}`);
  }

  /** It goes on inside the nested execution that failed. */
  async #redriveTree(started: Started): Promise<void> {
    started.disturbed = true;
    const { arn } = started;
    const answer = await this.#world.call('redrive tree', (engine) => engine.trees.redriveTree(arn, false));
    if ('lost' in answer) started.unsure++;
    else if ('value' in answer) started.redriven++;
    else if (answer.error !== 'ExecutionNotRedrivable' && !this.#isPurged(arn, answer.error)) {
      this.#world.violation(`redriving the tree of ${arn}: ${answer.error}`);
    }
  }

  /** Another execution begins at a state of this one. */
  async #fork({ arn }: Started): Promise<void> {
    const world = this.#world;
    const entered = world.ledger.byArn.get(arn)?.events.filter(({ type }) => type.endsWith('StateEntered')) ?? [];
    if (entered.length === 0) return;
    const stateName = nameIn(world.dice.pick(entered));
    const answer = await world.call('fork', (engine) => engine.trees.fork(arn, { stateName }));
    if ('value' in answer) {
      const row = world.ledger.byArn.get(answer.value.executionArn)?.row;
      if (row?.forkedFromArn !== arn || row.forkedFromState !== stateName) {
        world.violation(`P1: a fork of ${arn} at ${stateName} was acknowledged: ${JSON.stringify(row)}`);
      }
    } else if ('error' in answer) {
      // A state of a branch is not at the top level.
      const isKnown = answer.error === 'ValidationException' || this.gone.has(machineArn(arn.split(':')[6] as string));
      if (!isKnown && !this.#isPurged(arn, answer.error)) world.violation(`forking ${arn}: ${answer.error}`);
    }
  }

  /** More or fewer items at once, from now on and after a crash. */
  async #changeMapRun({ arn }: Started): Promise<void> {
    const world = this.#world;
    const listed = await world.call('map runs', (engine) => engine.listMapRuns(arn, { limit: 9 }));
    const mapRunArn = 'value' in listed ? listed.value.at(-1)?.arn : undefined;
    if (mapRunArn === undefined) return;
    const maxConcurrency = world.dice.int(0, 3);
    const request = { mapRunArn, maxConcurrency };
    const changed = await world.insist('update map run', (engine) => engine.updateMapRun(request));
    if ('error' in changed) {
      const isKnown = changed.error === 'ValidationException' || world.ledger.purged.has(arn);
      if (!isKnown) world.violation(`P1: changing ${mapRunArn}: ${changed.error}`);
      return;
    }
    await world.sleep(world.dice.int(0, 20_000)); // time to die in
    const shown = await world.call('map run', (engine) => engine.describeMapRun(mapRunArn));
    if (!('value' in shown)) return;
    if (shown.value.maxConcurrency !== maxConcurrency) {
      world.violation(`P14: ${mapRunArn} was given ${maxConcurrency} and has ${shown.value.maxConcurrency}`);
    }
  }

  async #redrive(started: Started): Promise<void> {
    const world = this.#world;
    started.disturbed = true;
    const clientToken = `redrive-${started.redriven}-${started.unsure}`;
    const answer = await world.insist('redrive', (engine) => engine.redriveExecution(started.arn, clientToken));
    if (answer.wasLost) started.unsure++;
    if ('value' in answer) started.redriven++;
    else if (
      !('error' in answer) ||
      (answer.error !== 'ExecutionNotRedrivable' && !this.#isPurged(started.arn, answer.error))
    ) {
      world.violation(`redriving ${started.arn}: ${JSON.stringify(answer)}`);
    }
  }

  /** Answers a task by its token, as workers do: late, twice, or never. */
  async #answer(taskToken: string, asked: JsonObject): Promise<void> {
    const world = this.#world;
    const { dice } = world;
    if (dice.chance(world.faults.lostAnswer)) {
      world.disturbed = true;
      return;
    }
    await world.sleep(dice.delay(world.faults.slowestWorkerMs));
    if (dice.chance(0.2)) await world.call('heartbeat', (engine) => engine.sendTaskHeartbeat(REALM, taskToken));
    const sends = dice.chance(world.faults.doubledAnswer) ? 2 : 1;
    await Promise.all(Array.from({ length: sends }, (_, i) => this.#send(taskToken, asked, i)));
  }

  async #send(taskToken: string, asked: JsonObject, sender: number): Promise<void> {
    const world = this.#world;
    const result = answerTo(asked);
    const outcome = JSON.stringify({ ...result, sender });
    const answer = await world.insist('complete', (engine) =>
      'error' in result
        ? engine.sendTaskFailure(REALM, taskToken, { error: result.error, cause: outcome })
        : engine.sendTaskSuccess(REALM, taskToken, outcome),
    );
    if ('error' in answer) {
      if (answer.error !== 'TaskTimedOut') world.violation(`P8: completing a task: ${answer.error}`);
      return;
    }
    if (!('value' in answer)) return;
    if (this.outcomes.has(taskToken)) world.violation(`P8: two outcomes of ${taskToken} were acknowledged`);
    this.outcomes.set(taskToken, outcome);
  }

  /** Takes tasks of the activity until all is over. */
  async work(): Promise<void> {
    const world = this.#world;
    while (!this.isOver) {
      const answer = await world.call('poll', (engine) => engine.getActivityTask(ACTIVITY, 'worker'));
      if ('value' in answer && answer.value !== undefined) {
        const { taskToken, input } = answer.value;
        const text = input;
        this.do(() => this.#answer(taskToken, JSON.parse(text) as JsonObject));
      } else {
        await world.sleep(200);
      }
    }
  }

  /** EXPRESS: what was acknowledged runs at least once. */
  async express(n: number): Promise<void> {
    const world = this.#world;
    const name = `quick-${n}`;
    const request = { stateMachineArn: machineArn('Quick'), name, input: `{"n":${n % 10},"items":[1]}` };
    if (n % 2 === 0) {
      const answer = await world.call('express', (engine) => engine.startExecution(request));
      if ('value' in answer) this.expressStarts.push(name);
      return;
    }
    const answer = await world.call('sync', (engine) => engine.startSyncExecution(request));
    if ('value' in answer && answer.value.status === 'RUNNING') world.violation(`${name} was answered while it runs`);
  }
}
