/** Says in the server's log, now and then, how much could not be delivered: one line for many losses. */
import type { Logger, Ports } from '../engine/ports.ts';

const REPORT_MS = 5000;

export class DropCount {
  readonly #ports: Pick<Ports, 'setTimer'>;
  readonly #log: Logger;
  readonly #message: string;
  #dropped = 0;
  #total = 0;
  #timer: { cancel(): void } | undefined;

  constructor(ports: Pick<Ports, 'setTimer'>, log: Logger, message: string) {
    this.#ports = ports;
    this.#log = log;
    this.#message = message;
  }

  /** All since the start. */
  get total(): number {
    return this.#total;
  }

  add(count: number): void {
    if (count === 0) return;
    this.#dropped += count;
    this.#total += count;
    this.#timer ??= this.#ports.setTimer(REPORT_MS, () => this.report());
  }

  /** Says what has not been said yet. */
  report(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#dropped === 0) return;
    this.#log.warn({ dropped: this.#dropped, total: this.#total }, this.#message);
    this.#dropped = 0;
  }
}
