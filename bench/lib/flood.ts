/**
 * Starts executions at a fixed rate, whatever the answers: what a burst of clients does to a server. When all
 * connections wait for answers, what is due is not sent: `offered` tells how much was due, `sent` how much was sent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type SfnClient, SfnError } from './sfn-client.ts';

const TICK_MS = 2;

export class Flood {
  readonly #client: SfnClient;
  readonly #machineArn: string;
  readonly #input: string;
  readonly #perSecond: number;
  readonly #connections: number;
  #inFlight = 0;
  offered = 0;
  sent = 0;
  accepted = 0;
  throttled = 0;
  /** Answered with anything else, or not at all. */
  failed = 0;
  firstFailure: string | undefined;

  constructor(
    client: SfnClient,
    machineArn: string,
    input: string,
    { perSecond, connections }: { perSecond: number; connections: number },
  ) {
    this.#client = client;
    this.#machineArn = machineArn;
    this.#input = JSON.stringify(input);
    this.#perSecond = perSecond;
    this.#connections = connections;
  }

  async run(seconds: number): Promise<void> {
    const startMs = performance.now();
    for (let spentMs = 0; spentMs < seconds * 1000; spentMs = performance.now() - startMs) {
      const due = Math.floor((spentMs * this.#perSecond) / 1000) - this.offered;
      this.offered += due;
      for (let i = Math.min(due, this.#connections - this.#inFlight); i > 0; i--) void this.#start();
      await sleep(TICK_MS);
    }
  }

  /** Resolves when every call has its answer. */
  async answered(): Promise<void> {
    while (this.#inFlight > 0) await sleep(10);
  }

  async #start(): Promise<void> {
    this.#inFlight++;
    const body = `{"stateMachineArn":"${this.#machineArn}","name":"flood-${this.sent++}","input":${this.#input}}`;
    try {
      await this.#client.send('StartExecution', body);
      this.accepted++;
    } catch (error) {
      if (error instanceof SfnError && error.code === 'ThrottlingException') this.throttled++;
      else {
        this.failed++;
        this.firstFailure ??= String(error);
      }
    } finally {
      this.#inFlight--;
    }
  }
}
