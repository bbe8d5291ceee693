/** Someone who looks after a flooded server: describes an execution and stops another, ten times a second. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SfnClient } from './sfn-client.ts';

const PERIOD_MS = 100;
/** Executions that wait to be stopped. */
const PREPARED = 1000;
const WAITING = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 86_400, End: true } } };

export class Probe {
  readonly #client: SfnClient;
  readonly #arns: string[];
  readonly #describes: number[] = [];
  readonly #stops: number[] = [];
  #running: Promise<void> | undefined;
  #ended = false;

  private constructor(client: SfnClient, arns: string[]) {
    this.#client = client;
    this.#arns = arns;
  }

  static async make(url: string): Promise<Probe> {
    const client = new SfnClient(url, 4);
    const machineArn = await client.createStateMachine('probed', WAITING, 'STANDARD');
    const arns: string[] = [];
    for (let i = 0; i < PREPARED; i++) arns.push(await client.startExecution(machineArn, `probed-${i}`, '{}'));
    return new Probe(client, arns);
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#ended = true;
    await this.#running;
    this.#client.close();
  }

  /** Milliseconds, ascending. */
  describes(): Float64Array {
    return Float64Array.from(this.#describes).sort();
  }

  stops(): Float64Array {
    return Float64Array.from(this.#stops).sort();
  }

  async #run(): Promise<void> {
    for (const executionArn of this.#arns) {
      if (this.#ended) return;
      await this.#time(this.#describes, 'DescribeExecution', executionArn);
      await this.#time(this.#stops, 'StopExecution', executionArn);
      await sleep(PERIOD_MS);
    }
  }

  /** A call that fails is one without answer. */
  async #time(latencies: number[], operation: string, executionArn: string): Promise<void> {
    const startMs = performance.now();
    await this.#client.call(operation, { executionArn }).then(
      () => latencies.push(performance.now() - startMs),
      () => latencies.push(Number.POSITIVE_INFINITY),
    );
  }
}
