import { describe, expect, it } from 'vitest';
import { FakeApi, type Scheduled } from '../../../test/support/fake-api.ts';
import { createTerminal } from '../terminal.ts';
import { demo } from './demo.ts';

const TIMETABLE: Scheduled[] = [
  { machine: 'FulfilOrder', start: 0, stop: 3, output: '{"done":true}' },
  { machine: 'ReserveStock', start: 0, stop: 1, parent: 'FulfilOrder', resource: 'startExecution.sync:2' },
  {
    machine: 'RedeemCoupon',
    start: 0,
    stop: 1,
    error: 'Late',
    parent: 'FulfilOrder',
    resource: 'startExecution.sync',
    caught: true,
  },
  { machine: 'NotifyCustomer', start: 2, stop: 4, parent: 'FulfilOrder', resource: 'startExecution' },
];

function screen(isTTY: boolean) {
  const written: string[] = [];
  const output = { isTTY, columns: 100, rows: 30, write: (text: string) => written.push(text) };
  return { written, text: () => written.join(''), terminal: createTerminal(output, { NO_COLOR: '1' }) };
}

async function run(api: FakeApi, isTTY: boolean) {
  const { written, text, terminal } = screen(isTTY);
  const signal = new AbortController().signal;
  const url = 'http://127.0.0.1:8083';
  await demo({ client: api, url, region: 'us-east-1', terminal, signal, intervalMs: 0 });
  return { written, text: text() };
}

describe('demo', () => {
  it('deploys and runs the examples on an empty server, and shows how to go on', async () => {
    const api = new FakeApi(TIMETABLE);
    const { text } = await run(api, true);
    expect(api.machines).toContain('FulfilOrder');
    expect(text).toContain('└─ NotifyCustomer  startExecution');
    expect(text).toContain('(caught) Late');
    expect(text).toContain(
      'list-executions --state-machine-arn arn:aws:states:us-east-1:123456789012:stateMachine:FulfilOrder',
    );
  });

  it('draws in place on a terminal until the last child is closed', async () => {
    const { written } = await run(new FakeApi(TIMETABLE), true);
    const frames = written.filter((text) => text.includes('EXECUTION'));
    expect(frames.length).toBeGreaterThan(3);
    expect(frames.slice(1).every((frame) => frame.startsWith('\u001b['))).toBe(true);
    expect(frames.at(-1)).not.toContain('RUNNING');
  });

  it('writes plain lines elsewhere: each change, then the tree once', async () => {
    const { text } = await run(new FakeApi(TIMETABLE), false);
    expect(text).not.toContain('\u001b');
    expect(text.match(/EXECUTION {2}/g)).toHaveLength(1);
    expect(text).toMatch(
      /▶ RUNNING ReserveStock \(startExecution.sync:2\)\n[\s\S]*✔ SUCCEEDED ReserveStock .* after 1\.0 s/,
    );
  });

  it('only says what goes on when there is something already', async () => {
    const api = new FakeApi(TIMETABLE, ['FulfilOrder', 'NotifyCustomer']);
    const { text } = await run(api, true);
    expect(api.machines).toHaveLength(2);
    expect(text).toContain('Found 2 state machines. Resumed 2 executions where they stopped.');
  });

  it('says when nothing was running', async () => {
    const { text } = await run(new FakeApi([], ['Idle']), true);
    expect(text).toContain('Found 1 state machine. No execution was running.');
  });

  it('ends when the server is told to stop', async () => {
    const { terminal } = screen(true);
    const ending = new AbortController();
    const api = new FakeApi(TIMETABLE);
    const running = demo({ client: api, url: '', region: '', terminal, signal: ending.signal, intervalMs: 60_000 });
    setImmediate(() => ending.abort());
    await expect(running).rejects.toThrow();
  });
});
