/**
 * Recovering after lost batches, one recovery at a time however many batches were lost: a second one beside it would
 * close the store that the first has just opened. A batch that is lost while one is under way is recovered after it.
 */
import type { Logger, Ports } from './ports.ts';

export class Recoveries {
  readonly #ports: Pick<Ports, 'setTimer'>;
  readonly #log: Logger;
  readonly #delayMs: number;
  readonly #recover: (mustReopen: boolean) => Promise<void>;
  #isUnderWay = false;
  #isWanted = false;
  #mustReopen = false;

  /** `recover`: reads everything again; `mustReopen`: nobody knows what the store has before it was opened anew. */
  constructor(init: {
    ports: Pick<Ports, 'setTimer'>;
    log: Logger;
    delayMs: number;
    recover: (mustReopen: boolean) => Promise<void>;
  }) {
    this.#ports = init.ports;
    this.#log = init.log;
    this.#delayMs = init.delayMs;
    this.#recover = init.recover;
  }

  /** A batch was lost. */
  begin(mustReopen: boolean): void {
    this.#isWanted = true;
    this.#mustReopen ||= mustReopen;
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    this.#later();
  }

  #later(): void {
    this.#ports.setTimer(this.#delayMs, () => void this.#run());
  }

  async #run(): Promise<void> {
    const mustReopen = this.#mustReopen;
    this.#isWanted = false;
    this.#mustReopen = false;
    try {
      await this.#recover(mustReopen);
    } catch (error) {
      this.#log.error({ err: error }, 'the store cannot be read; trying again');
      this.#isWanted = true;
      this.#mustReopen ||= mustReopen;
    }
    this.#isUnderWay = this.#isWanted;
    if (this.#isWanted) this.#later();
  }
}
