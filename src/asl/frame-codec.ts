/**
 * Frames as rows: one row per live frame, and one per branch that is done while its Parallel or Map still runs.
 * The row of a Parallel or Map is written once: how far it is follows from the rows of its branches, so that finishing
 * one of 10,000 iterations writes one small row.
 */
import type { Children, Execution, Frame, ItemEnd, MapRun, TaskCall, TaskWait, Wait } from './execution.ts';
import { countEnd, emptyTally } from './execution.ts';
import type { Json } from './json.ts';
import { Payload } from './payload.ts';
import { indexOf } from './position.ts';
import { visibleVariables } from './turn.ts';

export interface StoredFrame {
  readonly path: string;
  /** JSON text. */
  readonly body: string;
}

/** The row for `path`: of the live frame, of a finished branch that is still needed, or undefined for neither. */
export function frameBody(execution: Execution, path: string): string | undefined {
  const frame = execution.frames.get(path);
  if (frame !== undefined) return liveBody(frame);
  const cut = path.lastIndexOf('.');
  if (cut < 0) return undefined;
  const result = execution.frames.get(path.slice(0, cut))?.children?.results[Number(path.slice(cut + 1))];
  if (result === undefined) return undefined;
  const end = execution.frames.get(path.slice(0, cut))?.children?.mapRun?.ended[Number(path.slice(cut + 1))];
  const tail = end === undefined ? '' : `,"end":${JSON.stringify(end)}`;
  return `{"done":${result.quoted}${tail}}`;
}

function liveBody(frame: Frame): string {
  const { children } = frame;
  const { path: _, input: __, inherited: ___, children: ____, wait, ...plain } = frame;
  const head = JSON.stringify({ ...plain, wait: storedWait(wait) }).slice(0, -1);
  const tail = children === undefined ? '' : `,"children":${childrenBody(children)}`;
  return `${head},"input":${frame.input.quoted}${tail}}`;
}

function childrenBody({ kind, total, limit, input, items, mapRun }: Children): string {
  const plain = JSON.stringify({
    kind,
    total,
    limit,
    ...(items !== undefined && { items }),
    ...(mapRun !== undefined && { mapRun: { ...mapRun, nextItem: 0, ended: [], tally: emptyTally() } }),
  }).slice(0, -1);
  return `${plain},"input":${input.quoted}}`;
}

/** A wait whose request holds text in place of a payload. */
type StoredWait = Exclude<Wait, TaskWait> | null | (Omit<TaskWait, 'request'> & { request?: StoredCall });
type StoredCall = Omit<TaskCall, 'parameters'> & { parameters: string };

function storedWait(wait: Wait | null): StoredWait {
  if (wait?.on !== 'task' || wait.request === undefined) return wait as StoredWait;
  return { ...wait, request: { ...wait.request, parameters: wait.request.parameters.text } };
}

function restoredWait(wait: StoredWait): Wait | null {
  if (wait?.on !== 'task' || wait.request === undefined) return wait as Wait | null;
  return { ...wait, request: { ...wait.request, parameters: Payload.fromText(wait.request.parameters) } };
}

type LiveBody = Omit<Frame, 'path' | 'input' | 'inherited' | 'children' | 'wait'> & {
  input: string;
  wait: StoredWait;
  children?: {
    kind: Children['kind'];
    total: number;
    limit: number;
    input: string;
    items?: Json[];
    mapRun?: MapRun;
  };
};

/** Puts the frames of rows into an execution that has none yet. */
export function restoreFrames(execution: Execution, rows: readonly StoredFrame[]): void {
  // A parent's path is shorter than its branches': parents first.
  const ordered = [...rows].sort((a, b) => depth(a.path) - depth(b.path) || comparePaths(a.path, b.path));
  for (const { path, body } of ordered) {
    const stored = JSON.parse(body) as LiveBody | DoneBody;
    const cut = path.lastIndexOf('.');
    const parent = cut < 0 ? undefined : execution.frames.get(path.slice(0, cut));
    if ('done' in stored) restoreDone(parent, path, stored);
    else restoreLive(execution, parent, path, stored);
  }
}

interface DoneBody {
  done: string;
  /** Of a map run. */
  end?: ItemEnd;
}

function restoreDone(parent: Frame | undefined, path: string, { done, end }: DoneBody): void {
  const children = parent?.children;
  if (children === undefined) throw new Error(`the finished branch ${path} has no parent`);
  const index = Number(path.slice(path.lastIndexOf('.') + 1));
  children.results[index] = Payload.fromText(done);
  children.next = Math.max(children.next, index + 1);
  if (children.mapRun === undefined || end === undefined) return;
  countEnd(children.mapRun, index, end);
  children.mapRun.nextItem += end.items;
}

function restoreLive(execution: Execution, parent: Frame | undefined, path: string, stored: LiveBody): void {
  const { input, children, wait, ...plain } = stored;
  const frame: Frame = {
    ...plain,
    path,
    wait: restoredWait(wait),
    input: Payload.fromText(input),
    inherited: parent === undefined ? {} : visibleVariables(parent),
    ...(children !== undefined && {
      children: { ...children, input: Payload.fromText(children.input), next: 0, running: 0, results: [] },
    }),
  };
  execution.frames.set(path, frame);
  if (parent?.children === undefined) return;
  parent.children.running++;
  parent.children.next = Math.max(parent.children.next, indexOf(frame) + 1);
  if (frame.wait?.on === 'item' && parent.children.mapRun !== undefined) {
    parent.children.mapRun.nextItem += frame.wait.to - frame.wait.from;
  }
}

function depth(path: string): number {
  return path.split('.').length;
}

/** By the numbers in the path, so that frames come back in the order in which they were started. */
function comparePaths(a: string, b: string): number {
  const x = a.split('.').map(Number);
  const y = b.split('.').map(Number);
  for (let i = 0; i < x.length; i++) {
    const difference = (x[i] as number) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
