/**
 * Tasks that wait for somebody to complete them with their token: activities, and callbacks. What waits is known from
 * the frames of running executions, so these are looked through, page by page.
 */
import type { JsonObject } from '../../asl/json.ts';
import { isObject } from '../../asl/json.ts';
import { findState } from '../../asl/position.ts';
import type { Realm } from '../../aws/arn.ts';
import type { ExecutionSummary, Store } from '../../store/store.ts';
import type { FramePlace, WaitingFrame } from '../../store/tree-queries.ts';
import type { Catalogue } from '../catalogue.ts';
import { readHistory } from '../history-reader.ts';
import { isOfRealm } from './filter.ts';

export interface OpenTask {
  readonly executionArn: string;
  readonly state: string;
  readonly kind: 'token' | 'activity';
  readonly resource: string;
  readonly path: string;
  readonly executionId: number;
  readonly taskId: number;
  readonly sinceMs: number;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
  /** JSON text of what the task was given. */
  readonly input?: string;
}

export interface OpenTaskQuery {
  readonly kind?: OpenTask['kind'] | undefined;
  readonly executionId?: number | undefined;
  readonly after?: FramePlace | undefined;
  readonly limit: number;
  /** Whether to read what the tasks were given, and the exact time, from their histories. */
  readonly withDetails: boolean;
}

/** Frames that one call looks at. */
const STEPS = 10;
const STEP_FRAMES = 500;

type Parts = { readonly store: Store; readonly catalogue: Catalogue };

/** `next`: where the next page starts; undefined at the end. */
export async function openTasks(
  parts: Parts,
  realm: Realm,
  { kind, executionId, after, limit, withDetails }: OpenTaskQuery,
): Promise<{ tasks: OpenTask[]; next: FramePlace | undefined }> {
  const tasks: OpenTask[] = [];
  let place = after;
  for (let step = 0; step < STEPS; step++) {
    const of = executionId === undefined ? {} : { executionId };
    const frames = await parts.store.waitingFrames({ ...of, ...(place && { after: place }), limit: STEP_FRAMES });
    const rows = await parts.store.executionsById([...new Set(frames.map((frame) => frame.executionId))]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const frame of frames) {
      place = { executionId: frame.executionId, path: frame.path };
      const row = byId.get(frame.executionId);
      if (row === undefined || !isOfRealm(realm, row.arn)) continue;
      const task = await openTask(parts, row, frame, withDetails);
      if (task !== undefined && (kind === undefined || task.kind === kind)) tasks.push(task);
      if (tasks.length === limit) return { tasks, next: place };
    }
    if (frames.length < STEP_FRAMES) return { tasks, next: undefined };
  }
  return { tasks, next: place };
}

interface Waiting {
  readonly state: string;
  readonly enteredMs: number;
  readonly wait: { on: string; taskId: number; timeoutMs?: number; heartbeatMs?: number } | null;
}

async function openTask(
  { store, catalogue }: Parts,
  row: ExecutionSummary,
  { path, body }: WaitingFrame,
  withDetails: boolean,
): Promise<OpenTask | undefined> {
  const { state: name, enteredMs, wait } = JSON.parse(body) as Waiting;
  if (wait?.on !== 'task' || row.status !== 'RUNNING') return undefined;
  const program = catalogue.programOf(row, await catalogue.revision(row.revision));
  const state = findState(program.scope, (candidate) => candidate.name === name);
  const resource = state?.type === 'Task' ? state.resource : undefined;
  const isToken = resource?.kind === 'service' && resource.pattern === 'waitForTaskToken';
  if (resource === undefined || (resource.kind !== 'activity' && !isToken)) return undefined;
  const scheduled = withDetails ? await scheduledEvent(store, row.id, wait.taskId) : undefined;
  const { timeoutMs, heartbeatMs, taskId } = wait;
  return {
    ...{ executionArn: row.arn, executionId: row.id, path, taskId, state: name, resource: resource.arn },
    kind: isToken ? 'token' : 'activity',
    sinceMs: scheduled?.atMs ?? enteredMs,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(heartbeatMs !== undefined && { heartbeatMs }),
    ...(scheduled?.input !== undefined && { input: scheduled.input }),
  };
}

/** What the event that scheduled the task says. */
async function scheduledEvent(
  store: Store,
  executionId: number,
  eventId: number,
): Promise<{ atMs: number; input: string | undefined } | undefined> {
  const request = { fromEventId: eventId, reverse: false, maxResults: 1, includeExecutionData: true };
  const [text] = (await readHistory(store, executionId, request)).events;
  if (text === undefined) return undefined;
  const event = JSON.parse(text) as JsonObject;
  const details = event['taskScheduledEventDetails'] ?? event['activityScheduledEventDetails'];
  const input = isObject(details) ? (details['parameters'] ?? details['input']) : undefined;
  return { atMs: Number(event['timestamp']) * 1000, input: typeof input === 'string' ? input : undefined };
}
