/**
 * One simulated world: the real engine on a virtual store, with clients, workers and services around it, all driven by
 * one scheduler from one seed. The engine lives several lives; what is outside of it (clients, the ledger, the durable
 * data) goes on.
 */
import type { JsonObject } from '../../src/asl/json.ts';
import { ApiError } from '../../src/aws/api-error.ts';
import { Engine } from '../../src/engine/engine.ts';
import { Feed } from '../../src/engine/feed.ts';
import type { Logger } from '../../src/engine/ports.ts';
import { StoreError } from '../../src/store/errors.ts';
import { MemoryStore } from '../../src/store/memory/store.ts';
import type { Batch, PurgeQuery } from '../../src/store/store.ts';
import type { Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import { NO_FAULTS } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { Life } from './scheduler.ts';
import { Scheduler } from './scheduler.ts';
import { Services } from './services.ts';
import { SimulatedPorts } from './simulated-ports.ts';
import type { StorePlant } from './simulated-store.ts';
import { simulatedStore } from './simulated-store.ts';

export const REALM = { account: '123456789012', region: 'us-east-1' };
const START_MS = Date.UTC(2026, 0, 1);
/** How long the server is down after a crash. */
const DOWN_MS = 3000;

/** What came of a call: an answer, an error of the API, or nobody knows. */
export type Answer<T> = { readonly value: T } | { readonly error: string } | { readonly lost: true };

/** Bugs to plant into the engine's surroundings, for the test of the simulator itself. */
export interface Plant extends StorePlant {
  /** This part of timers never fires. */
  readonly lostTimers?: number;
  /** This part of calls of services is made twice. */
  readonly doubledCalls?: number;
}

interface Call {
  readonly lose: () => void;
}

export class World {
  readonly dice: Dice;
  readonly scheduler: Scheduler;
  readonly store = new MemoryStore();
  readonly ledger: Ledger;
  readonly services: Services;
  readonly violations: string[] = [];
  readonly plant: Plant;
  readonly #wall = { offsetMs: START_MS };
  readonly #uuids = { next: 1 };
  readonly #stormy: Faults;
  #lastWrittenMs = 0;
  #calls = new Set<Call>();
  /** Names of EXPRESS executions that have ended, in any life. */
  readonly expressEnds = new Set<string>();
  /** The present life of the server. */
  life: Life = { isOver: true };
  /** Undefined while it is down or starting. */
  engine: Engine | undefined;
  faults: Faults;
  crashes = 0;
  /** Something happened at random that changes what comes out. */
  disturbed = false;
  /** Where tokens go that a function was called with. */
  holdToken: (token: string, asked: JsonObject) => void = () => {};
  log: ((line: string) => void) | undefined;

  constructor(dice: Dice, faults: Faults, plant: Plant = {}) {
    this.dice = dice;
    this.faults = faults;
    this.#stormy = faults;
    this.plant = plant;
    this.scheduler = new Scheduler(dice.fork());
    this.scheduler.slowestStepMs = faults.slowestStepMs;
    this.ledger = new Ledger(this.violation);
    this.services = new Services(this);
  }

  readonly violation = (text: string): void => {
    if (this.violations.length < 20) this.violations.push(text);
  };

  /** Milliseconds since the epoch, as the clock on the wall shows them. */
  get nowMs(): number {
    return this.#wall.offsetMs + this.scheduler.elapsedMs;
  }

  /** From now on nothing goes wrong any more. */
  heal(): void {
    this.faults = { ...NO_FAULTS, engine: this.#stormy.engine };
    this.scheduler.slowestStepMs = 0;
  }

  /** Whether times say in what order things happened. */
  get hadSteadyClock(): boolean {
    return this.#stormy.clockJumpMs === 0;
  }

  /** Whether memory may hold a wake-up that is over: its page was read late, or again after a second lost batch. */
  get mayWakeForNothing(): boolean {
    const { staleReads, failedRead, refusedCommit, unknownCommit } = this.#stormy;
    return staleReads || failedRead + refusedCommit + unknownCommit > 0;
  }

  boot(): void {
    const life: Life = { isOver: false };
    this.life = life;
    const { scheduler } = this;
    const integration = this.services.integration();
    const feed = new Feed();
    feed.subscribe((changes) => {
      for (const { row } of changes) if (row.id < 0 && row.status !== 'RUNNING') this.expressEnds.add(row.name);
    });
    const opening = Engine.open({
      store: simulatedStore({
        life,
        inner: this.store,
        scheduler,
        dice: this.dice,
        plant: this.plant,
        lastWrittenMs: () => this.#lastWrittenMs,
        faults: () => this.faults,
        applied: (batch) => this.#applied(batch),
        purged: (query) => this.#purged(query),
        contradicted: (error) => this.violation(`P9: a batch contradicts the store: ${error.message}`),
      }),
      ports: this.#ports(life),
      log: this.#logger(),
      options: this.#stormy.engine,
      feed,
      integrationOf: () => integration,
      callApi: () => Promise.reject(new ApiError('ValidationException', 'not simulated')),
    });
    opening.then(
      (engine) => {
        if (!life.isOver) this.engine = engine;
      },
      (error: unknown) => {
        if (!(error instanceof StoreError)) this.violation(`the server does not start: ${describedError(error)}`);
        if (!life.isOver) this.crash();
      },
    );
  }

  /** The process ends without warning. What was not durable is gone; calls that were under way are never answered. */
  crash(): void {
    if (this.life.isOver) return;
    this.crashes++;
    this.life.isOver = true;
    this.engine = undefined;
    this.scheduler.note('crash');
    this.log?.('the process dies');
    const calls = this.#calls;
    this.#calls = new Set();
    for (const { lose } of calls) lose();
    if (this.faults.clockJumpMs > 0) this.#wall.offsetMs -= this.dice.delay(this.faults.clockJumpMs);
    this.scheduler.after(undefined, this.dice.delay(DOWN_MS), 'boot', () => this.boot());
  }

  /** What can happen between two steps. */
  betweenSteps(): void {
    const { crash, crashes, clockJumpMs } = this.faults;
    if (crash > 0 && this.crashes < crashes && this.dice.chance(crash)) this.crash();
    if (clockJumpMs > 0 && this.dice.chance(0.002)) this.#wall.offsetMs += this.dice.delay(clockJumpMs);
  }

  /** One call of a client, over a network that may lose it or its answer. */
  call<T>(label: string, act: (engine: Engine) => Promise<T>): Promise<Answer<T>> {
    const { dice, scheduler } = this;
    return new Promise((resolve) => {
      const lost = () => resolve({ lost: true });
      const give = (answer: Answer<T>) => {
        if (dice.chance(this.faults.lostCall)) return lost();
        scheduler.after(undefined, dice.delay(this.faults.slowestCallMs), `answer ${label}`, () => resolve(answer));
      };
      const deliver = () => {
        const { engine } = this;
        if (engine === undefined || dice.chance(this.faults.lostCall)) return lost();
        const call: Call = { lose: () => scheduler.soon(undefined, `lost ${label}`, lost) };
        this.#calls.add(call);
        // What is thrown at once is an answer, too.
        (async () => act(engine))().then(
          (value) => this.#calls.delete(call) && give({ value }),
          (error: unknown) => this.#calls.delete(call) && give(this.#errorOf(label, error)),
        );
      };
      scheduler.after(undefined, dice.delay(this.faults.slowestCallMs), `call ${label}`, deliver);
    });
  }

  /** Until there is an answer; `lost` tells whether one before it was not heard. */
  async insist<T>(label: string, act: (engine: Engine) => Promise<T>): Promise<Answer<T> & { wasLost: boolean }> {
    for (let wasLost = false; ; wasLost = true) {
      const answer = await this.call(label, act);
      if (!('lost' in answer)) return { ...answer, wasLost };
      await this.sleep(this.dice.int(50, 1000));
    }
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.scheduler.after(undefined, ms, 'sleep', resolve));
  }

  #errorOf<T>(label: string, error: unknown): Answer<T> {
    if (error instanceof ApiError) {
      if (error.code === 'ServiceUnavailable' || error.code === 'InternalFailure') return { lost: true };
      return { error: error.code };
    }
    if (!(error instanceof StoreError))
      this.violation(`${label} is answered with an internal error: ${describedError(error)}`);
    return { lost: true };
  }

  #applied(batch: Batch): void {
    this.#lastWrittenMs = Math.max(this.#lastWrittenMs, this.nowMs);
    this.ledger.applied(batch);
    this.log?.(`durable: ${summary(batch)}`);
    if (this.crashes < this.faults.crashes && this.dice.chance(this.faults.crashBeforeAck)) this.crash();
  }

  async #purged({ closedBeforeMs }: PurgeQuery): Promise<void> {
    for (const [id, { isPurged }] of this.ledger.accounts) {
      if (!isPurged && (await this.store.load(id)) === undefined) this.ledger.purge(id, closedBeforeMs);
    }
  }

  #ports(life: Life): SimulatedPorts {
    const ports = new SimulatedPorts(life, this.scheduler, this.dice, this.#wall, this.#uuids);
    const { lostTimers } = this.plant;
    if (lostTimers === undefined) return ports;
    const setTimer = ports.setTimer.bind(ports);
    ports.setTimer = (delayMs, callback) => {
      if (this.dice.chance(lostTimers)) return { cancel() {} };
      return setTimer(delayMs, callback);
    };
    return ports;
  }

  #logger(): Logger {
    const say = (level: string) => (fields: object, message: string) => {
      const { err } = fields as { err?: unknown };
      this.log?.(`${level}: ${message} ${err === undefined ? '' : describedError(err)}`);
      if (message.includes('invariant')) this.violation(`an invariant broke: ${describedError(err)}`);
    };
    return { debug() {}, info() {}, warn: say('warn'), error: say('error') };
  }
}

export function describedError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : String(error);
}

function summary(batch: Batch): string {
  const parts = Object.entries(batch).filter(([, rows]) => (rows as unknown[]).length > 0);
  return parts.map(([name, rows]) => `${name} ${JSON.stringify(rows).slice(0, 300)}`).join('; ');
}
