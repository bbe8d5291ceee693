/**
 * Which requests are taken while others are still being answered. A request that is refused has changed nothing:
 * ThrottlingException, HTTP 400, `Retry-After: 1`; the AWS SDKs wait and try again by themselves.
 *
 * - Each lane has room of its own. What tells of executions, stops them and completes their tasks is never behind starts.
 * - Starts share their room fairly: a state machine may take as much as is still free. So one that floods the server
 *   gets half of it, two a third each, and a machine that has nothing under way always finds room.
 * - The room for starts follows how long they take (start-limit.ts).
 * - While more changes wait for the store than one batch should hold, a machine may have one start under way.
 *
 * Room is counted in requests; one with a large input counts as several, so that the room bounds memory too.
 */
import { apiErrors } from '../aws/api-error.ts';
import type { Realm } from '../aws/arn.ts';
import { parseStateMachineArn } from '../aws/arn.ts';
import type { Quotas } from './quotas.ts';
import { StartLimit } from './start-limit.ts';

export type Lane = 'start' | 'sync' | 'control' | 'other';
export type ThrottleReason = 'full' | 'share' | 'backlog' | 'quota';

export interface AdmissionOptions {
  /** Room of each lane. */
  readonly room?: Partial<Record<Lane, number>>;
  /** Changes that wait for the store. */
  readonly backlog: () => number;
  readonly maxBacklog?: number;
  /** Absent: none. */
  readonly quotas?: Quotas | undefined;
  /** The room for starts does not fall below this. */
  readonly leastStarts?: number;
  readonly nowMs?: () => number;
}

export const ADMISSION_DEFAULTS = {
  room: { start: 2000, sync: 5000, control: 4000, other: 1000 },
  maxBacklog: 4000,
  leastStarts: 512,
} as const;

/** Characters of input that count as one request more. */
const CHARACTERS_PER_UNIT = 16_384;

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
  readonly #backlog: () => number;
  readonly #maxBacklog: number;
  readonly #quotas: Quotas | undefined;
  readonly #nowMs: () => number;
  readonly #startLimit: StartLimit;
  readonly #taken: Record<Lane, number> = { start: 0, sync: 0, control: 0, other: 0 };
  /** Room taken by starts, by lane and state machine; only those that have taken any. */
  readonly #shares = new Map<string, number>();
  readonly #throttled: Record<ThrottleReason, number> = { full: 0, share: 0, backlog: 0, quota: 0 };

  constructor({ room, backlog, maxBacklog, quotas, leastStarts, nowMs }: AdmissionOptions) {
    this.#room = { ...ADMISSION_DEFAULTS.room, ...room };
    this.#backlog = backlog;
    this.#maxBacklog = maxBacklog ?? ADMISSION_DEFAULTS.maxBacklog;
    this.#quotas = quotas;
    this.#nowMs = nowMs ?? (() => performance.now());
    const most = this.#room.start;
    const least = Math.min(leastStarts ?? ADMISSION_DEFAULTS.leastStarts, most);
    this.#startLimit = new StartLimit({ least, most, nowMs: this.#nowMs });
  }

  /** Room for starts at this moment. */
  get startRoom(): number {
    return this.#startLimit.value;
  }

  /** Requests refused so far, by reason. */
  get throttled(): [ThrottleReason, number][] {
    return Object.entries(this.#throttled) as [ThrottleReason, number][];
  }

  /** Throws ThrottlingException when there is no room for any such request, before anybody has read it. */
  refuseWhenFull(operation: string): void {
    const lane = START_OPERATIONS.get(operation);
    if (lane !== undefined && this.#taken[lane] >= this.#room[lane]) this.#refuse('full');
  }

  /** Takes room for a request, or throws ThrottlingException. `input` fits the API model. */
  enter(operation: string, input: object, realm: Realm): Leave {
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

  #enterStart(lane: Lane, { stateMachineArn, input = '' }: StartInput): Leave {
    const units = 1 + Math.floor(input.length / CHARACTERS_PER_UNIT);
    const key = `${lane} ${parseStateMachineArn(stateMachineArn)?.arn ?? stateMachineArn}`;
    const share = this.#shares.get(key) ?? 0;
    if (this.#taken[lane] >= this.#room[lane]) this.#refuse('full');
    const room = lane === 'start' ? this.#startLimit.value : this.#room[lane];
    if (share > 0 && share >= room - this.#taken[lane]) this.#refuse('share');
    if (share > 0 && this.#backlog() > this.#maxBacklog) this.#refuse('backlog');
    this.#taken[lane] += units;
    this.#shares.set(key, share + units);
    const beganMs = this.#nowMs();
    return () => {
      if (lane === 'start') this.#startLimit.answered(this.#nowMs() - beganMs, this.#taken.start);
      this.#taken[lane] -= units;
      const left = (this.#shares.get(key) ?? 0) - units;
      if (left > 0) this.#shares.set(key, left);
      else this.#shares.delete(key);
    };
  }

  #refuse(reason: ThrottleReason): never {
    this.#throttled[reason]++;
    throw THROTTLED;
  }
}

/** Made once: in a flood, most of the time would go into the stack traces of refusals. */
const THROTTLED = apiErrors.throttling();

interface StartInput {
  readonly stateMachineArn: string;
  readonly input?: string;
}
