/**
 * Makes the data of this release: `node test/data/make.ts` writes `test/data/<version>/`, to be committed once with the
 * release and never changed. It refuses to replace what is there.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TaskOutcome, TaskRequest } from '../../src/integrations/integration.ts';
import { SqliteStore } from '../../src/store/sqlite/store.ts';
import { failWith, REALM, TestEngine } from '../../src/testkit/test-engine.ts';
import { ACTIVITY, type StoredWaiting, WAITING } from './waiting.ts';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const target = fileURLToPath(new URL(`test/data/${version}/`, root));
if (existsSync(target)) throw new Error(`${target} is there already; the data of a release are made once`);

const dataDir = mkdtempSync(join(tmpdir(), 'stairwell-data-'));
try {
  const stored = await fill(dataDir);
  mkdirSync(target);
  cpSync(join(dataDir, 'stairwell.db'), join(target, 'stairwell.db'));
  writeFileSync(join(target, 'waiting.json'), `${JSON.stringify(stored, null, 2)}\n`);
} finally {
  rmSync(dataDir, { recursive: true });
}

async function fill(folder: string): Promise<StoredWaiting[]> {
  const tokens: string[] = [];
  const t = await TestEngine.start({
    store: new SqliteStore({ dataDir: folder }),
    service: (request) => answer(request, tokens),
  });
  await t.engine.registry.createActivity(REALM, { name: 'Review', configuration: '{}' });
  const stored: StoredWaiting[] = [];
  for (const [name, { definition, input = {}, needs, output }] of Object.entries(WAITING)) {
    const arn = await t.createMachine(name, definition);
    const executionArn = await t.start(arn, input, 'waiting');
    await until(() => t.engine.idle || t.engine.load.callsInFlight > 0);
    if (name === 'ActivityTaken') tokens.push(await takeTask(t));
    if (name === 'ChildToken') tokens.push(await tokenOfChild(t, executionArn));
    stored.push({ name, executionArn, ...(needs !== undefined && { needs }), tokens: tokens.splice(0), output });
  }
  // As a crash would: calls are under way and stay unanswered.
  await t.store.close();
  return stored;
}

/** What is asked to fail fails, what is asked to hang is never answered, and tokens are kept. */
function answer({ parameters }: TaskRequest, tokens: string[]): TaskOutcome | Promise<TaskOutcome> {
  const { fail, hang, Payload } = parameters.value as { fail?: true; hang?: true; Payload?: { token?: string } };
  if (fail) return failWith('NotYet', 'The service is not there yet.');
  if (hang) return new Promise(() => {});
  if (Payload?.token !== undefined) tokens.push(Payload.token);
  return { type: 'succeeded', result: parameters };
}

/** A worker takes the task that waits, and goes on with it beyond the end of this process. */
async function takeTask(t: TestEngine): Promise<string> {
  const task = await t.engine.getActivityTask(ACTIVITY, 'worker');
  if (task === undefined) throw new Error('no task waits');
  return task.taskToken;
}

async function tokenOfChild(t: TestEngine, parentArn: string): Promise<string> {
  const [child] = await t.engine.listExecutions({ parentArn, limit: 1 });
  if (child === undefined) throw new Error('no child was started');
  const { input } = await t.engine.describeExecution(child.arn);
  return (JSON.parse(input) as { token: string }).token;
}

async function until(holds: () => boolean): Promise<void> {
  for (let times = 0; times < 3; times = holds() ? times + 1 : 0) await new Promise((resolve) => setImmediate(resolve));
}
