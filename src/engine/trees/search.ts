/**
 * Looks for executions, newest first, in steps of a bounded size: between two of them everything else in the process
 * has its turn. Keys rise with the start of executions, which bounds searches in time.
 */
import type { Realm } from '../../aws/arn.ts';
import type { Store } from '../../store/store.ts';
import type { ScannedExecution } from '../../store/tree-queries.ts';
import type { Ports } from '../ports.ts';
import { compileFilter } from './filter.ts';
import type { ExecutionFilter } from './tree-service.ts';

/** Rows and characters of payloads that one step looks at. */
const STEP_ROWS = 1000;
const STEP_CHARACTERS = 4 * 1024 * 1024;
const MOST_STEPS = 100;
/** By how much a clock may have been set back between two starts of the process. */
const CLOCK_SLACK_MS = 3_600_000;

export interface Found {
  /** Newest first. */
  readonly rows: readonly ScannedExecution[];
  /** Everything with this key and newer has been looked at; undefined: all. */
  readonly downToId: number | undefined;
  /** How many were looked at. */
  readonly looked: number;
}

interface Bounds {
  readonly beforeId?: number | undefined;
  /** Matches. */
  readonly limit: number;
  /** How often the store is asked at most. */
  readonly steps: number;
  /** It is asked up to MOST_STEPS times as long as no more than this has passed. */
  readonly withinMs?: number;
}

export async function findExecutions(
  { store, ports }: { readonly store: Store; readonly ports: Ports },
  realm: Realm,
  filter: ExecutionFilter,
  { beforeId, limit, steps, withinMs }: Bounds,
): Promise<Found> {
  const { scan, test } = compileFilter(realm, filter);
  const oldestMs = (filter.startedAfterMs ?? Number.NEGATIVE_INFINITY) - CLOCK_SLACK_MS;
  const rows: ScannedExecution[] = [];
  let looked = 0;
  let downToId = beforeId ?? (await firstIdToLookAt(store, filter.startedBeforeMs));
  const untilMs = withinMs === undefined ? Number.NEGATIVE_INFINITY : ports.nowMs() + withinMs;
  const isAllowed = (step: number) => step < steps || (step < MOST_STEPS && ports.nowMs() < untilMs);
  for (let step = 0; isAllowed(step); step++) {
    if (step > 0) await new Promise<void>((resolve) => ports.defer(resolve));
    const older = downToId === undefined ? {} : { beforeId: downToId };
    const seen = await store.scan({ ...scan, ...older, limit: STEP_ROWS, maxCharacters: STEP_CHARACTERS });
    for (const row of seen.rows) {
      if (!test(row)) continue;
      rows.push(row);
      if (rows.length === limit) return { rows, downToId: row.id, looked };
    }
    looked += seen.looked;
    downToId = seen.lastId ?? downToId;
    if (seen.isLast || (seen.oldestMs ?? oldestMs) < oldestMs) return { rows, downToId: undefined, looked };
  }
  return { rows, downToId, looked };
}

/** A key above those of all executions that started before this instant; undefined when that may be any. */
async function firstIdToLookAt(store: Store, startedBeforeMs: number | undefined): Promise<number | undefined> {
  if (startedBeforeMs === undefined) return undefined;
  const untilMs = startedBeforeMs + CLOCK_SLACK_MS;
  const newestBelow = async (beforeId?: number) => {
    const bound = beforeId === undefined ? {} : { beforeId };
    return (await store.scan({ ...bound, limit: 1, withPayloads: false, maxCharacters: 1 })).rows[0];
  };
  const newest = await newestBelow();
  if (newest === undefined || newest.startMs < untilMs) return undefined;
  let low = 0;
  let high = newest.id;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const row = await newestBelow(middle);
    if (row !== undefined && row.startMs >= untilMs) high = middle;
    else low = middle;
  }
  return high;
}
