/**
 * Map, distributed: every item (or batch of items) is an execution of its own, started by the engine. To the parent such
 * an execution is a frame that waits elsewhere (`ItemWait`), so that recovery, results and cutting are those of any
 * branch; it has no events for them but MapRunStarted and MapRunSucceeded, MapRunFailed or MapRunAborted.
 * Source: "Map state in Distributed mode"; sequences in the spec of history events.
 */
import { complete, removeFrame } from './branches.ts';
import type { Children, Frame, MapRun, Stimulus } from './execution.ts';
import { countEnd, emptyTally } from './execution.ts';
import type { ItemBatcher } from './flow.ts';
import type { Json } from './json.ts';
import { utf8Length } from './json.ts';
import { mapRunEnded } from './map-run-state.ts';
import { Payload } from './payload.ts';
import { indexOf, parentOf } from './position.ts';
import type { Distributed, MapState } from './program.ts';
import type { Failure } from './retry.ts';
import { dataTooLarge } from './states/data-limit.ts';
import type { Step } from './states/state-type.ts';
import type { TurnContext } from './turn.ts';
import { retryCount } from './turn.ts';

export { mapRunEnded, noteMapRun } from './map-run-state.ts';

/** How many executions of one run are open at most. Source: quotas of Map Runs. */
const MAX_CONCURRENCY = 10_000;
/** Executions that one turn starts; more start with the next. */
const MAX_STARTS_PER_TURN = 500;

interface Entered {
  readonly input: Payload;
  readonly items: readonly Json[];
  readonly maxConcurrency: number;
}

export function enterMapRun(state: MapState, frame: Frame, turn: TurnContext, entered: Entered): Step {
  const { label, express, reader, writer } = state.distributed as Distributed;
  const { input, items, maxConcurrency } = entered;
  const env = turn.env(frame, { retryCount: retryCount(frame) });
  const { flow } = state;
  turn.emit(frame, 'MapStateStarted', { length: reader ? 0 : items.length });
  const toleratedFailureCount = flow.toleratedFailureCount?.(env, input);
  const toleratedFailurePercentage = flow.toleratedFailurePercentage?.(env, input);
  const batcher = flow.itemBatcher?.(env, input);
  if (reader) return { type: 'fail', failure: unsupported('States.ItemReaderFailed', 'ItemReader') };
  if (writer) return { type: 'fail', failure: unsupported('States.ResultWriterFailed', 'ResultWriter') };
  const arn = mapRunArn(turn, label);
  turn.emit(frame, 'MapRunStarted', { mapRunArn: arn });
  const limit = maxConcurrency === 0 ? MAX_CONCURRENCY : Math.min(maxConcurrency, MAX_CONCURRENCY);
  const mapRun: MapRun = {
    arn,
    startMs: turn.nowMs,
    express,
    maxConcurrency,
    ...(toleratedFailureCount !== undefined && { toleratedFailureCount }),
    ...(toleratedFailurePercentage !== undefined && { toleratedFailurePercentage }),
    ...(batcher !== undefined && { batcher }),
    nextItem: 0,
    ended: [],
    tally: emptyTally(),
  };
  frame.children = {
    kind: 'MapRun',
    total: items.length,
    limit,
    input,
    items,
    next: 0,
    running: 0,
    results: [],
    mapRun,
  };
  return { type: 'park', wait: { on: 'children' } };
}

function unsupported(error: string, field: string): Failure {
  return { error, cause: `This server cannot use ${field} yet: it reads and writes no objects of Amazon S3.` };
}

function mapRunArn({ execution, host }: TurnContext, label: string): string {
  return `${execution.stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${label}:${host.uuid()}`;
}

/** Whether an execution of the frame's map run could be started now. */
export function canStartItems({ children }: Frame): boolean {
  if (children?.mapRun === undefined) return false;
  return children.mapRun.nextItem < children.total && children.running < children.limit;
}

/** Starts as many executions as may run now, and one turn should start. */
export function startItems(turn: TurnContext, frame: Frame, state: MapState): void {
  for (let started = 0; canStartItems(frame) && started < MAX_STARTS_PER_TURN; started++) startItem(turn, frame, state);
}

function startItem(turn: TurnContext, frame: Frame, state: MapState): void {
  const children = frame.children as Children;
  const mapRun = children.mapRun as MapRun;
  const { input, to } = nextInput(turn, frame, state, mapRun.nextItem);
  const index = children.next++;
  children.running++;
  const path = `${frame.path}.${index}`;
  const child = mapRun.express ? undefined : turn.host.newExecution();
  const item: Frame = {
    path,
    state: state.processor.startAt,
    wait: { on: 'item', from: mapRun.nextItem, to, ...(child !== undefined && { child }) },
    input: Payload.emptyObject, // what it gets is in its own row, or made again from the items
    variables: {},
    inherited: {},
    retries: [],
    enteredEventId: 0,
    enteredMs: 0,
    enteredAfterId: 0,
    lastEventId: 0,
  };
  mapRun.nextItem = to;
  turn.execution.frames.set(path, item);
  turn.touched.add(path);
  turn.changedRuns.add(frame.path);
  command(turn, frame, state, index, child, input);
}

/** Starts an EXPRESS execution again that was lost with the process. */
export function restartItem(turn: TurnContext, frame: Frame, state: MapState, item: Frame): void {
  if (item.wait?.on !== 'item') return;
  const { input } = nextInput(turn, frame, state, item.wait.from);
  command(turn, frame, state, indexOf(item), undefined, input);
}

function command(
  turn: TurnContext,
  frame: Frame,
  state: MapState,
  index: number,
  child: number | undefined,
  input: Payload,
): void {
  const { arn } = (frame.children as Children).mapRun as MapRun;
  turn.commands.push({
    type: 'StartItem',
    path: `${frame.path}.${index}`,
    state: state.name,
    index,
    mapRunArn: arn,
    input,
    ...(child !== undefined && { child }),
  });
}

/** The input of the execution that begins with item `from`, and the item behind its last. */
function nextInput(turn: TurnContext, frame: Frame, state: MapState, from: number): { input: Payload; to: number } {
  const children = frame.children as Children;
  const batcher = children.mapRun?.batcher;
  if (batcher === undefined) return { input: itemInput(turn, frame, state, from), to: from + 1 };
  return batch(batcher, from, children.total, (index) => itemInput(turn, frame, state, index).text);
}

function itemInput(turn: TurnContext, frame: Frame, state: MapState, index: number): Payload {
  const children = frame.children as Children;
  const value = (children.items as readonly Json[])[index] as Json;
  const env = turn.env(frame, { mapItem: { index, value }, retryCount: retryCount(frame) });
  const input = state.flow.itemInput(env, children.input, value);
  if (input.tooLarge) throw dataTooLarge();
  return input;
}

/** As many items as the bounds allow, one at least. */
function batch(batcher: ItemBatcher, from: number, total: number, text: (index: number) => string) {
  const { maxItemsPerBatch = total, maxInputBytesPerBatch = Number.POSITIVE_INFINITY, batchInput } = batcher;
  const head = batchInput === undefined ? '{"Items":[' : `{"BatchInput":${JSON.stringify(batchInput)},"Items":[`;
  const items: string[] = [];
  let bytes = utf8Length(head) + 2;
  let to = from;
  while (to < total && items.length < maxItemsPerBatch) {
    const item = text(to);
    bytes += utf8Length(item) + 1;
    if (items.length > 0 && bytes > maxInputBytesPerBatch) break;
    items.push(item);
    to++;
  }
  const input = Payload.fromText(`${head}${items.join(',')}]}`);
  if (input.tooLarge) throw dataTooLarge();
  return { input, to };
}

/** Takes the end of an execution in; answers with the frame of its Map, or undefined when nobody waits for it. */
export function takeItem(turn: TurnContext, ended: Extract<Stimulus, { type: 'ItemEnded' }>): Frame | undefined {
  const item = turn.execution.frames.get(ended.path);
  const parent = item && parentOf(turn.execution, item);
  const mapRun = parent?.children?.mapRun;
  if (item?.wait?.on !== 'item' || mapRun?.arn !== ended.mapRunArn) return undefined;
  const children = parent?.children as Children;
  const index = indexOf(item);
  countEnd(mapRun, index, { status: ended.status, items: item.wait.to - item.wait.from });
  // Which place a tolerated failure has in the result is not documented; it stands there as its error output.
  children.results[index] = ended.output ?? failureOutput(ended.error);
  children.running--;
  removeFrame(turn, item);
  return parent;
}

function failureOutput({ error, cause }: { error?: string; cause?: string } = {}): Payload {
  return Payload.of({ Error: error ?? null, Cause: cause ?? null });
}

/** Whether more items have failed than the state tolerates; each bound counts for itself, none means none. */
export function isOverTolerance({ children }: Frame): boolean {
  const { mapRun, total } = children as Children;
  if (mapRun === undefined) return false;
  const { FAILED, TIMED_OUT, ABORTED } = mapRun.tally;
  const failed = FAILED.items + TIMED_OUT.items + ABORTED.items;
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = mapRun;
  if (count === undefined && percentage === undefined) return failed > 0;
  const overCount = count !== undefined && failed > count;
  return overCount || (percentage !== undefined && (failed / total) * 100 > percentage);
}

/** The run fails as a whole. */
export function mapRunFailed(turn: TurnContext, frame: Frame): Failure {
  const failure = {
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  };
  mapRunEnded(turn, frame, 'FAILED');
  turn.emit(frame, 'MapRunFailed', failure);
  return failure;
}

/** The state's result when all items are done. May throw. */
export function mapRunResult(turn: TurnContext, frame: Frame): Payload | undefined {
  const children = frame.children as Children;
  const isDone = children.running === 0 && children.mapRun?.nextItem === children.total;
  if (!isDone) return undefined;
  mapRunEnded(turn, frame, 'SUCCEEDED');
  turn.emit(frame, 'MapRunSucceeded');
  return complete(turn, frame, { type: 'Map' }, frame.lastEventId);
}

export function updateMapRun(turn: TurnContext, update: Extract<Stimulus, { type: 'UpdateMapRun' }>): boolean {
  for (const frame of turn.execution.frames.values()) {
    if (frame.children?.mapRun?.arn !== update.mapRunArn) continue;
    const { mapRunArn: _, type: __, ...changes } = update;
    Object.assign(frame.children.mapRun, changes);
    const { maxConcurrency } = frame.children.mapRun;
    const limit = maxConcurrency === 0 ? MAX_CONCURRENCY : Math.min(maxConcurrency, MAX_CONCURRENCY);
    frame.children = { ...frame.children, limit };
    turn.touched.add(frame.path);
    turn.changedRuns.add(frame.path);
    return true;
  }
  return false;
}
