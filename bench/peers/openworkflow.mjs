/**
 * openworkflow on its SQLite backend: each step is a durable row. An execution counts as ended when its function has
 * returned, a moment before that is written down: its client would poll for the end once a second.
 */
import { join } from 'node:path';
import { OpenWorkflow } from 'openworkflow';
import { BackendSqlite } from 'openworkflow/sqlite';
import { callFunction } from './call-function.mjs';
import { dataFolder } from './folder.mjs';
import { check, servePeer } from './peer.mjs';

const WORKER_CONCURRENCY = 32;

const backend = BackendSqlite.connect(join(dataFolder(), 'openworkflow.db'));
const openWorkflow = new OpenWorkflow({ backend });
const waiting = new Map();
let started = 0;

/** A call that starts the workflow and resolves when its function has returned. */
function calling(name, isRight, body) {
  const workflow = openWorkflow.defineWorkflow({ name }, async ({ input, step }) => {
    const result = await body(input, step);
    waiting.get(input.id)?.(result);
    waiting.delete(input.id);
    return result;
  });
  return async () => {
    const id = started++;
    const ended = new Promise((resolve) => waiting.set(id, resolve));
    await workflow.run({ id });
    const result = await ended;
    check(isRight(result), result);
  };
}

const w1 = calling(
  'w1',
  (result) => typeof result.id === 'number',
  async (input, step) => {
    let data = input;
    for (let i = 0; i < 10; i++) data = await step.run({ name: `s${i}` }, async () => data);
    return data;
  },
);
const w4 = calling(
  'w4',
  (result) => result.ok === true,
  async (_, step) => step.run({ name: 'call' }, callFunction),
);

await openWorkflow.newWorker({ concurrency: WORKER_CONCURRENCY }).start();
servePeer({ w1, w4 });
