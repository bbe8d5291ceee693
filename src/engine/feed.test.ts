/** The feed: what listeners are told, and when. */
import { describe, expect, it } from 'vitest';
import { TestEngine } from '../testkit/test-engine.ts';
import type { ExecutionChange } from './feed.ts';

const WAITS = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, Next: 'P' }, P: { Type: 'Pass', End: true } } };

async function listening() {
  const t = await TestEngine.start();
  const heard: ExecutionChange[] = [];
  const end = t.engine.feed.subscribe((changes) => heard.push(...changes));
  return { t, heard, end };
}

describe('the feed', () => {
  it('tells of each change once, with the row after it and the new events', async () => {
    const { t, heard } = await listening();
    const arn = await t.createMachine('m', WAITS);
    await t.start(arn, {}, 'e');
    await t.settle();
    expect(heard.map(({ row, events, isNew }) => [row.status, isNew, events.map((e) => e.type)])).toEqual([
      ['RUNNING', true, ['ExecutionStarted', 'WaitStateEntered']],
    ]);
    await t.advance(5);
    expect(heard.slice(1).map(({ row, isNew }) => [row.status, isNew])).toEqual([['SUCCEEDED', false]]);
    expect(heard[1]?.events.map((event) => event.id)).toEqual([3, 4, 5, 6]);
  });

  it('tells nothing after the subscription has ended', async () => {
    const { t, heard, end } = await listening();
    end();
    const arn = await t.createMachine('m', WAITS);
    await t.start(arn, {}, 'e');
    await t.settle();
    expect(heard).toEqual([]);
  });
});
