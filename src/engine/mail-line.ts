/**
 * The line of executions that have mail. A piece of each mailbox is taken in turn, so that no execution keeps others
 * waiting, and only for a while, so that I/O and the committer have their turn and whoever asks is answered soon.
 */
import type { Committer } from './committer.ts';
import type { LiveExecution } from './live-execution.ts';
import { isUnasked, type Mail } from './mail.ts';
import type { Ports } from './ports.ts';

/** Mail taken before I/O gets its turn. */
const MAX_MAIL_PER_STEP = 512;
/** Time that executions may take before I/O gets its turn. */
const MAX_STEP_MS = 20;

export class MailLine {
  readonly #ports: Ports;
  readonly #committer: Committer;
  readonly #maxBacklog: number;
  readonly #take: (live: LiveExecution, mail: Mail) => void;
  #line: LiveExecution[] = [];
  #draining = false;
  #resting = false;
  /** When the first mail of this step of the event loop was taken. */
  #stepMs: number | undefined;

  /** `maxBacklog`: rows waiting for the store at which no more mail is taken until a batch is written. */
  constructor(init: {
    ports: Ports;
    committer: Committer;
    maxBacklog: number;
    take: (live: LiveExecution, mail: Mail) => void;
  }) {
    this.#ports = init.ports;
    this.#committer = init.committer;
    this.#maxBacklog = init.maxBacklog;
    this.#take = init.take;
  }

  get length(): number {
    return this.#line.length;
  }

  /** Puts mail into the mailbox, in front of what is there when `first`, and sees to it that it is taken. */
  deliver(live: LiveExecution, mail: Mail, first = false): void {
    if (first) live.mailbox.unshift(mail);
    else live.mailbox.push(mail);
    if (!live.inLine) {
      live.inLine = true;
      // Whoever waits for the outcome of a stop or a token does not wait for a flood of starts as well.
      if (this.#resting && !isUnasked(mail)) this.#line.unshift(live);
      else this.#line.push(live);
    }
    this.#drain();
  }

  clear(): void {
    this.#line = [];
  }

  /** Calls back when I/O has had its turn and the store is not behind. */
  whenRested(goOn: () => void): void {
    if (this.#isBehind) this.#committer.whenDurable(goOn, goOn);
    else this.#ports.defer(goOn);
  }

  get #isBehind(): boolean {
    return this.#committer.backlog > this.#maxBacklog;
  }

  /** Takes mail, a piece of each mailbox in turn, until there is none or the event loop has had to wait long enough. */
  #drain(): void {
    if (this.#draining || this.#resting) return;
    this.#draining = true;
    try {
      let taken = 0;
      for (let at = 0; at < this.#line.length; at++) {
        if (taken++ >= MAX_MAIL_PER_STEP || this.#isBehind || this.#isLong()) {
          this.#line.splice(0, at);
          return this.#rest();
        }
        const live = this.#line[at] as LiveExecution;
        const mail = live.mailbox.shift() as Mail;
        if (live.mailbox.length > 0) this.#line.push(live);
        else live.inLine = false;
        this.#take(live, mail);
      }
      this.#line.length = 0;
    } finally {
      this.#draining = false;
    }
  }

  /** Whether this step of the event loop has been used for long enough. The clock is new with every step that drains. */
  #isLong(): boolean {
    const nowMs = this.#ports.nowMs();
    if (this.#stepMs !== undefined) return nowMs - this.#stepMs >= MAX_STEP_MS;
    this.#stepMs = nowMs;
    this.#ports.defer(() => {
      this.#stepMs = undefined;
    });
    return false;
  }

  /** Lets I/O and the committer have their turn, then goes on. */
  #rest(): void {
    this.#resting = true;
    this.whenRested(() => {
      this.#resting = false;
      this.#drain();
    });
  }
}
