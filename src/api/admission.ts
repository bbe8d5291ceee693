/**
 * Which requests are taken while others are still being answered. A request that is refused has changed nothing:
 * ThrottlingException, HTTP 400, `Retry-After: 1`; the AWS SDKs wait and try again by themselves.
 *
 * - Each lane has room of its own. What tells of executions, stops them and completes their tasks is never behind starts.
 * - Starts share their room fairly: a state machine may take as much as is still free. So one that floods the server
 *   gets half of it, two a third each, and a machine that has nothing under way always finds room.
 * - The room for starts follows how long they take (start-limit.ts).
 * - While the engine is behind with what was accepted, a machine may have one start under way.
 * - A start that finds no room waits for it, three seconds at most. Whoever is refused asks again soon, and refusing
 *   a flood at once again and again would take the time that the accepted executions need.
 *
 * Room is counted in requests; one with a large input counts as several, so that the room bounds memory too.
 */
import { apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { parseStateMachineArn } from '../aws/arn.ts';
import { FairQueue } from './fair-queue.ts';
import type { Quotas } from './quotas.ts';
import { StartLimit } from './start-limit.ts';

export type Lane = 'start' | 'sync' | 'control' | 'other';
export type ThrottleReason = 'full' | 'share' | 'backlog' | 'quota';

export interface AdmissionOptions {
  /** Room of each lane. */
  readonly room?: Partial<Record<Lane, number>>;
  /** How full the engine's queues are; from 1 on it is behind. */
  readonly fullness: () => number;
  /** Absent: none. */
  readonly quotas?: Quotas | undefined;
  /** Starts that may wait for room. */
  readonly mostWaiting?: number;
  readonly longestWaitMs?: number;
  /** The room for starts does not fall below this. */
  readonly leastStarts?: number;
  readonly nowMs?: () => number;
}

export const ADMISSION_DEFAULTS = {
  room: { start: 2000, sync: 5000, control: 4000, other: 1000 },
  leastStarts: 512,
  // A machine gets half: as many as there are connections, so that whoever asks once at a time is not refused at once.
  mostWaiting: 20_000,
  longestWaitMs: 3000,
} as const;

/** How often those who wait are looked at while no request gets its answer. */
const LOOK_MS = 10;

/** Characters of input that count as one request more. */
const CHARACTERS_PER_UNIT = 16_384;
/** The same among those who wait, who are many: 80 MiB in all. */
const CHARACTERS_PER_WAITING_UNIT = 4096;

const START_OPERATIONS = new Map<string, Lane>([
  ['StartExecution', 'start'],
  ['StartSyncExecution', 'sync'],
]);
const CONTROL_OPERATIONS = new Set([
  'DescribeActivity',
  'DescribeExecution',
  'DescribeMapRun',
  'DescribeStateMachine',
  'DescribeStateMachineAlias',
  'DescribeStateMachineForExecution',
  'GetExecutionHistory',
  'SendTaskFailure',
  'SendTaskHeartbeat',
  'SendTaskSuccess',
  'StopExecution',
]);
/** Waits for a minute without doing anything, and has a limit of its own. */
const UNCOUNTED = 'GetActivityTask';

/** To be called when the request has its answer. */
export type Leave = () => void;

const NOTHING: Leave = () => {};

export class Admission {
  readonly #room: Readonly<Record<Lane, number>>;
  readonly #fullness: () => number;
  readonly #quotas: Quotas | undefined;
  readonly #nowMs: () => number;
  readonly #startLimit: StartLimit;
  readonly #taken: Record<Lane, number> = { start: 0, sync: 0, control: 0, other: 0 };
  /** Room taken by starts, by lane and state machine; only those that have taken any. */
  readonly #shares = new Map<string, number>();
  readonly #queue: FairQueue<{ goOn(): void; refuse(error: Error): void }>;
  readonly #longestWaitMs: number;
  #look: NodeJS.Timeout | undefined;
  readonly #throttled: Record<ThrottleReason, number> = { full: 0, share: 0, backlog: 0, quota: 0 };

  constructor({ room, fullness, quotas, leastStarts, mostWaiting, longestWaitMs, nowMs }: AdmissionOptions) {
    this.#room = { ...ADMISSION_DEFAULTS.room, ...room };
    this.#fullness = fullness;
    this.#quotas = quotas;
    this.#nowMs = nowMs ?? (() => performance.now());
    this.#queue = new FairQueue(mostWaiting ?? ADMISSION_DEFAULTS.mostWaiting);
    this.#longestWaitMs = longestWaitMs ?? ADMISSION_DEFAULTS.longestWaitMs;
    const most = this.#room.start;
    const least = Math.min(leastStarts ?? ADMISSION_DEFAULTS.leastStarts, most);
    this.#startLimit = new StartLimit({ least, most, nowMs: this.#nowMs });
  }

  /** Room for starts at this moment. */
  get startRoom(): number {
    return this.#startLimit.value;
  }

  /** Starts that wait for room. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Requests refused so far, by reason. */
  get throttled(): [ThrottleReason, number][] {
    return Object.entries(this.#throttled) as [ThrottleReason, number][];
  }

  /** Throws ThrottlingException when there is no room for any such request, before anybody has read it. */
  refuseWhenFull(operation: string): void {
    if (this.#queue.isFull && START_OPERATIONS.has(operation)) this.#refuse('full');
  }

  /**
   * Takes room for a request: at once, or when it has waited for it. Throws ThrottlingException, or rejects with it.
   * `input` fits the API model.
   */
  enter(operation: string, input: object, realm: Realm): Leave | Promise<Leave> {
    if (this.#quotas?.take(operation, realm) === false) this.#refuse('quota');
    const lane = START_OPERATIONS.get(operation);
    if (lane !== undefined) return this.#enterStart(lane, input as StartInput);
    if (operation === UNCOUNTED) return NOTHING;
    return this.#enterLane(CONTROL_OPERATIONS.has(operation) ? 'control' : 'other');
  }

  #enterLane(lane: Lane): Leave {
    if (this.#taken[lane] >= this.#room[lane]) this.#refuse('full');
    this.#taken[lane]++;
    return () => {
      this.#taken[lane]--;
    };
  }

  #enterStart(lane: Lane, { stateMachineArn, input = '' }: StartInput): Leave | Promise<Leave> {
    const units = 1 + Math.floor(input.length / CHARACTERS_PER_UNIT);
    const key = `${lane} ${parseStateMachineArn(stateMachineArn)?.arn ?? stateMachineArn}`;
    // Nobody overtakes those of the same machine who wait.
    if (!this.#queue.has(key) && this.#obstacle(key) === undefined) return this.#takeStart(key, units);
    return this.#wait(key, 1 + Math.floor(input.length / CHARACTERS_PER_WAITING_UNIT), units);
  }

  /** Why a start may not go on now. */
  #obstacle(key: string): ThrottleReason | undefined {
    const lane = laneOf(key);
    const taken = this.#taken[lane];
    if (taken >= this.#room[lane]) return 'full';
    const share = this.#shares.get(key);
    if (share === undefined) return undefined;
    const room = lane === 'start' ? this.#startLimit.value : this.#room[lane];
    if (share >= room - taken) return 'share';
    return this.#fullness() > 1 ? 'backlog' : undefined;
  }

  #takeStart(key: string, units: number): Leave {
    const lane = laneOf(key);
    this.#taken[lane] += units;
    this.#shares.set(key, (this.#shares.get(key) ?? 0) + units);
    const beganMs = this.#nowMs();
    return () => {
      if (lane === 'start') this.#startLimit.answered(this.#nowMs() - beganMs, this.#taken.start);
      this.#taken[lane] -= units;
      const left = (this.#shares.get(key) ?? 0) - units;
      if (left > 0) this.#shares.set(key, left);
      else this.#shares.delete(key);
      if (!this.#queue.isEmpty) this.#letOn();
    };
  }

  #wait(key: string, waitingUnits: number, units: number): Promise<Leave> {
    return new Promise((goOn, refuse) => {
      const item = { goOn: () => goOn(this.#takeStart(key, units)), refuse };
      const waiting = { item, key, units: waitingUnits, sinceMs: this.#nowMs() };
      if (!this.#queue.offer(waiting)) this.#refuse(this.#obstacle(key) ?? 'share');
      this.#look ??= setTimeout(() => this.#lookAgain(), LOOK_MS);
    });
  }

  /** Lets those on who find room now. */
  #letOn(): void {
    for (;;) {
      const next = this.#queue.take((key) => this.#obstacle(key) === undefined);
      if (next === undefined) return;
      next.item.goOn();
    }
  }

  #lookAgain(): void {
    this.#letOn();
    for (const { item, key } of this.#queue.expire(this.#nowMs() - this.#longestWaitMs)) {
      this.#throttled[this.#obstacle(key) ?? 'share']++;
      item.refuse(THROTTLED);
    }
    this.#look = this.#queue.isEmpty ? undefined : setTimeout(() => this.#lookAgain(), LOOK_MS);
  }

  #refuse(reason: ThrottleReason): never {
    this.#throttled[reason]++;
    throw THROTTLED;
  }
}

/** Made once: in a flood, most of the time would go into the stack traces of refusals. */
const THROTTLED = apiErrors.throttling();

/** The key of a share begins with its lane. */
function laneOf(key: string): 'start' | 'sync' {
  return key.startsWith('start ') ? 'start' : 'sync';
}

interface StartInput {
  readonly stateMachineArn: string;
  readonly input?: string;
}
