/** DBOS Transact on PostgreSQL: each step and each workflow's end is a row that is committed before the next begins. */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { callFunction } from './call-function.mjs';
import { check, servePeer } from './peer.mjs';
import { startPostgres } from './postgres.mjs';

const ITEMS = 1000;

const w1 = DBOS.registerWorkflow(
  async (input) => {
    let data = input;
    for (let i = 0; i < 10; i++) data = await DBOS.runStep(async () => data, { name: `s${i}` });
    return data;
  },
  { name: 'w1' },
);
const child = DBOS.registerWorkflow(async (input) => DBOS.runStep(async () => input, { name: 's' }), { name: 'child' });
const w2 = DBOS.registerWorkflow(async (input) => child(input), { name: 'w2' });
const w3 = DBOS.registerWorkflow(
  async (items) => Promise.all(items.map((item, i) => DBOS.runStep(async () => item, { name: `i${i}` }))),
  { name: 'w3' },
);
const w4 = DBOS.registerWorkflow(async () => DBOS.runStep(callFunction, { name: 'call' }), { name: 'w4' });

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: `${await startPostgres()}/dbos`,
  systemDatabasePoolSize: 20,
  logLevel: 'error',
  runAdminServer: false,
});
await DBOS.launch();

const items = Array.from({ length: ITEMS }, (_, i) => ({ i }));
servePeer({
  async w1() {
    const result = await w1({ hello: 'world' });
    check(result.hello === 'world', result);
  },
  async w2() {
    const result = await w2({ a: 1 });
    check(result.a === 1, result);
  },
  async w3() {
    const result = await w3(items);
    check(result.length === ITEMS && result.at(-1).i === ITEMS - 1, result);
  },
  async w4() {
    const result = await w4();
    check(result.ok === true, result);
  },
});
