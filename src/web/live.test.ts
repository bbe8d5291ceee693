/** Live changes, over an engine with virtual time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExecutionChange, Feed } from '../engine/feed.ts';
import { TestEngine } from '../testkit/test-engine.ts';
import { VirtualPorts } from '../testkit/virtual-ports.ts';
import { createWebApp } from './app.ts';
import { createLive, type Live } from './live.ts';

const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const PARENT = {
  StartAt: 'Nest',
  States: {
    Nest: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync',
      Parameters: { StateMachineArn: CHILD, Input: {} },
      End: true,
    },
  },
};

interface Message {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Takes the events apart; comments are left out. */
function messages(text: string): Message[] {
  return [...text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, event = '', data = '']) => ({
    event,
    data: JSON.parse(data) as Record<string, unknown>,
  }));
}

async function textOf(response: Response): Promise<string> {
  return response.text();
}

describe('GET /live', () => {
  let t: TestEngine;
  let live: Live;

  beforeEach(async () => {
    t = await TestEngine.start();
    live = createLive({ feed: t.engine.feed, ports: t.ports, maxReaders: 3 });
    await t.createMachine('child', { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } });
    await t.createMachine('parent', PARENT);
  });
  afterEach(() => live.close());

  const ask = (query: string) => createWebApp([live.routes]).request(`/live?${query}`);
  const arnOf = (machine: string) => CHILD.replace(/child$/, machine);

  it('sends the changes of one execution, one event for each moment', async () => {
    const arn = arnOf('child').replace(':stateMachine:', ':execution:');
    const response = await ask(`executionArn=${encodeURIComponent(`${arn}:e`)}`);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await t.start(arnOf('child'), {}, 'other');
    await t.start(arnOf('child'), {}, 'e');
    await t.advance(100);
    live.close();
    const seen = messages(await textOf(response));
    const common = { executionArn: `${arn}:e`, rootArn: `${arn}:e`, stateMachineArn: arnOf('child'), name: 'e' };
    const { startMs, stopMs = 0 } = await t.engine.describeExecution(`${arn}:e`);
    const start = { ...common, startDate: startMs / 1000 };
    expect(seen).toEqual([
      {
        event: 'change',
        data: {
          ...start,
          status: 'RUNNING',
          isNew: true,
          lastEventId: 2,
          types: ['ExecutionStarted', 'WaitStateEntered'],
        },
      },
      {
        event: 'change',
        data: {
          ...{ ...start, status: 'SUCCEEDED', stopDate: stopMs / 1000, isNew: false, lastEventId: 4 },
          types: ['WaitStateExited', 'ExecutionSucceeded'],
        },
      },
    ]);
  });

  it('says the error of what failed', async () => {
    const response = await ask('list=1');
    await t.createMachine('failing', { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Bank.Declined' } } });
    await t.start(arnOf('failing'));
    await t.advance(100);
    live.close();
    expect(messages(await textOf(response)).at(-1)?.data).toMatchObject({ status: 'FAILED', error: 'Bank.Declined' });
  });

  it('sends those of a tree, and those of all', async () => {
    const root = arnOf('parent').replace(':stateMachine:', ':execution:');
    const tree = await ask(`rootArn=${encodeURIComponent(`${root}:r`)}`);
    const list = await ask('list=1');
    await t.start(arnOf('parent'), {}, 'r');
    await t.start(arnOf('child'), {}, 'alone');
    await t.advance(1);
    live.close();
    const machines = async (response: Response) =>
      messages(await textOf(response)).map(({ data }) => String(data['stateMachineArn']).split(':').pop());
    const inTree = messages(await textOf(tree));
    expect(inTree.map(({ data }) => [data['rootArn'], data['parentArn']])).toEqual([
      [`${root}:r`, undefined],
      [`${root}:r`, `${root}:r`],
    ]);
    expect((await machines(list)).sort()).toEqual(['child', 'child', 'parent']);
  });

  it('tells a change within 250 ms', async () => {
    const response = await ask('list=1');
    const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    await reader.read();
    await t.start(arnOf('child'));
    await t.settle();
    t.ports.moveTo(t.ports.nowMs() + 250);
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toMatch(/^event: change/);
    await reader.cancel();
    expect(live.readerCount).toBe(0);
  });

  it('sends a comment every 15 seconds', async () => {
    const response = await ask('list=1');
    await t.advance(46);
    live.close();
    expect((await textOf(response)).match(/^: still here$/gm)).toHaveLength(3);
  });

  it('listens to the feed only while somebody reads', async () => {
    expect(t.engine.feed.isHeard).toBe(false);
    const response = await ask('list=1');
    expect(t.engine.feed.isHeard).toBe(true);
    await response.body?.cancel();
    expect([t.engine.feed.isHeard, live.readerCount]).toEqual([false, 0]);
  });

  it.each(['', 'list=2', 'list=1&rootArn=a', 'executionArn='])('refuses the query %o', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });

  it('refuses more readers than it has room for, and all when it is closed', async () => {
    const responses = await Promise.all(['list=1', 'list=1', 'list=1', 'list=1'].map(ask));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 503]);
    await responses[0]?.body?.cancel();
    expect((await ask('list=1')).status).toBe(200);
    live.close();
    expect((await ask('list=1')).status).toBe(503);
  });

  it('has no reader for HEAD', async () => {
    const response = await createWebApp([live.routes]).request('/live?list=1', { method: 'HEAD' });
    expect([response.status, live.readerCount]).toEqual([200, 0]);
  });
});

describe('a reader that does not read', () => {
  it('costs a bounded amount of memory, and is told of the gap', async () => {
    const ports = new VirtualPorts();
    const feed = new Feed();
    const live = createLive({ feed, ports });
    const response = await createWebApp([live.routes]).request('/live?list=1');
    const change = (id: number): ExecutionChange => {
      const arn = `arn:aws:states:us-east-1:123456789012:execution:m:${id}`;
      const row = { id, arn, name: `${id}`, stateMachineArn: 'm', revision: 1, status: 'RUNNING' as const, startMs: 1 };
      return { row: { ...row, input: '{}', rootArn: arn, depth: 0, redriveCount: 0 }, events: [], isNew: true };
    };
    for (let round = 0; round < 20; round++) {
      feed.publish(Array.from({ length: 1000 }, (_, index) => change(round * 1000 + index)));
      ports.moveTo(ports.nowMs() + 100);
    }
    const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    let text = '';
    while (!text.includes('event: gap')) text += new TextDecoder().decode((await reader.read()).value);
    expect(text.length).toBeLessThan(1_500_000);
    feed.publish([change(99_999)]);
    ports.moveTo(ports.nowMs() + 100);
    expect(new TextDecoder().decode((await reader.read()).value)).toContain(':99999"');
    live.close();
  });
});
