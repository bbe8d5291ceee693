/** Asynchronous work on executions. An execution stays in memory while there is any on it. */
import type { LiveExecution } from './live-execution.ts';
import type { Logger, Ports } from './ports.ts';
import type { Runner } from './runner.ts';

export class BackgroundWork {
  readonly #runner: Pick<Runner, 'pin' | 'release'>;
  readonly #ports: Ports;
  readonly #log: Logger;
  readonly #againAfterMs: number;
  #isClosed = false;
  /** Pieces under way. */
  count = 0;

  constructor(init: { runner: Pick<Runner, 'pin' | 'release'>; ports: Ports; log: Logger; againAfterMs: number }) {
    this.#runner = init.runner;
    this.#ports = init.ports;
    this.#log = init.log;
    this.#againAfterMs = init.againAfterMs;
  }

  /** What breaks off from now on is expected to. */
  close(): void {
    this.#isClosed = true;
  }

  /** `again`: what to do after a while if the work breaks off. */
  add(live: LiveExecution, work: Promise<void>, again: () => void): void {
    this.#runner.pin(live);
    this.count++;
    const done = () => {
      this.count--;
      this.#runner.release(live);
    };
    work.then(done, (error: unknown) => {
      if (!this.#isClosed) {
        this.#log.error({ err: error, executionArn: live.row.arn }, 'work on an execution broke off');
        this.#ports.setTimer(this.#againAfterMs, again);
      }
      done();
    });
  }
}
