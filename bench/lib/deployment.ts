/**
 * A workload on a server that speaks the Step Functions API: deploys its machines, starts executions, waits for them,
 * and looks at what came out. A wrong answer throws, so that no figure is reported for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SfnClient } from './sfn-client.ts';
import type { Workload } from './workloads.ts';

/** Longest wait for what was started to end. */
const DRAIN_MS = 120_000;
/** Executions that are looked at after a load. */
const SAMPLES = 10;

let deployments = 0;

export class Deployment {
  readonly workload: Workload;
  readonly machineArn: string;
  readonly #client: SfnClient;
  readonly #run: string;
  readonly #samples: string[] = [];
  #started = 0;

  private constructor(client: SfnClient, workload: Workload, machineArn: string, run: string) {
    this.#client = client;
    this.workload = workload;
    this.machineArn = machineArn;
    this.#run = run;
  }

  static async make(client: SfnClient, workload: Workload): Promise<Deployment> {
    const run = `${workload.id}-${Date.now().toString(36)}-${deployments++}`;
    const { child, type } = workload;
    const childArn = child === undefined ? '' : await client.createStateMachine(`${run}-child`, child, type);
    const machineArn = await client.createStateMachine(run, workload.definition(childArn), type);
    return new Deployment(client, workload, machineArn, run);
  }

  /** Starts one execution; EXPRESS: and has its result. */
  async start(): Promise<void> {
    if (this.workload.type === 'EXPRESS') return this.#startSync();
    await this.#begin();
  }

  /** Starts one execution and waits for its end. */
  async complete(): Promise<void> {
    if (this.workload.type === 'EXPRESS') return this.#startSync();
    const executionArn = await this.#begin();
    for (const started = Date.now(); ; ) {
      const { status } = await this.#client.call('DescribeExecution', { executionArn });
      if (status === 'SUCCEEDED') return;
      if (status !== 'RUNNING') throw new Error(`${executionArn} is ${status}`);
      if (Date.now() - started > DRAIN_MS) throw new Error(`${executionArn} does not end`);
      await sleep(1);
    }
  }

  /** Resolves when nothing is running any more. */
  async drained(): Promise<void> {
    if (this.workload.type === 'EXPRESS') return;
    for (const started = Date.now(); await this.#client.isAnyRunning(this.machineArn); ) {
      if (Date.now() - started > DRAIN_MS) throw new Error(`${this.workload.id}: executions do not end`);
      await sleep(5);
    }
  }

  /** Throws when one of the sampled executions did not end as it should. Forgets them. */
  async verify(): Promise<void> {
    for (const executionArn of this.#samples.splice(0)) {
      const { status, output } = await this.#client.call('DescribeExecution', { executionArn });
      this.#check(executionArn, status, output);
      const events = await this.#client.countEvents(executionArn);
      if (events !== this.workload.events) {
        throw new Error(`${executionArn} has ${events} events instead of ${this.workload.events}`);
      }
    }
  }

  async #begin(): Promise<string> {
    const body = await this.#client.send('StartExecution', this.#request());
    const arn = /"executionArn" *: *"([^"]+)"/.exec(body)?.[1];
    if (arn === undefined) throw new Error(`StartExecution answered ${body.slice(0, 200)}`);
    this.#sample(arn);
    return arn;
  }

  async #startSync(): Promise<void> {
    const { status, output } = JSON.parse(await this.#client.send('StartSyncExecution', this.#request()));
    this.#check(this.machineArn, status, output);
  }

  #request(): string {
    const { machineArn, workload } = this;
    return JSON.stringify({
      stateMachineArn: machineArn,
      name: `${this.#run}-${this.#started++}`,
      input: workload.input,
    });
  }

  /** Keeps the first, then ever rarer ones, so that the kept are spread over the load. */
  #sample(arn: string): void {
    if (this.#samples.length < SAMPLES) this.#samples.push(arn);
    else if (Math.random() < SAMPLES / this.#started) this.#samples[this.#started % SAMPLES] = arn;
  }

  #check(arn: string, status: unknown, output: unknown): void {
    if (status !== 'SUCCEEDED') throw new Error(`${arn} is ${status}`);
    if (!this.workload.isRight(JSON.parse(String(output)))) {
      throw new Error(`${arn} has a wrong output: ${String(output).slice(0, 200)}`);
    }
  }
}
