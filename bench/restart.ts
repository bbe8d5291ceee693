/**
 * `npm run bench -- restart`: a server with many running executions is killed, and started again. How soon does it
 * answer, and how late are the timers that come due at and after the start?
 */
import { type CloneOptions, cloneExecutions } from './lib/clone.ts';
import { inWorkshop, judge, numbers, rssMiB, say } from './lib/scale.ts';
import { percentile } from './lib/statistics.ts';
import { firstAnswerSeconds, machineOf, makeTemplate, untilFired, verifyCopies } from './lib/waiters.ts';

const USAGE = 'usage: npm run bench -- restart [options]';
const { running, due, spread } = numbers(USAGE, { running: 100_000, due: 20_000, spread: 20 });

/** Between the filling and the first timer: time to start, be killed, and start again. */
const LEAD_SECONDS = 8;

await inWorkshop(async (workshop) => {
  const dataDir = workshop.folder();
  const templateArn = await makeTemplate(workshop, dataDir);
  say(`filling the store with ${running.toLocaleString('en-US')} running executions`);
  const waiting: CloneOptions = { templateArn, count: running - due, prefix: 'waiting-' };
  await cloneExecutions(dataDir, [waiting]);
  const firstMs = Date.now() + LEAD_SECONDS * 1000;
  const dueMs = (index: number) => firstMs + Math.floor((index * spread * 1000) / due);
  const dueOnes: CloneOptions = { templateArn, count: due, prefix: 'due-', dueMs };
  await cloneExecutions(dataDir, [dueOnes]);

  say('starting the server, killing it, starting it again');
  await workshop.stop(await workshop.launch(dataDir), 'SIGKILL');
  const server = await workshop.launch(dataDir);
  const answerSeconds = await firstAnswerSeconds(server, templateArn);
  const readyMs = Date.now();
  say(`watching ${due.toLocaleString('en-US')} timers over ${spread} s`);
  // What came due while the server was down cannot have fired before it was up.
  const expectedMs = (name: string) => Math.max(dueMs(Number(name.slice('due-'.length))), readyMs);
  const { seconds, latenessMs } = await untilFired(server.client, machineOf(templateArn), due, expectedMs, spread + 60);
  await verifyCopies(server.client, dueOnes, waiting);

  judge([
    { what: 'first answer after the kill', figure: answerSeconds, unit: 's', atMost: 5 },
    { what: 'all timers have fired after', figure: seconds, unit: 's', atMost: LEAD_SECONDS + spread + 30 },
    { what: 'a timer is late, p50', figure: percentile(latenessMs, 0.5), unit: 'ms' },
    { what: 'a timer is late, p99', figure: percentile(latenessMs, 0.99), unit: 'ms', atMost: 1000 },
    { what: 'resident memory', figure: rssMiB(server), unit: 'MiB' },
  ]);
});
