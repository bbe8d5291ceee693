/**
 * How quickly the console shows large executions, in a real Chromium over a server in this process:
 *
 *   node scripts/measure-console.mjs [large] [updates] [filters]          after `npm run build`; all three without words
 *
 * - a tree of depth 200, a tree of width 10,000, and a history of 25,000 events in the timeline and in the events view:
 *   milliseconds from the navigation to the first rows, and the 95th percentile of the frames while it scrolls, 600 pixels a frame;
 *   of both also the processor time of the page's main thread, which does not depend on what else the machine does;
 * - milliseconds from the end of an execution to its status on the screen, the best and the median of some;
 * - milliseconds from the last letter of a filter over 100,000 executions to its rows, the wait for more letters included.
 *
 * Bars: first rows within 1,000 ms; frames at 60 a second take 16.7 ms; the status within 250 ms, filtered rows within 300.
 */

import { launchBrowser } from '../test/support/browser.ts';
import { madeExecution, startWithExecutions } from '../test/support/many-executions.ts';
import { callApi, startTestServer, untilClosed } from '../test/support/server.ts';

const ROLE = 'arn:aws:iam::123456789012:role/console';
const HEAD = 'arn:aws:states:us-east-1:123456789012:stateMachine';
const DEPTH = 200;
const WIDTH = 10_000;
/** Iterations of a Map of one Pass each: four events an item stay below 25,000. */
const ITEMS = 6_240;
const MOST_FRAMES = 300;
const STATUSES = ['FAILED', 'TIMED_OUT', 'ABORTED', 'FAILED,TIMED_OUT', 'TIMED_OUT,ABORTED'];

const definitions = {
  Brief: { StartAt: 'Moment', States: { Moment: { Type: 'Wait', Seconds: 2, End: true } } },
  Deep: {
    StartAt: 'Deeper',
    States: {
      Deeper: {
        Type: 'Choice',
        Choices: [{ Variable: '$.left', NumericGreaterThan: 0, Next: 'Count' }],
        Default: 'Bottom',
      },
      Count: { Type: 'Pass', Parameters: { 'left.$': 'States.MathAdd($.left, -1)' }, Next: 'Nest' },
      Nest: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: `${HEAD}:Deep`, Input: { 'left.$': '$.left' } },
        ResultPath: null,
        End: true,
      },
      Bottom: { Type: 'Succeed' },
    },
  },
  Wide: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'One',
          States: { One: { Type: 'Pass', End: true } },
        },
        ResultPath: null,
        End: true,
      },
    },
  },
  Long: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
        ResultPath: null,
        End: true,
      },
    },
  },
};

const wanted = process.argv.slice(2);
const isWanted = (part) => wanted.length === 0 || wanted.includes(part);

const browser = await launchBrowser();
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
let server;
try {
  if (isWanted('large') || isWanted('updates')) await measureOne();
  if (isWanted('filters')) await measureFilters();
} finally {
  await browser.close();
}

async function measureOne() {
  server = await startTestServer();
  for (const [name, definition] of Object.entries(definitions)) {
    await callApi(server.url, 'CreateStateMachine', { name, definition: JSON.stringify(definition), roleArn: ROLE });
  }
  if (isWanted('updates')) await measureUpdates(5);
  if (isWanted('large')) await measureLarge();
  await server.close();
}

async function measureLarge() {
  const items = (count) => ({ items: Array.from({ length: count }, (_, i) => i) });
  const deep = await run('Deep', { left: DEPTH });
  const wide = await run('Wide', items(WIDTH));
  const long = await run('Long', items(ITEMS));
  await measure('warm-up', deep, 'tree', 'Tree of executions');
  await measure(`tree, depth ${DEPTH}`, deep, 'tree', 'Tree of executions');
  await measure(`tree, width ${WIDTH}`, wide, 'tree', 'Tree of executions');
  await measure('timeline, 25,000 events', long, 'timeline', 'Timeline');
  await measure('events, 25,000 events', long, 'events', 'Events');
  await measure('graph, 25,000 events', long, 'graph', undefined);
}

async function measureFilters() {
  const count = 100_000;
  const many = await startWithExecutions(count);
  await page.goto(`${many.url}/console/executions?roots=false`);
  await page.locator('[role=row][data-key]').first().waitFor();
  const newest = (fits) => {
    for (let n = count - 1; n >= 0; n--) if (fits(madeExecution(n), n)) return madeExecution(n).name;
  };
  // None is asked for twice, as the page would still know the answer.
  const kinds = {
    'a name': (i) => [`name:run-0${10_000 + i}`, (_, n) => n === 10_000 + i],
    'part of names': (i) => [`name:*${i + 10}7`, ({ name }) => name.endsWith(`${i + 10}7`)],
    'a status': (i) => [`status:${STATUSES[i]}`, ({ status }) => STATUSES[i].includes(status)],
    'a state machine': (i) => [`machine:${'*'.repeat(i)}ChargeCard`, ({ machine }) => machine === 'ChargeCard'],
    'an error': (i) => [`error:${'*'.repeat(i)}Bank.*`, ({ error }) => error === 'Bank.Declined'],
    'a text found in one cause': (i) => [`"card ${1007 + 50 * i} was"`, (_, n) => n === 1007 + 50 * i],
    'nothing to be found': (i) => [`nowhere-${i}`],
  };
  const all = [];
  for (const [kind, make] of Object.entries(kinds)) {
    const times = [];
    for (let i = 0; i < 5; i++) {
      const [query, fits] = make(i);
      const before = { server: process.cpuUsage(), page: await mainThreadMs() };
      const ms = await filterMs(query, fits && newest(fits));
      const { user, system } = process.cpuUsage(before.server);
      times.push({ ms, serverMs: (user + system) / 1000, pageMs: (await mainThreadMs()) - before.page });
      await filterMs('', madeExecution(count - 1).name);
    }
    all.push(...times);
    report(kind, times);
  }
  report('any of these', all);
  await many.close();
}

function report(kind, times) {
  const at = (share, of) => {
    const sorted = times.map(of).sort((a, b) => a - b);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  };
  const [p50, p95] = [0.5, 0.95].map((share) => at(share, ({ ms }) => ms));
  const [serverMs, pageMs] = [at(0.5, (one) => one.serverMs), at(0.5, (one) => one.pageMs)];
  console.log(
    `filter by ${kind}: rows after ${p50} ms (p50), ${p95} ms (p95); of the processor: server ${serverMs} ms, page ${pageMs} ms`,
  );
}

/** `first`: the name in the first row; without one, nothing will be found. */
function filterMs(query, first) {
  return page.evaluate(
    ({ text, name }) =>
      new Promise((resolve) => {
        const input = document.querySelector('form[role=search] input');
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        const startMs = performance.now();
        const isThere = () => {
          const chips = document.querySelector('[aria-label=Filters]')?.textContent ?? '';
          if ((chips === '') !== (text === '') || input.value !== text) return false;
          const list = document.querySelector('[aria-label=Executions]');
          if (name === undefined) return list === null && document.querySelector('main h2') !== null;
          if (list?.ariaBusy !== 'false') return false;
          return list.querySelector('[data-key] a')?.textContent === name;
        };
        const look = () => (isThere() ? resolve(performance.now() - startMs) : requestAnimationFrame(look));
        look();
      }),
    { text: query, name: first },
  );
}

/** The server and the browser share a clock here, so that the stored end can be compared with the screen. */
async function measureUpdates(count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const { executionArn } = await start('Brief', {});
    await page.goto(`${server.url}/console/executions/${encodeURIComponent(executionArn)}`);
    const shownMs = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () =>
            document.querySelector('header [data-tone="succeeded"]') === null
              ? setTimeout(look, 2)
              : resolve(Date.now());
          look();
        }),
    );
    const { stopDate } = await callApi(server.url, 'DescribeExecution', { executionArn });
    times.push(shownMs - stopDate * 1000);
  }
  times.sort((a, b) => a - b);
  console.log(
    `status on the screen after ${times[0].toFixed(0)} ms at best, ${times[count >> 1].toFixed(0)} ms in the middle`,
  );
}

function start(name, input) {
  const stateMachineArn = `${HEAD}:${name}`;
  return callApi(server.url, 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
}

async function run(name, input) {
  const started = await start(name, input);
  await untilClosed(server.url, started.executionArn);
  return started.executionArn;
}

async function measure(title, executionArn, view, grid) {
  await page.goto('about:blank');
  const before = await mainThreadMs();
  await page.goto(`${server.url}/console/executions/${encodeURIComponent(executionArn)}?view=${view}`, {
    waitUntil: 'commit',
  });
  const selector = grid === undefined ? '[data-graph] [data-id]' : `[aria-label="${grid}"] [aria-level]`;
  const firstMs = await page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const look = () =>
          document.querySelector(wanted) === null ? requestAnimationFrame(look) : resolve(performance.now());
        look();
      }),
    selector,
  );
  const busyMs = (await mainThreadMs()) - before;
  if (view === 'timeline') await openMap();
  const scroll = grid === undefined ? '' : await scrolled(grid);
  if (title === 'warm-up') return;
  console.log(`${title}: first rows after ${Math.round(firstMs)} ms (main thread ${Math.round(busyMs)} ms)${scroll}`);
}

/** The Map of thousands of items is closed at first. */
async function openMap() {
  await page.locator('[aria-label="Timeline"]').focus();
  for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await page.locator('[aria-label="Timeline"] [aria-level="3"]').first().waitFor();
}

async function mainThreadMs() {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** Scrolls by most of a page with every frame, to the end or for some seconds. */
async function scrolled(grid) {
  const before = await mainThreadMs();
  const { p95Ms, rows, count } = await page.evaluate(
    ({ label, most }) =>
      new Promise((resolve) => {
        const box = document.querySelector(`[aria-label="${label}"]`);
        const frames = [];
        let before = performance.now();
        let still = 0;
        const step = (now) => {
          frames.push(now - before);
          before = now;
          const top = box.scrollTop;
          box.scrollTop += 600;
          still = box.scrollTop === top ? still + 1 : 0;
          if (still < 30 && frames.length < most) return requestAnimationFrame(step);
          frames.sort((a, b) => a - b);
          resolve({
            p95Ms: frames[Math.floor(frames.length * 0.95)],
            rows: box.getAttribute('aria-rowcount'),
            count: frames.length,
          });
        };
        requestAnimationFrame(step);
      }),
    { label: grid, most: MOST_FRAMES },
  );
  const eachMs = ((await mainThreadMs()) - before) / count;
  return `, ${rows} rows scrolled through, 95 % of frames within ${p95Ms.toFixed(1)} ms (main thread ${eachMs.toFixed(1)} ms each)`;
}
