/**
 * What goes wrong in the run of a seed. Each seed turns on a random part of the faults (as swarm testing does), because
 * faults hide each other: a store that fails all the time never lets the queues grow long.
 */
import type { EngineOptions } from '../../src/engine/engine.ts';
import type { Dice } from './dice.ts';

export interface Faults {
  /** Probability per step that the process dies, and how often at most. */
  readonly crash: number;
  readonly crashes: number;
  /** Probability that the process dies right after a commit is durable, before the engine knows. */
  readonly crashBeforeAck: number;
  /** Probability that a commit is refused, with nothing changed. */
  readonly refusedCommit: number;
  /** Probability that nobody knows what came of a commit until the store is opened again. */
  readonly unknownCommit: number;
  /** Longest time that a commit takes, and that its answer takes. */
  readonly slowestCommitMs: number;
  /** A read sees the moment of its call and answers later, rather than doing both at once. */
  readonly staleReads: boolean;
  readonly failedRead: number;
  readonly failedOpen: number;
  /** Probability that a call, or its answer, is lost on its way to or from the server; the caller may not know which. */
  readonly lostCall: number;
  readonly slowestCallMs: number;
  /** Probability that a service fails for no reason, and how long it takes at most. */
  readonly failedService: number;
  readonly slowestServiceMs: number;
  /** Probability that a worker does not answer at all, or twice. */
  readonly lostAnswer: number;
  readonly doubledAnswer: number;
  readonly slowestWorkerMs: number;
  /** The clock jumps forwards and, when the process is down, backwards; by so much at most. */
  readonly clockJumpMs: number;
  readonly slowestStepMs: number;
  readonly engine: Partial<EngineOptions>;
}

export function drawFaults(dice: Dice): Faults {
  const some = (value: number, probability = 0.35) => (dice.chance(probability) ? value * dice.random() : 0);
  const whole = (value: number, probability = 0.35) => Math.floor(some(value, probability));
  return {
    crash: some(0.02, 0.6),
    crashes: dice.int(0, 6),
    crashBeforeAck: some(0.15),
    refusedCommit: some(0.2),
    unknownCommit: some(0.1),
    slowestCommitMs: whole(2000, 0.5),
    staleReads: dice.chance(0.3),
    failedRead: some(0.05, 0.2),
    failedOpen: some(0.5, 0.2),
    lostCall: some(0.3),
    slowestCallMs: whole(3000, 0.7),
    failedService: some(0.5, 0.25),
    slowestServiceMs: whole(20_000, 0.7),
    lostAnswer: some(0.5, 0.25),
    doubledAnswer: some(1, 0.5),
    slowestWorkerMs: whole(20_000, 0.7),
    clockJumpMs: whole(600_000, 0.2),
    slowestStepMs: whole(40, 0.4),
    engine: {
      maxLive: dice.pick([0, 1, 3, 1000, 1000]),
      maxTransitions: dice.pick([1, 2, 5, 1000, 1000]),
      maxBacklog: dice.pick([1, 4, 8000, 8000]),
      interruptedTasks: dice.chance(0.25) ? 'fail' : 'retry',
      recoveryDelayMs: dice.pick([0, 10, 250]),
    },
  };
}

/** Nothing goes wrong; as at the end of every run, and in runs that tell what ought to come out. */
export const NO_FAULTS: Faults = {
  crash: 0,
  crashes: 0,
  crashBeforeAck: 0,
  refusedCommit: 0,
  unknownCommit: 0,
  slowestCommitMs: 0,
  staleReads: false,
  failedRead: 0,
  failedOpen: 0,
  lostCall: 0,
  slowestCallMs: 0,
  failedService: 0,
  slowestServiceMs: 0,
  lostAnswer: 0,
  doubledAnswer: 0,
  slowestWorkerMs: 0,
  clockJumpMs: 0,
  slowestStepMs: 0,
  engine: {},
};
