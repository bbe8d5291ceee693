/** DescribeMapRun, ListMapRuns, UpdateMapRun; ListExecutions of a map run. */
import { describe, expect, it } from 'vitest';
import { InProcessApi, PREFIX } from './in-process-api.fake.ts';

const WAIT = { Type: 'Wait', Seconds: 60, End: true };
const map = (more: object = {}) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      Label: 'Items',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'W',
        States: { W: WAIT },
      },
      End: true,
      ...more,
    },
  },
});

async function running(more: object = {}, input: unknown = [1, 2, 3]) {
  const api = await InProcessApi.start();
  const { stateMachineArn } = await api.create('m', map(more));
  const started = await api.call('StartExecution', { stateMachineArn, name: 'e', input: JSON.stringify(input) });
  await api.test.settle();
  const { mapRuns } = await api.call('ListMapRuns', { executionArn: started['executionArn'] });
  const [run] = mapRuns as { mapRunArn: string }[];
  return { api, executionArn: started['executionArn'] as string, mapRunArn: run?.mapRunArn as string };
}

describe('DescribeMapRun', () => {
  it('shows how the run goes', async () => {
    const { api, executionArn, mapRunArn } = await running({ MaxConcurrency: 2, ToleratedFailureCount: 1 });
    const none = { succeeded: 0, failed: 0, timedOut: 0, aborted: 0, resultsWritten: 0 };
    const rest = { ...none, failuresNotRedrivable: 0, pendingRedrive: 0 };
    expect(await api.call('DescribeMapRun', { mapRunArn })).toEqual({
      mapRunArn,
      executionArn,
      status: 'RUNNING',
      startDate: api.test.ports.nowMs() / 1000,
      maxConcurrency: 2,
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 0,
      itemCounts: { total: 3, pending: 1, running: 2, ...rest },
      executionCounts: { total: 2, pending: 0, running: 2, ...rest },
      redriveCount: 0,
    });
  });

  it('knows only map runs that are there', async () => {
    const { api, mapRunArn } = await running();
    const other = `${mapRunArn.slice(0, -1)}x`;
    expect((await api.refusal('DescribeMapRun', { mapRunArn: other }))[0]).toBe('ResourceNotFound');
    expect((await api.refusal('DescribeMapRun', { mapRunArn }, '999999999999'))[0]).toBe('ResourceNotFound');
    expect((await api.refusal('DescribeMapRun', { mapRunArn: `${PREFIX}:activity:a` }))[0]).toBe('InvalidArn');
  });
});

describe('ListMapRuns', () => {
  it('shows the runs of an execution in pages', async () => {
    const processor = map().States.M;
    const twice = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          End: true,
          Branches: ['A', 'B'].map((label) => ({
            StartAt: `M${label}`,
            States: {
              [`M${label}`]: {
                ...processor,
                Label: label,
                ItemProcessor: { ...processor.ItemProcessor, StartAt: `W${label}`, States: { [`W${label}`]: WAIT } },
              },
            },
          })),
        },
      },
    };
    const api = await InProcessApi.start();
    const { stateMachineArn } = await api.create('m', twice);
    const { executionArn } = await api.call('StartExecution', { stateMachineArn, input: '[1]' });
    await api.test.settle();
    const first = await api.call('ListMapRuns', { executionArn, maxResults: 1 });
    const second = await api.call('ListMapRuns', { executionArn, maxResults: 1, nextToken: first['nextToken'] });
    const runs = [
      ...(first['mapRuns'] as { stateMachineArn: string }[]),
      ...(second['mapRuns'] as { stateMachineArn: string }[]),
    ];
    expect(runs.map((run) => run.stateMachineArn).sort()).toEqual([
      `${PREFIX}:stateMachine:m/A`,
      `${PREFIX}:stateMachine:m/B`,
    ]);
    expect(second['nextToken']).toBeUndefined();
  });

  it('knows only executions that are there', async () => {
    const { api, executionArn } = await running();
    expect((await api.refusal('ListMapRuns', { executionArn: `${executionArn}x` }))[0]).toBe('ExecutionDoesNotExist');
  });
});

describe('UpdateMapRun', () => {
  it('changes a run that goes on, and needs something to change', async () => {
    const { api, mapRunArn } = await running({ MaxConcurrency: 1 });
    expect(await api.call('UpdateMapRun', { mapRunArn, maxConcurrency: 3 })).toEqual({});
    await api.test.settle();
    expect((await api.call('DescribeMapRun', { mapRunArn }))['itemCounts']).toMatchObject({ running: 3 });
    expect(await api.call('UpdateMapRun', { mapRunArn })).toMatchObject({ reason: 'MISSING_REQUIRED_PARAMETER' });
    await api.test.advance(100);
    expect(await api.call('UpdateMapRun', { mapRunArn, maxConcurrency: 1 })).toMatchObject({
      reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN',
    });
  });
});

describe('ListExecutions of a map run', () => {
  it('shows its executions with the ARN of the run', async () => {
    const { api, mapRunArn } = await running();
    const { executions } = await api.call('ListExecutions', { mapRunArn });
    expect(executions).toHaveLength(3);
    expect((executions as object[])[0]).toMatchObject({ mapRunArn, stateMachineArn: `${PREFIX}:stateMachine:m/Items` });
  });
});

describe('DescribeStateMachineForExecution of an item', () => {
  it('shows the machine of the run, the run and the label of its Map', async () => {
    const { api, mapRunArn } = await running();
    const { executions } = await api.call('ListExecutions', { mapRunArn });
    const [{ executionArn } = {}] = executions as { executionArn?: string }[];
    expect(await api.call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      ...{ stateMachineArn: `${PREFIX}:stateMachine:m`, name: 'm', definition: JSON.stringify(map()) },
      ...{ mapRunArn, label: 'Items' },
    });
  });
});
