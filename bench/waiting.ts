/**
 * `npm run bench -- waiting`: a store full of executions that wait. How much memory does the server take, how soon does
 * it answer after a start, and how soon has it fired what is due? Some of the executions are started over HTTP
 * afterwards, to see that those leave memory as well.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type CloneOptions, cloneExecutions } from './lib/clone.ts';
import { closedLoop } from './lib/closed-loop.ts';
import { inWorkshop, judge, numbers, rssMiB, type Server, say } from './lib/scale.ts';
import { firstAnswerSeconds, machineOf, makeTemplate, untilFired, verifyCopies } from './lib/waiters.ts';

const USAGE = 'usage: npm run bench -- waiting [options]';
const { count, due, started } = numbers(USAGE, { count: 1_000_000, due: 10_000, started: 30_000 });

const FIRE_WITHIN_SECONDS = 120;
const CALLERS = 64;

await inWorkshop(async (workshop) => {
  const dataDir = workshop.folder();
  const templateArn = await makeTemplate(workshop, dataDir);
  say(`filling the store with ${count.toLocaleString('en-US')} waiting executions`);
  const now = Date.now();
  const dueOnes: CloneOptions = { templateArn, count: due, prefix: 'due-', dueMs: () => now };
  const waiting = {
    templateArn,
    count: count - due - started - 1,
    prefix: 'waiting-',
    dueMs: (i: number) => now + 86_400_000 + i,
  };
  await cloneExecutions(dataDir, [waiting, dueOnes]);

  say('starting the server');
  const server = await workshop.launch(dataDir);
  const answerSeconds = await firstAnswerSeconds(server, templateArn);
  const fired = await untilFired(server.client, machineOf(templateArn), due, () => now, FIRE_WITHIN_SECONDS);
  await verifyCopies(server.client, dueOnes, waiting);
  const afterStart = await settledMiB(server);
  say(`starting ${started.toLocaleString('en-US')} more over HTTP`);
  await startMore(server, machineOf(templateArn), started);
  const afterMore = await settledMiB(server);

  judge([
    { what: 'first answer after the start', figure: answerSeconds, unit: 's', atMost: 5 },
    { what: `${due} due executions have ended after`, figure: fired.seconds, unit: 's', atMost: 30 },
    { what: 'resident memory after the start', figure: afterStart, unit: 'MiB', atMost: 300 },
    { what: `resident memory after ${started} more starts`, figure: afterMore, unit: 'MiB', atMost: 300 },
  ]);
});

async function startMore(server: Server, machineArn: string, total: number): Promise<void> {
  let next = 0;
  const start = async () => {
    if (next < total) await server.client.startExecution(machineArn, `more-${next++}`, '{"order":"A-1001"}');
  };
  while (next < total) await closedLoop(start, { concurrency: CALLERS, seconds: 1 });
}

/** Memory when the server has had a moment of rest. */
async function settledMiB(server: Server): Promise<number> {
  await sleep(3000);
  return rssMiB(server);
}
