/**
 * What happens to the server beside its load: machines get versions and aliases and are deleted while their executions
 * run, executions that ended long ago are deleted, Map Runs are changed, trees are stopped and redriven, executions are
 * forked, an activity is deleted while tasks wait for its workers. Half of the seeds have a random part of this, the
 * others nothing.
 */
import type { Engine } from '../../src/engine/engine.ts';
import type { Clients } from './clients.ts';
import type { Machine } from './definitions.ts';
import { ACTIVITY, machineArn } from './definitions.ts';
import { Dice } from './dice.ts';
import type { World } from './world.ts';

export interface Operations {
  readonly versions: boolean;
  readonly deletions: boolean;
  readonly trees: boolean;
  readonly mapRuns: boolean;
  readonly forks: boolean;
  readonly activities: boolean;
  /** Undefined: nothing is deleted. */
  readonly retentionMs: number | undefined;
}

export const NO_OPERATIONS: Operations = {
  versions: false,
  deletions: false,
  trees: false,
  mapRuns: false,
  forks: false,
  activities: false,
  retentionMs: undefined,
};

/** What a plan may start: the machine, its first version, its alias. */
const QUALIFIERS = ['', ':1', ':LIVE'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** Dice of their own, so that seeds without operations are as they were before there were any. */
export function drawOperations(seed: number): { operations: Operations; pickQualifier: () => Qualifier } {
  const dice = new Dice(seed ^ 0x3c6ef372);
  const isOn = dice.chance(0.5);
  const on = (probability: number) => isOn && dice.chance(probability);
  const operations = {
    versions: on(0.4),
    deletions: on(0.3),
    trees: on(0.4),
    mapRuns: on(0.4),
    retentionMs: on(0.4) ? dice.int(60_000, 200_000) : undefined,
    forks: on(0.3),
    activities: on(0.2),
  };
  return { operations, pickQualifier: () => (operations.versions ? dice.pick(QUALIFIERS) : '') };
}

/** A machine that is deleted is gone once its last execution has ended; looked for so often. */
const LOOK_MS = 20_000;

export class Operators {
  readonly #world: World;
  readonly #clients: Clients;

  constructor(world: World, clients: Clients) {
    this.#world = world;
    this.#clients = clients;
  }

  /** Before anything is started. */
  async setUp({ name }: Machine): Promise<void> {
    const stateMachineArn = machineArn(name);
    await this.#must('publish', (engine) => engine.registry.publishVersion({ stateMachineArn }));
    const routes = [{ versionArn: `${stateMachineArn}:1`, weight: 100 }];
    await this.#must('alias', (engine) => engine.registry.createAlias({ name: 'LIVE', routes }));
  }

  begin(machines: readonly Machine[], roots: readonly Machine[], operations: Operations): void {
    const { dice } = this.#world;
    const { deletions, versions, retentionMs, activities } = operations;
    if (activities) this.#clients.do(() => this.#replaceActivity());
    if (versions) for (const root of roots) this.#clients.do(() => this.#moveOn(root));
    if (deletions) this.#clients.do(() => this.#delete(dice.pick(machines)));
    if (retentionMs !== undefined) this.#clients.do(() => this.#startAnew(retentionMs));
  }

  /** The machine is updated, the update is published, the alias leads to it from then on. */
  async #moveOn(machine: Machine): Promise<void> {
    const { dice } = this.#world;
    const clients = this.#clients;
    const stateMachineArn = machineArn(machine.name);
    await this.#world.sleep(dice.int(0, 15_000));
    await clients.update(machine, 2);
    const version = await this.#must('publish', (engine) => engine.registry.publishVersion({ stateMachineArn }));
    if (version === undefined) return;
    const isMeant = !clients.gone.has(stateMachineArn); // and not a new one of that name
    if (isMeant && version.arn !== `${stateMachineArn}:2`)
      this.#world.violation(`the second version is ${version.arn}`);
    const routes = [{ versionArn: version.arn, weight: 100 }];
    const aliasArn = `${stateMachineArn}:LIVE`;
    const moved = await this.#must('alias', (engine) => engine.registry.updateAlias({ aliasArn, routes }));
    if (moved === undefined) return;
    clients.moved.add(machine.name);
    if (dice.chance(0.5)) return;
    clients.gone.add(`${stateMachineArn}:1`);
    await this.#must('delete version', (engine) => engine.registry.deleteVersion(`${stateMachineArn}:1`));
  }

  /** Executions that run go on; nobody can start others; then the machine is gone, and there may be a new one. */
  async #delete(machine: Machine): Promise<void> {
    const world = this.#world;
    const arn = machineArn(machine.name);
    await world.sleep(world.dice.int(0, 40_000));
    this.#clients.gone.add(arn);
    const deleted = await world.insist('delete', (engine) => engine.deleteStateMachine(arn));
    if ('error' in deleted) return world.violation(`deleting ${machine.name}: ${deleted.error}`);
    for (;;) {
      const shown = await world.insist('describe', (engine) => engine.describeStateMachine(arn));
      if ('error' in shown && shown.error === 'StateMachineDoesNotExist') break;
      if ('error' in shown || ('value' in shown && shown.value.machine.status !== 'DELETING')) {
        return world.violation(`${machine.name} was deleted: ${JSON.stringify(shown)}`);
      }
      await world.sleep(LOOK_MS);
    }
    if (world.dice.chance(0.5)) await this.#clients.create(machine, 3);
  }

  /** Tasks that wait for a worker time out, and others are not scheduled, until it is there again. */
  async #replaceActivity(): Promise<void> {
    const { dice } = this.#world;
    await this.#world.sleep(dice.int(0, 30_000));
    await this.#must('delete activity', (engine) => engine.registry.deleteActivity(ACTIVITY));
    await this.#world.sleep(dice.delay(60_000));
    await this.#clients.createActivity();
  }

  /** The name of an execution that retention has deleted is free, for any input. */
  async #startAnew(retentionMs: number): Promise<void> {
    const world = this.#world;
    for (let looks = world.dice.int(1, 8); looks > 0; looks--) {
      await world.sleep(retentionMs / 2);
      const old = this.#clients.started.find(({ arn, isOver }) => isOver && world.ledger.purged.has(arn));
      if (old === undefined) continue;
      old.isReplaced = true;
      const name = old.arn.split(':').at(-1) as string;
      return this.#clients.run({ machine: old.machine, name, input: '{"n":3,"items":[5],"anew":true}', atMs: 0 });
    }
  }

  /** The answer; undefined when the machine was deleted meanwhile. */
  async #must<T>(label: string, act: (engine: Engine) => Promise<T>): Promise<T | undefined> {
    const answer = await this.#world.insist(label, act);
    if ('value' in answer) return answer.value;
    if (this.#clients.gone.size === 0) this.#world.violation(`${label}: ${JSON.stringify(answer)}`);
    return undefined;
  }
}
