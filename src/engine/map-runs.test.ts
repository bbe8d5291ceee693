import { describe, expect, test } from 'vitest';
import { succeedWith, TestEngine } from '../testkit/test-engine.ts';

const processor = (ExecutionType: string, States: object, StartAt = 'P') => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
  StartAt,
  States,
});
const PASS = { P: { Type: 'Pass', End: true } };
const map = (extra: object, states: object = PASS, type = 'STANDARD', StartAt = 'P') => ({
  StartAt: 'M',
  States: { M: { Type: 'Map', Label: 'Items', ItemProcessor: processor(type, states, StartAt), End: true, ...extra } },
});

async function mapRunOf(t: TestEngine, executionArn: string) {
  const [run] = await t.engine.listMapRuns(executionArn, { limit: 10 });
  return t.engine.describeMapRun(run?.arn as string);
}

describe.each(['STANDARD', 'EXPRESS'])('Distributed Map with %s executions', (type) => {
  test('runs an execution per item and gives their outputs in order', async () => {
    const t = await TestEngine.start();
    const row = await t.finish(
      await t.start(await t.createMachine('D', map({}, PASS, type)), [1, 'two', { three: 3 }]),
    );
    expect(row.output).toBe('[1,"two",{"three":3}]');
    expect(await t.story(row.arn)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<5 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    const run = await mapRunOf(t, row.arn);
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      executionArn: row.arn,
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:D/Items',
      items: { total: 3, succeeded: 3, pending: 0, running: 0, failed: 0 },
      executions: { total: 3, succeeded: 3 },
    });
    expect(run.arn).toMatch(/^arn:aws:states:us-east-1:123456789012:mapRun:D\/Items:[0-9a-f-]{36}$/);
  });

  test('goes on after a crash', async () => {
    const t = await TestEngine.start();
    const states = { P: { Type: 'Wait', Seconds: 5, End: true } };
    const arn = await t.start(await t.createMachine('D', map({ MaxConcurrency: 2 }, states, type)), [1, 2, 3, 4, 5]);
    for (let i = 0; i < 4; i++) {
      await t.advance(3);
      await t.crash();
    }
    const row = await t.finish(arn);
    expect(row.output).toBe('[1,2,3,4,5]');
    expect((await mapRunOf(t, arn)).items).toMatchObject({ total: 5, succeeded: 5 });
  });

  test('fails when more items fail than it tolerates', async () => {
    const t = await TestEngine.start();
    const states = { P: { Type: 'Fail', Error: 'E' } };
    const row = await t.finish(await t.start(await t.createMachine('D', map({}, states, type)), [1, 2]));
    expect([row.error, row.cause]).toEqual([
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    ]);
    expect((await t.story(row.arn)).slice(4)).toEqual([
      '5<4 MapRunFailed',
      '6<5 MapStateFailed',
      '7<6 ExecutionFailed',
    ]);
    expect((await mapRunOf(t, row.arn)).status).toBe('FAILED');
  });

  test('tolerates what it is told to', async () => {
    const t = await TestEngine.start();
    const states = {
      P: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'F' }], Default: 'S' },
      F: { Type: 'Fail', Error: 'E', Cause: 'C' },
      S: { Type: 'Succeed' },
    };
    const definition = map({ ToleratedFailurePercentage: 34 }, states, type);
    const row = await t.finish(await t.start(await t.createMachine('D', definition), [1, 2, 3]));
    expect(row.output).toBe('[1,{"Error":"E","Cause":"C"},3]');
    expect((await mapRunOf(t, row.arn)).items).toMatchObject({ succeeded: 2, failed: 1 });
  });
});

describe('executions of a map run', () => {
  test('are of their own: ARN, history, parent, map run', async () => {
    const t = await TestEngine.start();
    const selector = { ItemSelector: { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index' } };
    const row = await t.finish(await t.start(await t.createMachine('D', map(selector)), ['a', 'b']));
    const { arn: mapRunArn } = await mapRunOf(t, row.arn);
    const items = await t.engine.listExecutions({ mapRunArn, limit: 10 });
    expect(items.map((item) => item.depth)).toEqual([1, 1]);
    const item = await t.engine.describeExecution(items[1]?.arn as string);
    expect(item.arn).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:D\/Items:[0-9a-f-]{36}$/);
    expect(item).toMatchObject({ input: '{"v":"a","i":0}', mapRunArn, rootArn: row.arn });
    expect((await t.story(item.arn)).length).toBe(4);
  });

  test('are stopped with their parent, and the run is ABORTED', async () => {
    const t = await TestEngine.start();
    const states = { P: { Type: 'Wait', Seconds: 50, End: true } };
    const arn = await t.start(await t.createMachine('D', map({}, states)), [1, 2]);
    await t.settle();
    const { arn: mapRunArn } = await mapRunOf(t, arn);
    await t.engine.stopExecution(arn, {});
    await t.settle();
    const items = await t.engine.listExecutions({ mapRunArn, limit: 10 });
    expect(items.map((item) => item.status)).toEqual(['ABORTED', 'ABORTED']);
    expect(await t.engine.describeMapRun(mapRunArn)).toMatchObject({ status: 'ABORTED', items: { aborted: 2 } });
  });

  test('run at most MaxConcurrency at once, which can be changed meanwhile', async () => {
    const t = await TestEngine.start();
    const states = { P: { Type: 'Wait', Seconds: 10, End: true } };
    const machine = await t.createMachine('D', map({ MaxConcurrency: 1 }, states));
    const arn = await t.start(machine, [1, 2, 3, 4]);
    await t.settle();
    const { arn: mapRunArn, items } = await mapRunOf(t, arn);
    expect(items).toMatchObject({ running: 1, pending: 3 });
    await t.engine.updateMapRun({ mapRunArn, maxConcurrency: 3 });
    await t.settle();
    expect((await t.engine.describeMapRun(mapRunArn)).items).toMatchObject({ running: 3, pending: 1 });
    await t.crash();
    const row = await t.finish(arn);
    expect([row.status, ((row.stopMs as number) - row.startMs) / 1000]).toEqual(['SUCCEEDED', 20]);
    await expect(t.engine.updateMapRun({ mapRunArn, maxConcurrency: 1 })).rejects.toMatchObject({
      code: 'ValidationException',
      fields: { reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN' },
    });
  });

  test('get batches of items', async () => {
    const t = await TestEngine.start();
    const batcher = { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { shared: true } } };
    const row = await t.finish(await t.start(await t.createMachine('D', map(batcher)), [1, 2, 3]));
    expect(JSON.parse(row.output as string)).toEqual([
      { BatchInput: { shared: true }, Items: [1, 2] },
      { BatchInput: { shared: true }, Items: [3] },
    ]);
    const run = await mapRunOf(t, row.arn);
    expect([run.items.total, run.executions.total]).toEqual([3, 2]);
  });

  test('a thousand of them, with calls of a service', async () => {
    const t = await TestEngine.start({ service: ({ parameters }) => succeedWith(Number(parameters.value) * 2) });
    const states = { P: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } };
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    const row = await t.finish(await t.start(await t.createMachine('D', map({}, states)), numbers));
    expect(JSON.parse(row.output as string)).toEqual(numbers.map((n) => n * 2));
  });

  test('none at all', async () => {
    const t = await TestEngine.start();
    const row = await t.finish(await t.start(await t.createMachine('D', map({})), []));
    expect(row.output).toBe('[]');
  });
});
