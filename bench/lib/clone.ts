/**
 * Fills a store fast with executions as the engine leaves them: one execution is run by the engine itself, then its rows
 * are written again and again under other keys. The server that owns the folder must not be running.
 */
import { SqliteStore } from '../../src/store/sqlite/store.ts';
import type { Batch, FrameRow, HistoryRow, LoadedExecution } from '../../src/store/store.ts';
import { EMPTY_BATCH } from '../../src/store/store.ts';
import { say } from './scale.ts';

const BATCH_SIZE = 2000;

export interface CloneOptions {
  /** ARN of the execution to copy. */
  readonly templateArn: string;
  readonly count: number;
  /** Names are this and a number from 0. */
  readonly prefix: string;
  /** When the copy of this number is due, for executions that wait for an instant; undefined: as the template is. */
  readonly dueMs?: (index: number) => number;
}

interface Template extends LoadedExecution {
  readonly history: readonly HistoryRow[];
}

export async function cloneExecutions(dataDir: string, all: readonly CloneOptions[]): Promise<void> {
  const store = new SqliteStore({ dataDir });
  let { nextExecution } = await store.open();
  try {
    for (const options of all) {
      const template = await read(store, options.templateArn);
      for (let from = 0; from < options.count; from += BATCH_SIZE) {
        const to = Math.min(options.count, from + BATCH_SIZE);
        await store.commit(copies(template, options, from, to, nextExecution));
        nextExecution += to - from;
        if (to === options.count || to % 100_000 === 0) say(`  ${to.toLocaleString('en-US')} ${options.prefix}`);
      }
    }
  } finally {
    await store.close();
  }
}

/** ARN of a copy. */
export function cloneArn({ templateArn, prefix }: CloneOptions, index: number): string {
  return `${templateArn.slice(0, templateArn.lastIndexOf(':'))}:${prefix}${index}`;
}

async function read(store: SqliteStore, arn: string): Promise<Template> {
  const row = await store.execution(arn);
  const loaded = row === undefined ? undefined : await store.load(row.id);
  if (row === undefined || loaded === undefined) throw new Error(`nothing to copy: ${arn}`);
  if (loaded.inbox.length > 0 || row.parent !== undefined) throw new Error(`${arn} is tied to others`);
  const query = { executionId: row.id, fromEventId: 1, reverse: false, limitEvents: 100_000 };
  return { ...loaded, history: await store.history(query) };
}

function copies(template: Template, options: CloneOptions, from: number, to: number, firstId: number): Batch {
  const batch = {
    ...EMPTY_BATCH,
    inserts: [] as Batch['inserts'][number][],
    framesPut: [] as FrameRow[],
    history: [] as HistoryRow[],
  };
  for (let index = from; index < to; index++) {
    const id = firstId + index - from;
    const arn = cloneArn(options, index);
    const dueMs = options.dueMs?.(index);
    const wakeAtMs = dueMs === undefined ? {} : { wakeAtMs: dueMs };
    batch.inserts.push({ ...template.row, id, arn, rootArn: arn, name: `${options.prefix}${index}`, ...wakeAtMs });
    for (const { path, body } of template.frames) {
      batch.framesPut.push({ executionId: id, path, body: dueMs === undefined ? body : dueAt(body, dueMs) });
    }
    for (const row of template.history) batch.history.push({ ...row, executionId: id });
  }
  return batch;
}

/** The body of a frame that waits for an instant, with another instant. */
function dueAt(body: string, dueMs: number): string {
  const moved = body.replace(/"dueMs":\d+/, `"dueMs":${dueMs}`);
  if (!/"dueMs":\d+/.test(moved)) throw new Error(`a frame without instant: ${body.slice(0, 200)}`);
  return moved;
}
