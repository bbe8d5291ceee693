/**
 * A server over a store with very many closed executions, written into the store directly, as starting them one by one
 * would take minutes. What each one is follows from its number, so that a test knows what a search has to find.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/store/sqlite/store.ts';
import { EMPTY_BATCH, type ExecutionRow, type ExecutionStatus } from '../../src/store/store.ts';
import { callApi, startTestServer } from './server.ts';

const ROLE = 'arn:aws:iam::123456789012:role/console';
const HEAD = 'arn:aws:states:us-east-1:123456789012';
const DEFINITION = JSON.stringify({ StartAt: 'Work', States: { Work: { Type: 'Pass', End: true } } });
const BATCH_ROWS = 5_000;
/** One started every so often, the last of them just now. */
const EVERY_MS = 2_000;

export const MACHINES = ['BookFlight', 'ChargeCard', 'PackParcel', 'SendInvoice', 'SettleRefund'] as const;

/** What the execution with this number is; `n` counts from 0, the oldest. */
export interface Made {
  readonly name: string;
  readonly machine: (typeof MACHINES)[number];
  readonly status: ExecutionStatus;
  readonly error?: string;
  readonly cause?: string;
  readonly customer: number;
}

export function madeExecution(n: number): Made {
  const machine = MACHINES[n % MACHINES.length] as Made['machine'];
  const made = { name: `run-${String(n).padStart(6, '0')}`, machine, customer: n % 5_000 };
  if (n % 50 === 7) return { ...made, status: 'FAILED', error: 'Bank.Declined', cause: `Card ${n} was declined` };
  if (n % 500 === 11) return { ...made, status: 'TIMED_OUT', error: 'States.Timeout' };
  if (n % 1_000 === 13) return { ...made, status: 'ABORTED', error: 'Operator', cause: 'Not needed any more' };
  return { ...made, status: 'SUCCEEDED' };
}

export interface ManyExecutions {
  readonly url: string;
  /** Takes the data away, too. */
  close(): Promise<void>;
}

export async function startWithExecutions(count: number): Promise<ManyExecutions> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-many-'));
  const config = { store: 'sqlite', dataDir } as const;
  const first = await startTestServer(config);
  for (const name of MACHINES) {
    await callApi(first.url, 'CreateStateMachine', { name, definition: DEFINITION, roleArn: ROLE });
  }
  await first.close();
  await write(dataDir, count);
  const { url, close } = await startTestServer(config);
  return {
    url,
    close: async () => {
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function write(dataDir: string, count: number): Promise<void> {
  const store = new SqliteStore({ dataDir });
  const { nextExecution } = await store.open();
  const revisions = new Map<string, number>();
  for (const name of MACHINES) {
    revisions.set(name, (await store.stateMachine(`${HEAD}:stateMachine:${name}`))?.currentRevision ?? 0);
  }
  const firstMs = Date.now() - count * EVERY_MS;
  for (let from = 0; from < count; from += BATCH_ROWS) {
    const inserts = Array.from({ length: Math.min(BATCH_ROWS, count - from) }, (_, index) => {
      const n = from + index;
      const made = madeExecution(n);
      return rowOf(made, nextExecution + n, revisions.get(made.machine) as number, firstMs + n * EVERY_MS);
    });
    await store.commit({ ...EMPTY_BATCH, inserts });
  }
  await store.close();
}

function rowOf(made: Made, id: number, revision: number, startMs: number): ExecutionRow {
  const { name, machine, status, error, cause, customer } = made;
  const arn = `${HEAD}:execution:${machine}:${name}`;
  const payload = JSON.stringify({ customer, order: { id: name, lines: 3 }, note: 'as usual' });
  return {
    ...{ id, arn, name, revision, status, startMs, stopMs: startMs + 40 + (id % 900), rootArn: arn, depth: 0 },
    ...{ stateMachineArn: `${HEAD}:stateMachine:${machine}`, input: payload, redriveCount: 0 },
    ...(status === 'SUCCEEDED' && { output: payload }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}
