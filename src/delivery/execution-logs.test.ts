/** Which records of which executions reach the destination. */
import { describe, expect, it } from 'vitest';
import type { ExecutionChange } from '../engine/feed.ts';
import { failWith, REALM, TestEngine } from '../testkit/test-engine.ts';
import { parts, RememberingSink, settle } from './delivery.fixture.ts';
import { ExecutionLogs } from './execution-logs.ts';

const GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/g:*';
const FAILS = {
  StartAt: 'T',
  States: {
    T: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'F' }],
      Next: 'F',
    },
    F: { Type: 'Fail', Error: 'Gone', Cause: 'it is' },
  },
};

type Type = 'STANDARD' | 'EXPRESS';

async function logging(level: string, { includeExecutionData = false, type = 'STANDARD' as Type } = {}) {
  const t = await TestEngine.start({ service: () => failWith('Broken', 'by hand') });
  const sink = new RememberingSink();
  const { log, drops } = parts();
  const revisionOf = (id: number) => t.store.revision(id);
  const logs = new ExecutionLogs({ sink, processId: '1f0a9c3e', revisionOf, drops, log });
  t.engine.feed.subscribe(logs.listen);
  const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn: GROUP } }];
  const configuration = JSON.stringify({ loggingConfiguration: { level, includeExecutionData, destinations } });
  const request = { name: 'm', definition: JSON.stringify(FAILS), roleArn: 'arn:aws:iam::123456789012:role/r' };
  const { arn } = await t.engine.createStateMachine(REALM, { ...request, type, configuration });
  const records = () => sink.entries.map(({ record }) => JSON.parse(record));
  return { t, arn, sink, records, drops };
}

const types = (records: { type: string }[]) => records.map(({ type }) => type);

describe('execution logs', () => {
  it('of level ALL hold the whole history, in order', async () => {
    const { t, arn, records } = await logging('ALL');
    const executionArn = await t.start(arn, { secret: 1 }, 'e');
    await t.finish(executionArn);
    const history = await t.history(executionArn);
    expect(types(records())).toEqual(types(history));
    expect(records().map(({ id, previous_event_id }) => [id, previous_event_id])).toEqual(
      history.map(({ id, previousEventId }) => [String(id), String(previousEventId)]),
    );
    expect(records().every(({ execution_arn }) => execution_arn === executionArn)).toBe(true);
    expect(JSON.stringify(records())).not.toContain('secret');
  });

  it.each([
    ['ERROR', ['LambdaFunctionFailed', 'FailStateEntered', 'ExecutionFailed']],
    ['FATAL', ['ExecutionFailed']],
    ['OFF', []],
  ])('of level %s hold %j', async (level, expected) => {
    const { t, arn, records } = await logging(level);
    await t.finish(await t.start(arn, {}, 'e'));
    expect(types(records())).toEqual(expected);
  });

  it('hold inputs and outputs when execution data is included', async () => {
    const { t, arn, records } = await logging('ALL', { includeExecutionData: true });
    await t.finish(await t.start(arn, { a: 1 }, 'e'));
    expect(records()[0].details.input).toBe('{"a":1}');
  });

  it('go to the log group of the machine, into a stream of the machine and the hour', async () => {
    const { t, arn, sink } = await logging('FATAL');
    await t.finish(await t.start(arn, {}, 'e'));
    expect(sink.entries[0]).toMatchObject({
      group: { name: '/aws/vendedlogs/states/g', region: 'us-east-1', account: '123456789012' },
      stream: 'states/m/2026-01-01-00-00/1f0a9c3e',
    });
  });

  it('are kept of EXPRESS executions, too', async () => {
    const { t, arn, records } = await logging('ERROR', { type: 'EXPRESS' });
    const { arn: executionArn } = await t.engine.startSyncExecution({ stateMachineArn: arn, name: 'e' });
    await settle();
    expect(types(records())).toEqual(['LambdaFunctionFailed', 'FailStateEntered', 'ExecutionFailed']);
    expect(records()[0].execution_arn).toBe(executionArn);
  });

  it('follow an update from the next execution on', async () => {
    const { t, arn, records } = await logging('FATAL');
    await t.finish(await t.start(arn, {}, 'before'));
    const configuration = JSON.stringify({ loggingConfiguration: { level: 'OFF' } });
    await t.engine.updateStateMachine({ stateMachineArn: arn, configuration });
    await t.finish(await t.start(arn, {}, 'after'));
    expect(records()).toHaveLength(1);
  });

  it('count the redrives', async () => {
    const { t, arn, records } = await logging('FATAL');
    const executionArn = await t.start(arn, {}, 'e');
    await t.finish(executionArn);
    await t.engine.redriveExecution(executionArn);
    await t.finish(executionArn);
    expect(records().map(({ redrive_count }) => redrive_count)).toEqual(['0', '1']);
  });

  it('drop what a store that cannot be read keeps them from, and say so', async () => {
    const { log, drops } = parts();
    const sink = new RememberingSink();
    const revisionOf = () => Promise.reject(new Error('closed'));
    const logs = new ExecutionLogs({ sink, processId: 'p', revisionOf, drops, log });
    const change = { row: { revision: 1 }, events: [{ type: 'ExecutionFailed' }], isNew: true };
    logs.listen([change as unknown as ExecutionChange]);
    await settle();
    expect([drops.total, sink.entries.length]).toEqual([1, 0]);
  });
});
