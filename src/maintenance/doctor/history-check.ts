/** Follows the stored history of one execution, row by row, and says where it breaks its promises. */
import type { HistoryEvent } from '../../asl/history-events.ts';
import { historyEvents } from '../../asl/history-record.ts';
import type { ExecutionSummary } from '../../store/store.ts';
import type { Findings } from './findings.ts';

export interface StoredTurn {
  readonly firstEventId: number;
  readonly lastEventId: number;
  readonly body: string;
}

const END_OF: Readonly<Record<string, string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};
const ENDS = new Set(Object.values(END_OF));

export class HistoryCheck {
  readonly #execution: ExecutionSummary;
  readonly #findings: Findings;
  #lastId = 0;
  #lastMs = 0;
  #lastType: string | undefined;
  #ends = 0;
  #redrives = 0;
  /** One finding is enough: what follows a gap follows from it. */
  #isBroken = false;

  readonly #quick: boolean;

  /** `quick`: only the ids of rows are checked, not the events in them. */
  constructor(execution: ExecutionSummary, findings: Findings, quick: boolean) {
    this.#execution = execution;
    this.#findings = findings;
    this.#quick = quick;
  }

  /** Id of the last event so far. */
  get lastId(): number {
    return this.#lastId;
  }

  turn(turn: StoredTurn): void {
    const { firstEventId, lastEventId } = turn;
    if (firstEventId !== this.#lastId + 1) this.#broken(`event ${this.#lastId} is followed by event ${firstEventId}`);
    if (!this.#quick) for (const event of this.#events(turn)) this.#event(event);
    if (!this.#quick && this.#lastId !== lastEventId)
      this.#broken(`the row of events ${firstEventId} to ${lastEventId} holds others`);
    this.#lastId = lastEventId;
  }

  /** After the last row: whether the history agrees with the execution's row. */
  end(hasOutput: boolean): void {
    const { status, stopMs, redriveCount, arn } = this.#execution;
    const isClosed = status !== 'RUNNING';
    const disagree = (what: string) => this.#findings.add('status', what, arn);
    if (this.#lastId === 0) {
      if (isClosed) disagree(`it is ${status} and has no history`);
      return;
    }
    if (isClosed !== (stopMs !== undefined)) disagree(`it is ${status} ${isClosed ? 'without' : 'with'} a stop date`);
    if ((status === 'SUCCEEDED') !== hasOutput) disagree(`it is ${status} ${hasOutput ? 'with' : 'without'} an output`);
    if (this.#isBroken || this.#lastType === undefined) return;
    if (isClosed ? this.#lastType !== END_OF[status] : ENDS.has(this.#lastType)) {
      disagree(`it is ${status}, but its history ends with ${this.#lastType}`);
    }
    if (this.#redrives !== redriveCount) {
      disagree(`its redrive count is ${redriveCount}, its history has ${this.#redrives} ExecutionRedriven`);
    }
    const ends = redriveCount + Number(isClosed);
    if (this.#ends !== ends) {
      this.#findings.add('history-end', `it has ${this.#ends} terminal events in place of ${ends}`, arn);
    }
  }

  #events(turn: StoredTurn): HistoryEvent[] {
    try {
      return historyEvents(turn);
    } catch {
      this.#broken(`the events behind event ${this.#lastId} cannot be read`);
      return [];
    }
  }

  #event({ id, previousEventId, timestampMs, type }: HistoryEvent): void {
    if (id !== this.#lastId + 1) this.#broken(`event ${this.#lastId} is followed by event ${id}`);
    if (previousEventId >= id) this.#broken(`event ${id} names event ${previousEventId} as the one before`);
    if (timestampMs < this.#lastMs) this.#broken(`event ${id} is earlier than the one before`);
    if ((id === 1) !== (type === 'ExecutionStarted')) this.#broken(`event ${id} is ${type}`);
    if (this.#lastType !== undefined && ENDS.has(this.#lastType) && type !== 'ExecutionRedriven') {
      this.#findings.add('history-end', `${type} (event ${id}) follows ${this.#lastType}`, this.#execution.arn);
    }
    if (ENDS.has(type)) this.#ends++;
    if (type === 'ExecutionRedriven') this.#redrives++;
    this.#lastId = id;
    this.#lastMs = timestampMs;
    this.#lastType = type;
  }

  #broken(what: string): void {
    if (!this.#isBroken) this.#findings.add('history-order', what, this.#execution.arn);
    this.#isBroken = true;
  }
}
