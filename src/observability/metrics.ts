/**
 * The metrics of a server in Prometheus' text format: all names, help texts and labels, and where each value comes from.
 * docs/monitoring.md lists them; a test holds the two together. No label has more values than a list in the code has
 * (operations, error codes, statuses, resources): never an ARN, a name or an account.
 */
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { RequestStats } from '../api/request-stats.ts';
import type { ClosedCounts, EngineCounters, EngineLoad } from '../engine/counters.ts';
import type { CallCounts } from './call-counts.ts';
import { type Reading, Readings } from './readings.ts';

export interface MetricSources {
  readonly version: string;
  load(): EngineLoad;
  /** RUNNING executions in the store. */
  running(): Promise<number>;
  readonly requests: RequestStats;
  readonly calls: CallCounts;
  /** Requests that were throttled, by reason. */
  throttled(): Iterable<readonly [reason: string, count: number]>;
  /** Starts that may be under way. */
  startRoom(): number;
  /** Starts that wait for room. */
  startsWaiting(): number;
  loopLagSeconds(): number;
  /** Executions that nothing will move again. */
  stuck(): number;
  ready(): boolean;
  /** Sizes in bytes by the kind of file; empty for a store without files. */
  storeFiles(): Promise<Iterable<readonly [file: string, bytes: number]>>;
  /** Clients that read live changes. */
  liveReaders(): number;
}

/** All metrics of a server, those of the process included. One registry each, so that servers do not mix. */
export function createMetrics(sources: MetricSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const readings = new Readings(registry);
  addExecutions(readings, sources);
  addCommits(readings, sources);
  addRequests(readings, sources);
  addCalls(readings, sources);
  addHealth(readings, sources);
  return registry;
}

function addExecutions(to: Readings, { load, running }: MetricSources): void {
  const counters = () => load().counters;
  to.counter(
    {
      name: 'stairwell_executions_started_total',
      help: 'Executions started, by type; origin: root, or nested (started by another execution)',
      labels: ['type', 'origin'],
    },
    () => started(counters()),
  );
  to.counter(
    {
      name: 'stairwell_executions_closed_total',
      help: 'Executions that ended, by type and status',
      labels: ['type', 'status'],
    },
    () => [...closed('STANDARD', counters().standardClosed), ...closed('EXPRESS', counters().expressClosed)],
  );
  to.counter({ name: 'stairwell_executions_redriven_total', help: 'Executions that were redriven' }, () =>
    plain(counters().redrives),
  );
  to.gauge(
    { name: 'stairwell_executions_running', help: 'Executions that run, by type', labels: ['type'] },
    async () => [
      [{ type: 'STANDARD' }, await running()],
      [{ type: 'EXPRESS' }, load().expressRunning],
    ],
  );
  to.gauge({ name: 'stairwell_executions_in_line', help: 'Executions that could go on and wait for their turn' }, () =>
    plain(load().executionsInLine),
  );
  to.gauge({ name: 'stairwell_executions_in_memory', help: 'STANDARD executions kept in memory' }, () =>
    plain(load().liveExecutions),
  );
  to.counter({ name: 'stairwell_turns_total', help: 'Turns of executions' }, () => plain(counters().turns));
  to.counter({ name: 'stairwell_history_events_total', help: 'Events of executions' }, () => plain(counters().events));
  to.gauge({ name: 'stairwell_timers', help: 'Executions that a timer will wake' }, () => plain(load().timers));
  to.histogram({ name: 'stairwell_timer_lateness_seconds', help: 'How long after its due time a timer fired' }, () => [
    [{}, load().timerLateness],
  ]);
}

function addCommits(to: Readings, { load, storeFiles }: MetricSources): void {
  const counters = () => load().counters;
  to.counter({ name: 'stairwell_commits_total', help: 'Batches that the store made durable' }, () =>
    plain(counters().commits),
  );
  to.counter({ name: 'stairwell_commits_failed_total', help: 'Batches that the store did not take' }, () =>
    plain(counters().failedCommits),
  );
  to.histogram(
    { name: 'stairwell_commit_seconds', help: 'Time from handing a batch to the store until it is durable' },
    () => [[{}, counters().commitSeconds]],
  );
  to.histogram({ name: 'stairwell_commit_rows', help: 'Changes in a batch: executions, messages, resources' }, () => [
    [{}, counters().batchRows],
  ]);
  to.gauge({ name: 'stairwell_commit_backlog', help: 'Changes that wait for the next batch' }, () =>
    plain(load().backlog),
  );
  to.gauge({ name: 'stairwell_store_file_bytes', help: 'Size of the files of the store', labels: ['file'] }, async () =>
    labelled('file', await storeFiles()),
  );
}

function addRequests(
  to: Readings,
  { requests, throttled, startRoom, startsWaiting, liveReaders }: MetricSources,
): void {
  to.counter(
    {
      name: 'stairwell_requests_total',
      help: 'Requests of the API answered, by operation and error code (OK: success)',
      labels: ['operation', 'code'],
    },
    () =>
      [...requests.byOperation].flatMap(([operation, { codes }]) =>
        [...codes].map(([code, count]): Reading => [{ operation, code }, count]),
      ),
  );
  to.histogram(
    {
      name: 'stairwell_request_seconds',
      help: 'Time from a request with its body to its answer, by operation',
      labels: ['operation'],
    },
    () => [...requests.byOperation].map(([operation, { seconds }]) => [{ operation }, seconds] as const),
  );
  to.gauge({ name: 'stairwell_requests_in_flight', help: 'Requests of the API that are being answered' }, () =>
    plain(requests.inFlight),
  );
  to.counter(
    {
      name: 'stairwell_requests_throttled_total',
      help: 'Requests refused with ThrottlingException before anything was done for them, by reason',
      labels: ['reason'],
    },
    () => labelled('reason', throttled()),
  );
  to.gauge({ name: 'stairwell_start_room', help: 'Starts that may be under way at this moment' }, () =>
    plain(startRoom()),
  );
  to.gauge({ name: 'stairwell_starts_waiting', help: 'Starts that wait for room' }, () => plain(startsWaiting()));
  to.gauge({ name: 'stairwell_live_readers', help: 'Clients that read live changes' }, () => plain(liveReaders()));
}

function addCalls(to: Readings, { calls, load }: MetricSources): void {
  to.counter(
    {
      name: 'stairwell_task_calls_total',
      help: 'Calls of services by tasks, by resource and outcome (succeeded, failed, runtime, cut)',
      labels: ['resource', 'outcome'],
    },
    () =>
      [...calls.byResource].flatMap(([resource, { outcomes }]) =>
        [...outcomes].map(([outcome, count]): Reading => [{ resource, outcome }, count]),
      ),
  );
  to.histogram(
    { name: 'stairwell_task_call_seconds', help: 'How long calls of services took', labels: ['resource'] },
    () => [...calls.byResource].map(([resource, { seconds }]) => [{ resource }, seconds] as const),
  );
  to.gauge({ name: 'stairwell_task_calls_in_flight', help: 'Calls of services under way' }, () =>
    plain(load().callsInFlight),
  );
}

function addHealth(to: Readings, { loopLagSeconds, stuck, ready, version }: MetricSources): void {
  to.gauge({ name: 'stairwell_loop_lag_seconds', help: 'Worst lag of the event loop in the last two seconds' }, () =>
    plain(loopLagSeconds()),
  );
  to.gauge(
    { name: 'stairwell_executions_stuck', help: 'RUNNING executions that nothing will ever move again; must be 0' },
    () => plain(stuck()),
  );
  to.gauge({ name: 'stairwell_ready', help: '1 when GET /readyz answers 200' }, () => plain(ready() ? 1 : 0));
  to.gauge({ name: 'stairwell_info', help: 'Always 1; tells the version', labels: ['version'] }, () => [
    [{ version }, 1],
  ]);
}

function plain(value: number): Reading[] {
  return [[{}, value]];
}

function labelled(label: string, values: Iterable<readonly [string, number]>): Reading[] {
  return [...values].map(([name, value]) => [{ [label]: name }, value]);
}

function started({ rootStarts, nestedStarts, expressStarts }: EngineCounters): Reading[] {
  return [
    [{ type: 'STANDARD', origin: 'root' }, rootStarts],
    [{ type: 'STANDARD', origin: 'nested' }, nestedStarts],
    // Of an EXPRESS execution nobody keeps who started it.
    [{ type: 'EXPRESS', origin: 'any' }, expressStarts],
  ];
}

function closed(type: string, counts: ClosedCounts): Reading[] {
  return Object.entries(counts).map(([status, count]) => [{ type, status }, count]);
}
