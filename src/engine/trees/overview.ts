/**
 * The state of everything at a glance. Figures come from the newest executions and from all that run, up to a bound
 * each, and are kept for a few seconds, so that many who look cost no more than one.
 */
import type { Realm } from '../../aws/arn.ts';
import type { ExecutionStatus, ExecutionSummary, StateMachineRow, Store } from '../../store/store.ts';
import type { ScannedExecution } from '../../store/tree-queries.ts';
import type { Ports } from '../ports.ts';
import { isOfRealm } from './filter.ts';
import { findExecutions } from './search.ts';
import type { ExecutionFilter } from './tree-service.ts';

export interface Minute {
  readonly minuteMs: number;
  started: number;
  succeeded: number;
  failed: number;
}

export interface MachineFigures {
  readonly machine: StateMachineRow;
  running: number;
  /** FAILED or TIMED_OUT; one that somebody stopped did not fail. */
  failed24h: number;
  started24h: number;
}

export interface Figures {
  readonly byStatus: Readonly<Record<ExecutionStatus, number>>;
  /** The last 60 minutes, oldest first. */
  readonly recent: readonly Minute[];
  /** The first thousand, by name. */
  readonly machines: readonly MachineFigures[];
  readonly oldestRunning: readonly ExecutionSummary[];
  /** There are more executions than were looked at. */
  readonly isCapped: boolean;
}

const MINUTE_MS = 60_000;
const MINUTES = 60;
const DAY_MS = 86_400_000;
const MAX_ROWS = 100_000;
const OLDEST = 10;
const MAX_MACHINES = 1000;

export async function figuresOf(
  parts: { readonly store: Store; readonly ports: Ports },
  realm: Realm,
): Promise<Figures> {
  const { store, ports } = parts;
  const nowMs = ports.nowMs();
  const machines = await store.stateMachines(realm, { limit: MAX_MACHINES });
  const byArn = new Map(machines.map((machine) => [machine.arn, noFigures(machine)]));
  const byStatus = { RUNNING: 0, SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };
  const recent = minutesUntil(nowMs);
  const newest = await scanAll(parts, realm, {}, (row) => {
    byStatus[row.status]++;
    count(recent, row);
    const figures = byArn.get(row.stateMachineArn);
    if (figures === undefined || nowMs - row.startMs > DAY_MS) return;
    figures.started24h++;
    if (row.status === 'FAILED' || row.status === 'TIMED_OUT') figures.failed24h++;
  });
  const running = await scanAll(parts, realm, { status: ['RUNNING'] }, ({ stateMachineArn }) => {
    const figures = byArn.get(stateMachineArn);
    if (figures !== undefined) figures.running++;
  });
  byStatus.RUNNING = await store.countRunning(realm);
  const oldest = (await store.oldestRunning(100)).filter(({ arn }) => isOfRealm(realm, arn)).slice(0, OLDEST);
  const isCapped = newest.isCapped || running.isCapped;
  return { byStatus, recent, machines: [...byArn.values()], oldestRunning: oldest, isCapped };
}

/** Looks at the newest executions that fit, in steps. */
export async function scanAll(
  parts: { readonly store: Store; readonly ports: Ports },
  realm: Realm,
  filter: ExecutionFilter,
  look: (row: ScannedExecution) => void,
): Promise<{ isCapped: boolean }> {
  let beforeId: number | undefined;
  for (let looked = 0; looked < MAX_ROWS; ) {
    const found = await findExecutions(parts, realm, filter, { beforeId, limit: Number.POSITIVE_INFINITY, steps: 1 });
    for (const row of found.rows) look(row);
    if (found.downToId === undefined) return { isCapped: false };
    looked += found.looked;
    beforeId = found.downToId;
    await new Promise<void>((resolve) => parts.ports.defer(resolve));
  }
  const rest = await findExecutions(parts, realm, filter, { beforeId, limit: 1, steps: 1 });
  return { isCapped: rest.rows.length > 0 || rest.looked > 0 };
}

function noFigures(machine: StateMachineRow): MachineFigures {
  return { machine, running: 0, failed24h: 0, started24h: 0 };
}

function minutesUntil(nowMs: number): Minute[] {
  const last = Math.floor(nowMs / MINUTE_MS);
  return Array.from({ length: MINUTES }, (_, index) => ({
    ...{ minuteMs: (last - MINUTES + 1 + index) * MINUTE_MS, started: 0, succeeded: 0, failed: 0 },
  }));
}

function count(minutes: readonly Minute[], { startMs, stopMs, status }: ScannedExecution): void {
  const started = minuteOf(minutes, startMs);
  if (started !== undefined) started.started++;
  const stopped = stopMs === undefined ? undefined : minuteOf(minutes, stopMs);
  if (stopped === undefined) return;
  if (status === 'SUCCEEDED') stopped.succeeded++;
  else stopped.failed++;
}

function minuteOf(minutes: readonly Minute[], ms: number): Minute | undefined {
  return minutes[Math.floor((ms - (minutes[0]?.minuteMs ?? 0)) / MINUTE_MS)];
}
