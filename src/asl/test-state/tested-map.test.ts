import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { answer, inspect, refusal } from './test-state.fixture.ts';

const PROCESSOR = { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } };
const DISTRIBUTED = { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

function inline(fields: JsonObject = {}): JsonObject {
  return { Type: 'Map', ItemProcessor: PROCESSOR, End: true, ...fields };
}
function distributed(fields: JsonObject = {}): JsonObject {
  return inline({ ItemProcessor: DISTRIBUTED, ...fields });
}
const mock = { result: [1, 1, 1] };
const input = { items: ['a', 'b', 'c'], n: 2 };

describe('Map', () => {
  test('shows items, what iterations get, the limits, and what becomes of the result', () => {
    const map = inline({
      ItemsPath: '$.items',
      ItemSelector: { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'n.$': '$.n' },
      MaxConcurrencyPath: '$.n',
      ResultPath: '$.r',
    });
    expect(inspect(map, { input, mock })).toEqual({
      input,
      afterInputPath: input,
      afterItemsPath: ['a', 'b', 'c'],
      afterItemSelector: ['a', 'b', 'c'].map((v, i) => ({ v, i, n: 2 })),
      maxConcurrency: 2,
      afterResultSelector: [1, 1, 1],
      afterResultPath: { ...input, r: [1, 1, 1] },
    });
  });

  test('shows the batches of a Distributed Map', () => {
    const map = distributed({
      ItemsPath: '$.items',
      ItemBatcher: { MaxItemsPerBatchPath: '$.n', BatchInput: { 'all.$': '$.n' } },
    });
    expect(inspect(map, { input, mock })['afterItemBatcher']).toEqual([
      { BatchInput: { all: 2 }, Items: ['a', 'b'] },
      { BatchInput: { all: 2 }, Items: ['c'] },
    ]);
  });

  test('batches by size', () => {
    const map = distributed({ ItemsPath: '$.items', ItemBatcher: { MaxInputBytesPerBatch: 22 } });
    expect(inspect(map, { input, mock })['afterItemBatcher']).toEqual([{ Items: ['a', 'b'] }, { Items: ['c'] }]);
  });

  test('ItemsPath must lead to an array; a path into the context object is shown as one into the input', () => {
    expect(answer(inline({ ItemsPath: '$$' }), { input: [1], mock })).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'Reference path "$" must point to array.',
    });
    expect(inspect(inline({ ItemsPath: '$.n' }), { input, mock })).toEqual({ input, afterInputPath: input });
  });

  test('what iterations would get is made only as far as it can be shown', () => {
    const items = Array.from({ length: 20_000 }, (_, i) => i);
    const map = inline({ ItemsPath: '$.items', ItemSelector: { 'all.$': '$' } });
    const shown = inspect(map, { input: { items }, mock: { result: [] } });
    expect(shown['afterItemSelector']).toBeUndefined();
    expect(shown['maxConcurrency']).toBe(0);
  });

  test('the result is an array, with a ResultWriter an object', () => {
    expect(refusal(inline(), { input: [], mock: { result: {} } })).toBe(
      'ValidationException: Mocked result must be an array.',
    );
    const Resource = 'arn:aws:states:::s3:putObject';
    const written = distributed({ ResultWriter: { Resource, Parameters: { Bucket: 'b', Prefix: 'p' } } });
    expect(refusal(written, { input: [], mock: { result: [] } })).toBe(
      'ValidationException: Mocked result must be a JSON object.',
    );
    expect(answer(written, { input: [], mock: { result: { MapRunArn: 'a' } } }).output).toBe('{"MapRunArn":"a"}');
    const shaped = distributed({ ResultWriter: { WriterConfig: { OutputType: 'JSON', Transformation: 'NONE' } } });
    expect(answer(shaped, { input: [], mock: { result: [] } }).output).toBe('[]');
  });
});

describe('failed iterations', () => {
  const exceeded = {
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  };
  const failing = (count: number) => ({
    input: [1, 2, 3, 4],
    mock,
    stateConfiguration: { mapIterationFailureCount: count },
  });

  test('count only against a threshold', () => {
    expect(answer(distributed(), failing(4)).status).toBe('SUCCEEDED');
  });

  test('fail the Map when they are more than ToleratedFailureCount', () => {
    expect(answer(distributed({ ToleratedFailureCount: 2 }), failing(2)).status).toBe('SUCCEEDED');
    expect(answer(distributed({ ToleratedFailureCount: 2 }), failing(3))).toEqual({ status: 'FAILED', ...exceeded });
    expect(answer(distributed({ ToleratedFailureCount: 0 }), failing(1))).toEqual({ status: 'FAILED', ...exceeded });
  });

  test('fail the Map when they are more than ToleratedFailurePercentage', () => {
    const map = distributed({ ToleratedFailurePercentage: 50 });
    expect(answer(map, failing(2)).status).toBe('SUCCEEDED');
    expect(answer(map, failing(3))).toEqual({ status: 'FAILED', ...exceeded });
    expect(inspect(map, failing(3))).toMatchObject({ toleratedFailurePercentage: 50 });
  });

  test('are a failure that Retry and Catch can take', () => {
    const Retry = [{ ErrorEquals: [exceeded.error] }];
    expect(answer(distributed({ ToleratedFailureCount: 1, Retry }), failing(2)).status).toBe('RETRIABLE');
  });

  test('cannot be more than there are iterations', () => {
    expect(refusal(inline(), failing(5))).toBe(
      'ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  });

  test.each([
    ['ToleratedFailureCount', -1, 'ToleratedFailureCount cannot be negative.'],
    [
      'ToleratedFailureCount',
      'x',
      'The ToleratedFailureCountPath field refers to value "x" which is not a valid integer: $.v',
    ],
    [
      'ToleratedFailurePercentage',
      {},
      'The ToleratedFailurePercentagePath field refers to value "{}" which is not a valid float: $.v',
    ],
    ['ToleratedFailurePercentage', 101, 'ToleratedFailurePercentage must be between 0 and 100.'],
  ])('%sPath to %j', (field, v, cause) => {
    const map = distributed({ [`${field}Path`]: '$.v', ItemsPath: '$.i' });
    expect(answer(map, { input: { v, i: [] }, mock })).toEqual({ status: 'FAILED', error: 'States.Runtime', cause });
  });
});

describe('data of an ItemReader', () => {
  const reader = (config: JsonObject): JsonObject =>
    distributed({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        Parameters: { Bucket: 'b', Key: 'k' },
        ReaderConfig: config,
      },
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
    });
  const items = (config: JsonObject, mapItemReaderData: string) =>
    inspect(reader(config), { mock, stateConfiguration: { mapItemReaderData } })['afterItemSelector'];

  test('takes the place of the input, whose ItemsPath is not looked at', () => {
    expect(items({ InputType: 'JSON' }, '[1,2]')).toEqual([{ v: 1 }, { v: 2 }]);
    const shown = inspect(reader({ InputType: 'JSON' }), { mock, stateConfiguration: { mapItemReaderData: '[1]' } });
    expect(shown).not.toHaveProperty('afterItemsPath');
  });

  test('is JSON below ItemsPointer, JSON Lines, or CSV', () => {
    expect(items({ InputType: 'JSON', ItemsPointer: '/a/0' }, '{"a":[[7]]}')).toEqual([{ v: 7 }]);
    expect(items({ InputType: 'JSONL' }, '{"a":1}\n\n{"a":2}\n')).toEqual([{ v: { a: 1 } }, { v: { a: 2 } }]);
    const csv = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 1 };
    expect(items(csv, 'a,b\n"x, ""y""",2\n3,4\n')).toEqual([{ v: { a: 'x, "y"', b: '2' } }]);
  });

  test('shows what ItemsPointer points to', () => {
    const request = { mock, stateConfiguration: { mapItemReaderData: '{"a":[7]}' } };
    expect(inspect(reader({ InputType: 'JSON', ItemsPointer: '/a' }), request)).toMatchObject({
      afterItemsPointer: [7],
    });
  });

  test.each([
    [{ InputType: 'JSON' }, '7', 'Attempting to map over non-iterable node.'],
    [{ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'a,a\n', 'CSV headers cannot contain duplicates.'],
  ])('%j fails on %j', (config, data, cause) => {
    expect(answer(reader(config), { mock, stateConfiguration: { mapItemReaderData: data } })).toEqual({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause,
    });
  });

  test('may stay away: the mock tells how many iterations there were', () => {
    const stateConfiguration = { mapIterationFailureCount: 4 };
    expect(refusal(reader({ InputType: 'JSON' }), { mock, stateConfiguration })).toContain('number of Map iterations');
  });
});
