/** What the doctor looks for, which promise each finding breaks, and what an operator can do about it. */

const REPORT = 'Keep a copy of the folder and report it: this must not happen on a disk that keeps what it was given.';

export const CHECKS = {
  database: {
    promise: 'The database file is sound.',
    advice: 'Stop the server, keep a copy of the folder, check the disk, and restore the last back-up.',
  },
  'history-order': {
    promise: 'A history has the events 1 to n, without gaps, each after the one before.',
    advice: `Do not redrive the execution. ${REPORT}`,
  },
  'history-end': {
    promise: 'A history has one terminal event for each life of the execution, and it is last.',
    advice: `Do not redrive the execution. ${REPORT}`,
  },
  status: {
    promise: 'Status, output, stop date and terminal event change together.',
    advice: REPORT,
  },
  stuck: {
    promise: 'A RUNNING execution has a timer, a call, a task, a token or a child that will move it.',
    advice: `Stop the execution (StopExecution) and start or redrive it. ${REPORT}`,
  },
  frames: {
    promise: 'Only executions that run, or may be redriven, have positions.',
    advice: `Harmless for what runs. ${REPORT}`,
  },
  children: {
    promise: 'One attempt of a task starts one execution.',
    advice: `Compare both executions and stop the one that is not wanted. ${REPORT}`,
  },
  'child-left': {
    promise: 'When an execution ends, so do the nested ones that it waited for.',
    advice: `Stop the nested execution (StopExecution). ${REPORT}`,
  },
  inbox: {
    promise: 'A message between executions has a sender and a receiver.',
    advice: `Restart the server, which delivers messages again; if it stays, it is harmless. ${REPORT}`,
  },
  'map-run': {
    promise: 'A Map Run belongs to an execution, ends with it, and its counts add up.',
    advice: `Harmless for what runs: only what DescribeMapRun shows is wrong. ${REPORT}`,
  },
  'activity-task': {
    promise: 'A task in the queue of an activity belongs to a RUNNING execution.',
    advice: `Harmless: the task is dropped when a worker asks for it. ${REPORT}`,
  },
  definition: {
    promise: 'Every execution and state machine has its definition.',
    advice: `Restore the last back-up if the execution has to go on. ${REPORT}`,
  },
} as const;

export type Check = keyof typeof CHECKS;

export interface Finding {
  readonly check: Check;
  /** ARN of the execution or of what else it is about. */
  readonly arn?: string;
  readonly what: string;
}

/** Keeps the first findings of each check whole and counts the others, so that memory stays bounded. */
export class Findings {
  readonly #limit: number;
  readonly #kept = new Map<Check, Finding[]>();
  readonly #counts = new Map<Check, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(check: Check, what: string, arn?: string): void {
    this.#counts.set(check, (this.#counts.get(check) ?? 0) + 1);
    const kept = this.#kept.get(check) ?? [];
    this.#kept.set(check, kept);
    if (kept.length < this.#limit) kept.push({ check, ...(arn !== undefined && { arn }), what });
  }

  get all(): readonly Finding[] {
    return [...this.#kept.values()].flat();
  }

  /** All of them, also those that were not kept. */
  count(check?: Check): number {
    if (check !== undefined) return this.#counts.get(check) ?? 0;
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  get checks(): Check[] {
    return [...this.#counts.keys()];
  }
}
