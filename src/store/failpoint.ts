/**
 * Failpoints: moments with a name at which a test lets the process die, wait, or fail. There are none unless the server
 * was started with `--test-failpoints`: then the environment variable STAIRWELL_FAILPOINT names one, as
 * `name@n:kill|pause|error`: at the n-th time (from 1) that this moment comes. What watches for them is put around parts
 * of the server only then, so that they cost nothing otherwise.
 */

/** In the order in which they come up in the life of an execution. */
export const FAILPOINTS = [
  /** The data directory is made or brought up to date: after the n-th migration, before they are committed. */
  'migrate.step',
  /** A start is about to be written. */
  'start.before-commit',
  /** A start is durable, and its caller does not know. */
  'start.after-commit-before-ack',
  /** Some rows of a transaction are written, others are not. */
  'step.mid-transaction',
  /** The same, between the rows of two executions. */
  'batch.mid-group-commit',
  /** A step is durable, and the engine does not know. */
  'step.after-commit-before-ack',
  /** It is durable that a service is to be called, and it has not been. */
  'task.intent-before-call',
  /** The service has answered, and nobody has written it down. */
  'task.after-call-before-record',
  /** A task's outcome is durable, and who sent it does not know. */
  'token.after-commit-before-ack',
  /** A timer has fired, and what it is for has not happened. */
  'timer.claimed',
  /** A child has ended, and its parent, which was not in memory, has not heard of it. */
  'child.after-end-before-wake',
  /** A parent is stopped, and its children, which were not in memory, are not. */
  'stop.parent-done-children-not',
  /** The log is being moved into the database. */
  'checkpoint.running',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];
type Action = 'kill' | 'pause' | 'error';

export const PAUSE_MS = 2000;

export class Failpoint {
  readonly name: FailpointName;
  readonly action: Action;
  readonly #count: number;
  #come = 0;

  /** Throws when the text does not say what it has to. */
  constructor(text: string) {
    const [, name, count, action] = /^([a-z.-]+)@([1-9]\d*):(kill|pause|error)$/.exec(text) ?? [];
    const known = FAILPOINTS.find((one) => one === name);
    if (known === undefined) {
      throw new Error(
        `STAIRWELL_FAILPOINT must be name@n:kill|pause|error with a name of ${FAILPOINTS.join(', ')}; got '${text}'`,
      );
    }
    this.name = known;
    this.action = action as Action;
    this.#count = Number(count);
  }

  /** The moment has come. Does not return when the process is to die; true: it is to fail or to wait. */
  comes(name: FailpointName): boolean {
    if (!this.isDue(name)) return false;
    if (this.action === 'kill') die();
    return true;
  }

  /** The same for a moment that takes care of itself. */
  isDue(name: FailpointName): boolean {
    return name === this.name && ++this.#come === this.#count;
  }
}

/** As the end of the machine would: nothing that is under way gets to an end. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may happen meanwhile.
  for (;;) block(1000);
}

/** Holds the whole thread. */
export function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
