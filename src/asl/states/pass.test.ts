/** Pass: hands its input, or its fixed Result, on. */
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { Run, single } from '../run.fixture.ts';

const pass = (fields: JsonObject, input: Json): Run => new Run(single({ Type: 'Pass', ...fields }), input).finish();

test('its events, each after the one before; the first state comes after nothing', () => {
  const run = pass({}, { a: 1 });
  expect(run.story).toEqual([
    '1<0 ExecutionStarted',
    '2<0 PassStateEntered',
    '3<2 PassStateExited',
    '4<3 ExecutionSucceeded',
  ]);
  expect(run.details('ExecutionStarted')).toMatchObject({
    input: { a: 1 },
    roleArn: 'arn:aws:iam::123456789012:role/test',
  });
  expect(run.details('PassStateEntered')).toEqual({ name: 'S', input: { a: 1 } });
  expect(run.details('PassStateExited')).toMatchObject({ name: 'S', output: { a: 1 } });
  expect(run.details('ExecutionSucceeded')).toEqual({ output: { a: 1 } });
});

test('the next state comes after the exit of the one before', () => {
  const definition = {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Result: 'b', End: true } },
  };
  const run = new Run(definition).finish();
  expect(run.story.slice(3)).toEqual(['4<3 PassStateEntered', '5<4 PassStateExited', '6<5 ExecutionSucceeded']);
  expect(run.output).toBe('b');
});

test.each<[string, JsonObject, Json, Json]>([
  ['Result, which is no template', { Result: { 'x.$': '$.a' } }, { a: 1 }, { 'x.$': '$.a' }],
  ['Result null', { Result: null }, { a: 1 }, null],
  ['Result into ResultPath', { Result: 2, ResultPath: '$.b' }, { a: 1 }, { a: 1, b: 2 }],
  ['ResultPath null', { Result: 2, ResultPath: null }, { a: 1 }, { a: 1 }],
  ['Parameters', { Parameters: { 'x.$': '$.a' } }, { a: 1 }, { x: 1 }],
  [
    'Parameters into ResultPath of the raw input',
    { InputPath: '$.a', Parameters: { 'x.$': '$' }, ResultPath: '$.b' },
    { a: 1 },
    { a: 1, b: { x: 1 } },
  ],
  ['InputPath', { InputPath: '$.a' }, { a: 1 }, 1],
  ['InputPath null', { InputPath: null }, { a: 1 }, {}],
  ['OutputPath', { OutputPath: '$.a' }, { a: 1 }, 1],
  ['OutputPath null', { OutputPath: null }, { a: 1 }, {}],
])('%s', (_, fields, input, output) => {
  expect(pass(fields, input).output).toEqual(output);
});

test('an input that is handed on keeps its text', () => {
  const run = pass({}, {});
  expect(run.execution.output).toBe(run.execution.input);
});

test('a path that leads nowhere fails the execution after the entry', () => {
  const run = pass({ InputPath: '$.a.b' }, { a: {} });
  expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 PassStateEntered', '3<2 ExecutionFailed']);
  expect(run.details('ExecutionFailed')).toEqual({
    error: 'States.Runtime',
    cause: expect.stringContaining(
      "An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.a.b'",
    ) as string,
  });
});

test.each([
  ['Result', { Result: 'x'.repeat(262_143) }],
  ['Result of two-byte characters', { Result: 'é'.repeat(131_072) }],
  ['output', { Parameters: { 'a.$': '$', 'b.$': '$' } }],
])('a %s of more than 262,144 bytes is States.DataLimitExceeded', (_, fields) => {
  const run = pass(fields, 'x'.repeat(140_000));
  expect(run.story.at(-1)).toBe('3<2 ExecutionFailed');
  expect(run.execution.error).toEqual({
    error: 'States.DataLimitExceeded',
    cause: "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
});

test('a Result of just 262,144 bytes is none', () => {
  expect(pass({ Result: 'é'.repeat(131_071) }, {}).status).toBe('SUCCEEDED');
});
