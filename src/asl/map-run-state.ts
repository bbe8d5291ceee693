/** What a map run shows of itself: counts of its items and executions. Source: API reference "DescribeMapRun". */
import type { Children, Frame, MapRun, MapRunCounts, MapRunSnapshot, Status, Tally } from './execution.ts';
import type { TurnContext } from './turn.ts';

/** Remembers how the run of this frame stands at the end of the turn. */
export function noteMapRun(turn: TurnContext, frame: Frame, status: Status): void {
  const { mapRun } = frame.children as Children;
  if (mapRun === undefined) return;
  turn.mapRuns.set(mapRun.arn, snapshot(turn, frame, mapRun, status));
}

/** The run is over; its frame forgets it. */
export function mapRunEnded(turn: TurnContext, frame: Frame, status: Exclude<Status, 'RUNNING'>): void {
  const arn = frame.children?.mapRun?.arn;
  const known = arn === undefined ? undefined : turn.mapRuns.get(arn)?.status;
  // What ended it first counts: a failed run is not aborted when its branches are cut.
  if (known === undefined || known === 'RUNNING') noteMapRun(turn, frame, status);
}

function snapshot(turn: TurnContext, frame: Frame, mapRun: MapRun, status: Status): MapRunSnapshot {
  const children = frame.children as Children;
  const isOver = status !== 'RUNNING';
  return {
    arn: mapRun.arn,
    path: frame.path,
    status,
    startMs: mapRun.startMs,
    ...(isOver && { stopMs: turn.nowMs }),
    maxConcurrency: mapRun.maxConcurrency,
    toleratedFailureCount: mapRun.toleratedFailureCount ?? 0,
    toleratedFailurePercentage: mapRun.toleratedFailurePercentage ?? 0,
    items: counts(mapRun.tally, 'items', children.total, mapRun.nextItem, isOver),
    executions: counts(mapRun.tally, 'executions', children.next, children.next, isOver),
  };
}

/** `started`: how many of `total` were started; when the run is over those without an end count as aborted. */
function counts(
  tally: Tally,
  of: 'items' | 'executions',
  total: number,
  started: number,
  isOver: boolean,
): MapRunCounts {
  const [succeeded, failed] = [tally.SUCCEEDED[of], tally.FAILED[of]];
  const [timedOut, aborted] = [tally.TIMED_OUT[of], tally.ABORTED[of]];
  const done = succeeded + failed + timedOut + aborted;
  const running = started - done;
  return {
    total,
    pending: isOver ? 0 : total - started,
    running: isOver ? 0 : running,
    succeeded,
    failed,
    timedOut,
    aborted: aborted + (isOver ? total - done : 0),
    resultsWritten: 0,
  };
}
