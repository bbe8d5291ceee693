/**
 * An execution as the rows of a Gantt chart: its states in order of entry, under a Map or Parallel its iterations or
 * branches, under a Task the execution that it started with all of the same. Pure; times in milliseconds.
 */
import type { Scope, Visit, VisitStatus } from '../../history/visit.ts';
import type { ExecutionRecord } from '../records.ts';
import { childArnOf, machineOf, nameOf, resourceLabel } from '../words.ts';

export type SegmentKind = 'queued' | 'run' | 'wait' | 'child' | 'token' | 'retry';

export interface Segment {
  readonly kind: SegmentKind;
  readonly startMs: number;
  /** Absent while it goes on. */
  readonly endMs?: number;
  readonly status: VisitStatus;
  readonly title: string;
}

export interface TimelineRow {
  readonly key: string;
  readonly kind: 'execution' | 'visit' | 'scope';
  readonly depth: number;
  readonly label: string;
  readonly detail: string;
  readonly arn: string;
  readonly visit?: Visit;
  readonly startMs: number;
  readonly endMs?: number;
  readonly status: VisitStatus;
  readonly segments: readonly Segment[];
  readonly canOpen: boolean;
  readonly isOpen: boolean;
}

export interface TimelineOptions {
  /** What somebody opened (true) or closed (false), by key of the row. */
  readonly folds: ReadonlyMap<string, boolean>;
  /** The record of a child; called only for children that are open. */
  readonly recordOf: (arn: string) => ExecutionRecord;
}

/** Iterations or branches up to this many are shown from the start. */
const OPEN_SCOPES = 12;
/** Children of one execution up to this many, and down to this level. */
const OPEN_CHILDREN = 8;
const OPEN_DEPTH = 3;

export function timelineRows(root: ExecutionRecord, { folds, recordOf }: TimelineOptions): TimelineRow[] {
  const rows: TimelineRow[] = [];

  const execution = (record: ExecutionRecord, depth: number, level: number): void => {
    const { history, arn } = record;
    const key = `x ${arn}`;
    const isOpen = folds.get(key) ?? true;
    const { status } = history.root;
    const startMs = history.startMs || (record.description?.startDate ?? 0) * 1000;
    const endMs = history.endMs;
    const span = { startMs, ...(endMs !== undefined && { endMs }) };
    rows.push({
      key,
      kind: 'execution',
      depth,
      label: machineOf(arn),
      detail: nameOf(arn),
      arn,
      ...span,
      status,
      segments: [{ kind: 'child', ...span, status, title: 'Execution' }],
      canOpen: history.visits.length > 0,
      isOpen,
    });
    if (!isOpen) return;
    const children = history.visits.reduce((count, visit) => count + (childArnOf(visit) === undefined ? 0 : 1), 0);
    scope(record, history.root, depth + 1, { level, areChildrenOpen: children <= OPEN_CHILDREN && level < OPEN_DEPTH });
  };

  interface Level {
    readonly level: number;
    readonly areChildrenOpen: boolean;
  }

  const scope = (record: ExecutionRecord, { visits }: Scope, depth: number, level: Level): void => {
    for (const one of visits) visit(record, one, depth, level);
  };

  const visit = (record: ExecutionRecord, one: Visit, depth: number, level: Level): void => {
    const key = `v ${record.arn} ${one.id}`;
    const child = childArnOf(one);
    const canOpen = one.scopes.length > 0 || child !== undefined;
    const isOpen =
      canOpen && (folds.get(key) ?? (one.scopes.length > 0 ? one.scopes.length <= OPEN_SCOPES : level.areChildrenOpen));
    rows.push({
      key,
      kind: 'visit',
      depth,
      label: one.repeat > 0 ? `${one.name} (${one.repeat + 1})` : one.name,
      detail: resourceLabel(record.index.get(one.name)?.definition) ?? one.type,
      arn: record.arn,
      visit: one,
      startMs: one.enterMs,
      ...(one.endMs !== undefined && { endMs: one.endMs }),
      status: one.status,
      segments: segmentsOf(one),
      canOpen,
      isOpen,
    });
    if (!isOpen) return;
    for (const inner of one.scopes) scopeRow(record, one, inner, depth + 1, level);
    if (child !== undefined) execution(recordOf(child), depth + 1, level.level + 1);
  };

  const scopeRow = (record: ExecutionRecord, container: Visit, inner: Scope, depth: number, level: Level): void => {
    const key = `s ${record.arn} ${inner.key}`;
    const canOpen = inner.visits.length > 0;
    const isOpen = canOpen && (folds.get(key) ?? container.scopes.length <= OPEN_SCOPES);
    const span = { startMs: inner.startMs, ...(inner.endMs !== undefined && { endMs: inner.endMs }) };
    rows.push({
      key,
      kind: 'scope',
      depth,
      label: inner.kind === 'iteration' ? `Item ${inner.index}` : `Branch ${inner.index + 1}`,
      detail: container.attempts.length > 1 ? `round ${inner.round}` : '',
      arn: record.arn,
      ...span,
      status: inner.status,
      segments: [{ kind: 'run', ...span, status: inner.status, title: '' }],
      canOpen,
      isOpen,
    });
    if (isOpen) scope(record, inner, depth + 1, level);
  };

  execution(root, 0, 0);
  return rows;
}

/** What a visit did when: queued, at work, waiting for its child, for a token, for the next attempt. */
export function segmentsOf(visit: Visit): Segment[] {
  const { attempts, type, enterMs, endMs, status } = visit;
  if (attempts.length === 0 || type === 'Map' || type === 'Parallel') {
    const kind = type === 'Wait' ? 'wait' : 'run';
    return [{ kind, startMs: enterMs, ...(endMs !== undefined && { endMs }), status, title: type }];
  }
  const segments: Segment[] = [];
  attempts.forEach((attempt, i) => {
    const before = attempts[i - 1];
    if (before?.endMs !== undefined && attempt.scheduledMs > before.endMs) {
      segments.push({
        kind: 'retry',
        startMs: before.endMs,
        endMs: attempt.scheduledMs,
        status: 'RETRYING',
        title: 'Waited to retry',
      });
    }
    const started = attempt.startedMs ?? attempt.endMs;
    if (started !== undefined && started > attempt.scheduledMs) {
      segments.push({
        kind: 'queued',
        startMs: attempt.scheduledMs,
        endMs: started,
        status: attempt.status,
        title: 'Queued',
      });
    }
    if (attempt.startedMs === undefined && attempt.endMs !== undefined) return;
    const begin = attempt.submittedMs ?? attempt.startedMs ?? attempt.scheduledMs;
    if (attempt.submittedMs !== undefined && attempt.submittedMs > (attempt.startedMs ?? attempt.scheduledMs)) {
      segments.push({
        kind: 'run',
        startMs: attempt.startedMs ?? attempt.scheduledMs,
        endMs: attempt.submittedMs,
        status: attempt.status,
        title: 'Call',
      });
    }
    const kind = kindOf(attempt.resource, attempt.submittedMs !== undefined, attempt.startedMs === undefined);
    const title =
      attempts.length > 1
        ? `Attempt ${attempt.number}`
        : {
            token: 'Waits for a token',
            child: 'Waits for its child',
            queued: 'Queued',
            run: 'Runs',
            wait: '',
            retry: '',
          }[kind];
    segments.push({
      kind,
      startMs: begin,
      ...(attempt.endMs !== undefined && { endMs: attempt.endMs }),
      status: attempt.status,
      title,
    });
  });
  const last = attempts[attempts.length - 1]!;
  if (status === 'RETRYING' && last.endMs !== undefined) {
    segments.push({ kind: 'retry', startMs: last.endMs, status: 'RETRYING', title: 'Waits to retry' });
  }
  return segments;
}

function kindOf(resource: string | undefined, isSubmitted: boolean, isQueued: boolean): SegmentKind {
  if (isQueued) return 'queued';
  if (!isSubmitted) return 'run';
  return resource?.endsWith('.waitForTaskToken') === true ? 'token' : 'child';
}

/** Where ticks of an axis stand: round steps, at most `count` of them. */
export function ticks(fromMs: number, toMs: number, count: number): { atMs: number; stepMs: number }[] {
  const span = Math.max(1, toMs - fromMs);
  const stepMs = STEPS_MS.find((step) => span / step <= count) ?? Math.ceil(span / count / 86_400_000) * 86_400_000;
  const found: { atMs: number; stepMs: number }[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) found.push({ atMs, stepMs });
  return found;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS_MS = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  48 * HOUR,
  168 * HOUR,
];
