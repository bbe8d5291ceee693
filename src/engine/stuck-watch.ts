/**
 * Looks for executions that are RUNNING and that nothing will ever move again: no timer, no mail, no call under way, no
 * task that a worker holds, no child that runs. There must be none; one that is found is a fault of ours.
 *
 * A look reads a bounded number of executions from the store, machine by machine, and goes on where the last one ended.
 * An execution counts as stuck only when two looks found it so, as one look may fall between two steps of its life.
 */
import type { Wait } from '../asl/execution.ts';
import type { Realm } from '../aws/arn.ts';
import type { LoadedExecution, StateMachineRow, Store } from '../store/store.ts';
import type { Logger } from './ports.ts';

/** What memory knows of an execution. */
export interface Care {
  /** A timer is set for it, mail is waiting, something is being done or written. */
  isBusy(executionId: number): boolean;
}

type SmallStore = Pick<Store, 'runningRealms' | 'stateMachines' | 'executions' | 'load'>;

/** Found once or more often. */
interface Suspect {
  readonly arn: string;
  looks: number;
}

/** A timer that is this late will not fire by itself. */
const OVERDUE_MS = 60_000;
const MAX_SUSPECTS = 1000;
const MACHINES_PER_PAGE = 100;

export class StuckWatch {
  readonly #store: SmallStore;
  readonly #care: Care;
  readonly #log: Logger;
  readonly #nowMs: () => number;
  readonly #suspects = new Map<number, Suspect>();
  /** Running executions that are still to be looked at in this round; made anew when the round is over. */
  #round: AsyncIterator<number> | undefined;

  constructor(init: { store: SmallStore; care: Care; log: Logger; nowMs: () => number }) {
    this.#store = init.store;
    this.#care = init.care;
    this.#log = init.log;
    this.#nowMs = init.nowMs;
  }

  /** Executions that are stuck, as far as was looked. */
  get count(): number {
    let count = 0;
    for (const { looks } of this.#suspects.values()) if (looks > 1) count++;
    return count;
  }

  /** Looks at the suspects again and at up to `limit` executions more. Rejects when the store cannot be read. */
  async look(limit: number): Promise<void> {
    for (const id of [...this.#suspects.keys()]) await this.#check(id);
    this.#round ??= this.#running();
    for (let looked = 0; looked < limit; looked++) {
      const next = await this.#round.next();
      if (next.done === true) {
        this.#round = undefined;
        return;
      }
      if (!this.#suspects.has(next.value)) await this.#check(next.value);
    }
  }

  async #check(id: number): Promise<void> {
    const loaded = await this.#store.load(id);
    if (loaded === undefined || !(await this.#isStuck(loaded))) {
      this.#suspects.delete(id);
      return;
    }
    const suspect = this.#suspects.get(id) ?? { arn: loaded.row.arn, looks: 0 };
    if (++suspect.looks === 2) this.#log.error({ executionArn: suspect.arn }, 'an execution is stuck');
    if (this.#suspects.size < MAX_SUSPECTS) this.#suspects.set(id, suspect);
  }

  async #isStuck({ row, frames, inbox }: LoadedExecution): Promise<boolean> {
    if (row.status !== 'RUNNING' || inbox.length > 0 || this.#care.isBusy(row.id)) return false;
    const { wakeAtMs = 0 } = row;
    if (wakeAtMs > 0) return wakeAtMs + OVERDUE_MS < this.#nowMs();
    for (const { body } of frames) {
      const { wait } = JSON.parse(body) as { wait?: Wait | null };
      if (wait !== undefined && wait !== null && (await this.#willEnd(wait))) return false;
    }
    return true;
  }

  /** Whether something outside the execution ends the wait: a worker, whoever holds the token, a child. */
  async #willEnd(wait: Wait): Promise<boolean> {
    if (wait.on === 'item') return wait.child === undefined || this.#runs(wait.child);
    if (wait.on !== 'task') return false;
    if (wait.child !== undefined) return this.#runs(wait.child);
    return wait.request === undefined || wait.pickup !== undefined;
  }

  async #runs(executionId: number): Promise<boolean> {
    return (await this.#store.load(executionId))?.row.status === 'RUNNING';
  }

  async *#running(): AsyncGenerator<number> {
    for (const { realm } of await this.#store.runningRealms()) {
      for await (const { arn } of this.#machines(realm)) yield* this.#runningOf(arn);
    }
  }

  async *#machines(realm: Realm): AsyncGenerator<StateMachineRow> {
    for (let afterArn = ''; ; ) {
      const page = await this.#store.stateMachines(realm, { afterArn, limit: MACHINES_PER_PAGE });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < MACHINES_PER_PAGE) return;
      afterArn = last.arn;
    }
  }

  async *#runningOf(stateMachineArn: string): AsyncGenerator<number> {
    for (let beforeId = Number.MAX_SAFE_INTEGER; ; ) {
      const page = await this.#store.executions({ stateMachineArn, status: 'RUNNING', beforeId, limit: 100 });
      for (const { id } of page) yield id;
      const last = page.at(-1);
      if (last === undefined || page.length < 100) return;
      beforeId = last.id;
    }
  }
}
