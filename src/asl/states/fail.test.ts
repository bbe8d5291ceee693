/** Fail: ends its branch as failed. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { Run } from '../run.fixture.ts';

const fail = (fields: JsonObject, input: JsonObject = {}): Run =>
  new Run({ StartAt: 'F', States: { F: { Type: 'Fail', ...fields } } }, input).finish();

test('is entered and never left', () => {
  const run = fail({ Error: 'Broken', Cause: 'It fell.' });
  expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 FailStateEntered', '3<2 ExecutionFailed']);
  expect(run.details('ExecutionFailed')).toEqual({ error: 'Broken', cause: 'It fell.' });
  expect(run.status).toBe('FAILED');
  expect(run.execution.error).toEqual({ error: 'Broken', cause: 'It fell.' });
});

test('Error and Cause may be absent', () => {
  const run = fail({});
  expect(run.details('ExecutionFailed')).toEqual({});
  expect(run.execution.error).toEqual({});
});

test('ErrorPath and CausePath take them from the input, or from an intrinsic call', () => {
  const run = fail({ ErrorPath: '$.e', CausePath: "States.Format('because {}', $.c)" }, { e: 'E', c: 'so' });
  expect(run.execution.error).toEqual({ error: 'E', cause: 'because so' });
});

test('an ErrorPath that leads nowhere is States.Runtime', () => {
  expect(fail({ ErrorPath: '$.e' }).execution.error).toEqual({
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'F' (entered at the event id #2). " +
      "The JSONPath '$.e' specified for the field 'ErrorPath' could not be found in the input '{}'",
  });
});

test('the cause of States.Runtime is cut to the 32,768 characters that the API allows', () => {
  const { cause } = fail({ ErrorPath: '$.e' }, { long: 'x'.repeat(100_000) }).execution.error ?? {};
  expect(cause).toHaveLength(32_768);
});
