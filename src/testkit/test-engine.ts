/**
 * An engine in this process with virtual time, for tests: hours of waiting pass in milliseconds, services are
 * functions, and the process can "die" and start again at any moment, keeping nothing but its store.
 */
import type { Json } from '../asl/json.ts';
import { Payload } from '../asl/payload.ts';
import type { Resource } from '../asl/resource.ts';
import type { EngineOptions } from '../engine/engine.ts';
import { Engine } from '../engine/engine.ts';
import { Feed } from '../engine/feed.ts';
import type { Logger } from '../engine/ports.ts';
import type { Integration, TaskOutcome, TaskRequest } from '../integrations/integration.ts';
import { MemoryStore } from '../store/memory/store.ts';
import type { ExecutionRow, Store } from '../store/store.ts';
import { VirtualPorts } from './virtual-ports.ts';

export interface TestEngineOptions {
  readonly store?: Store;
  readonly engine?: Partial<EngineOptions>;
  /** Stands in for Lambda and other services. By default every call succeeds with its own parameters. */
  readonly service?: (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome>;
  readonly log?: Logger;
  /** Called with the feed of each engine before it opens. */
  readonly listen?: (feed: Feed) => void;
}

export interface TestEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: number;
  readonly [member: string]: Json;
}

/** Account and Region of everything that a TestEngine makes. */
export const REALM = { account: '123456789012', region: 'us-east-1' };
const ROLE = 'arn:aws:iam::123456789012:role/test';

export class TestEngine {
  readonly ports = new VirtualPorts();
  readonly store: Store;
  readonly #options: TestEngineOptions;
  #engine: Engine | undefined;
  /** What the present engine sees of the store; cut off when it "dies". */
  #handle: StoreHandle | undefined;
  /** Calls of services, in order. */
  readonly calls: TaskRequest[] = [];

  constructor(options: TestEngineOptions = {}) {
    this.#options = options;
    this.store = options.store ?? new MemoryStore();
  }

  static async start(options: TestEngineOptions = {}): Promise<TestEngine> {
    const test = new TestEngine(options);
    await test.#open();
    return test;
  }

  get engine(): Engine {
    if (this.#engine === undefined) throw new Error('the engine is not open');
    return this.#engine;
  }

  /** Ends the engine as a crash would, and starts a new one on the same store. */
  async crash(): Promise<void> {
    this.ports.dropTimers();
    this.#handle?.cut();
    await this.store.close();
    await this.#open();
  }

  async close(): Promise<void> {
    await this.#engine?.close();
  }

  async #open(): Promise<void> {
    this.#handle = storeHandle(this.store);
    const feed = new Feed();
    this.#options.listen?.(feed);
    this.#engine = await Engine.open({
      store: this.#handle.store,
      ports: this.ports,
      log: this.#options.log ?? QUIET,
      ...(this.#options.engine && { options: this.#options.engine }),
      integrationOf: (resource) => this.#integration(resource),
      feed,
      callApi: () => Promise.reject(new Error('this engine has no API')),
    });
  }

  #integration(_resource: Resource): Integration {
    return {
      run: async (request) => {
        this.calls.push(request);
        return (await this.#options.service?.(request)) ?? { type: 'succeeded', result: request.parameters };
      },
    };
  }

  /** Creates a STANDARD state machine; answers with its ARN. */
  async createMachine(name: string, definition: object): Promise<string> {
    const request = {
      name,
      definition: JSON.stringify(definition),
      roleArn: ROLE,
      type: 'STANDARD',
      configuration: '{}',
    };
    return (await this.engine.createStateMachine(REALM, { ...request, type: 'STANDARD' })).arn;
  }

  async start(stateMachineArn: string, input: Json = {}, name?: string): Promise<string> {
    const request = { stateMachineArn, input: JSON.stringify(input), ...(name !== undefined && { name }) };
    return (await this.engine.startExecution(request)).executionArn;
  }

  /** Lets everything happen that can happen without time passing. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.engine.idle ? quiet + 1 : 0) await immediate();
  }

  /** Lets time pass, timer by timer, until `until` holds, nothing waits any more, or `maxSeconds` have passed. */
  async advance(maxSeconds: number, until: () => Promise<boolean> = async () => false): Promise<void> {
    const endMs = this.ports.nowMs() + maxSeconds * 1000;
    for (;;) {
      await this.settle();
      if (await until()) return;
      const next = this.ports.nextTimerMs;
      if (next === undefined || next > endMs) break;
      this.ports.moveTo(next);
    }
    this.ports.moveTo(endMs);
    await this.settle();
  }

  /** Lets time pass until the execution has ended, a year at most; answers with its row. */
  async finish(executionArn: string): Promise<ExecutionRow> {
    const ended = async () => (await this.engine.describeExecution(executionArn)).status !== 'RUNNING';
    await this.advance(YEAR_SECONDS, ended);
    return this.engine.describeExecution(executionArn);
  }

  async history(executionArn: string): Promise<TestEvent[]> {
    const page = await this.engine.executionHistory(executionArn, {
      reverse: false,
      maxResults: 25_000,
      includeExecutionData: true,
    });
    return JSON.parse(`[${page.events.join(',')}]`) as TestEvent[];
  }

  /** The history in short: `3<2 TaskScheduled`. */
  async story(executionArn: string): Promise<string[]> {
    return (await this.history(executionArn)).map(
      ({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`,
    );
  }
}

interface StoreHandle {
  readonly store: Store;
  /** From now on nothing that is asked of it is ever answered. */
  cut(): void;
}

function storeHandle(store: Store): StoreHandle {
  let isCut = false;
  const never = () => new Promise<never>(() => {});
  const proxy = new Proxy(store, {
    get(target, name) {
      if (name === 'mayHaveExecution') return (arn: string) => isCut || target.mayHaveExecution(arn);
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      return (...args: unknown[]) => {
        if (isCut) return never();
        return method.apply(target, args).then(
          (value) => (isCut ? never() : value),
          (error: unknown) => (isCut ? never() : Promise.reject(error)),
        );
      };
    },
  });
  return {
    store: proxy,
    cut: () => {
      isCut = true;
    },
  };
}

export function succeedWith(value: Json): TaskOutcome {
  return { type: 'succeeded', result: Payload.of(value) };
}

export function failWith(error: string, cause?: string): TaskOutcome {
  return { type: 'failed', error: { error, ...(cause !== undefined && { cause }) } };
}

const YEAR_SECONDS = 31_536_000;

function immediate(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const QUIET: Logger = { debug() {}, info() {}, warn() {}, error() {} };
