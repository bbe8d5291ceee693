/** The executions in memory. Those that only wait are dropped when there are many; mail brings them back. */
import { mustStayAwake } from './batch-builder.ts';
import type { Committer } from './committer.ts';
import type { LiveExecution } from './live-execution.ts';

/** Executions looked at in one go for those that may be dropped. */
const MAX_LOOKS = 256;

export class LiveExecutions {
  readonly #committer: Committer;
  readonly #max: number;
  /** Oldest look first. */
  readonly #byId = new Map<number, LiveExecution>();
  readonly #byArn = new Map<string, LiveExecution>();

  /** `max`: kept in memory; more only while they are busy. */
  constructor(committer: Committer, max: number) {
    this.#committer = committer;
    this.#max = max;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: number): LiveExecution | undefined {
    return this.#byId.get(id);
  }

  ofArn(arn: string): LiveExecution | undefined {
    return this.#byArn.get(arn);
  }

  /** Whether this is still what memory knows of the execution. */
  has(live: LiveExecution): boolean {
    return this.#byId.get(live.id) === live;
  }

  add(live: LiveExecution): void {
    this.#byId.set(live.id, live);
    this.#byArn.set(live.row.arn, live);
  }

  /** Drops the execution when the store has all of it and nothing is under way. */
  drop(live: LiveExecution): boolean {
    const busy = live.pins > 0 || live.inLine || live.mailbox.length > 0;
    if (busy || live.lastBatch > this.#committer.durableNumber || hasUnanswered(live)) return false;
    if (!this.has(live)) return false;
    this.#byId.delete(live.id);
    // The name may be another's since the store deleted this one.
    if (this.#byArn.get(live.row.arn) === live) this.#byArn.delete(live.row.arn);
    return true;
  }

  /** Drops executions that only wait, oldest first, when there are more than wanted. */
  trim(): void {
    if (this.#byId.size <= this.#max) return;
    let looks = MAX_LOOKS;
    for (const live of this.#byId.values()) {
      if (this.#byId.size <= this.#max || looks-- === 0) return;
      if (!this.drop(live)) {
        this.#byId.delete(live.id); // looked at; to the young end
        this.#byId.set(live.id, live);
      }
    }
  }

  /** Forgets all of them; answers with what was there. */
  clear(): LiveExecution[] {
    const all = [...this.#byId.values()];
    this.#byId.clear();
    this.#byArn.clear();
    return all;
  }
}

function hasUnanswered({ execution }: LiveExecution): boolean {
  for (const frame of execution.frames.values()) if (mustStayAwake(frame)) return true;
  return false;
}
