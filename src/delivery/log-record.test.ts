import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../asl/history-events.ts';
import { Payload } from '../asl/payload.ts';
import { MAX_LOGGED_BYTES, recordText } from './log-record.ts';

const EXECUTION = { arn: 'arn:aws:states:us-east-1:123456789012:execution:m:ü"e', redriveCount: 1 };

function record(event: Partial<HistoryEvent>, includeExecutionData = true) {
  const whole: HistoryEvent = {
    id: 3,
    previousEventId: 2,
    timestampMs: 1_700_000_000_123,
    type: 'TaskFailed',
    ...event,
  };
  return JSON.parse(recordText(whole, EXECUTION, includeExecutionData));
}

describe('a log record', () => {
  it('has its members in the order of AWS, ids and times as strings, and details even when there are none', () => {
    const event: HistoryEvent = { id: 4, previousEventId: 3, timestampMs: 5, type: 'LambdaFunctionStarted' };
    expect(recordText(event, EXECUTION, true)).toBe(
      '{"id":"4","type":"LambdaFunctionStarted","details":{},"previous_event_id":"3","event_timestamp":"5",' +
        '"execution_arn":"arn:aws:states:us-east-1:123456789012:execution:m:ü\\"e","redrive_count":"1"}',
    );
  });

  it('holds payloads as JSON text, and says that they are not truncated', () => {
    const details = { name: 'S', input: Payload.of({ a: '"' }) };
    expect(record({ type: 'PassStateEntered', details })['details']).toEqual({
      name: 'S',
      input: '{"a":"\\""}',
      inputDetails: { truncated: 'false' },
    });
  });

  it('has every number and boolean as a string, and leaves out what is not set', () => {
    const details = {
      resource: 'r',
      timeoutInSeconds: 9,
      heartbeatInSeconds: undefined,
      taskCredentials: { roleArn: 'x' },
    };
    expect(record({ details })['details']).toEqual({
      resource: 'r',
      timeoutInSeconds: '9',
      taskCredentials: { roleArn: 'x' },
    });
  });

  it('has the variables that a state assigned', () => {
    expect(record({ details: { assignedVariables: { n: '42' } } })['details']).toEqual({
      assignedVariables: { n: '42' },
      assignedVariablesDetails: { truncated: 'false' },
    });
  });

  it('without execution data keeps names, errors and causes only', () => {
    const details = {
      ...{ name: 'S', error: 'E', cause: 'C', assignedVariables: { secret: '1' } },
      ...{ input: Payload.of('secret'), output: Payload.of('secret'), parameters: Payload.of('secret') },
    };
    expect(record({ details }, false)['details']).toEqual({ name: 'S', error: 'E', cause: 'C' });
  });

  it.each([
    ['ASCII', 'x'.repeat(256_000)],
    ['letters of three bytes', '語'.repeat(85_000)],
    ['letters that are escaped', '"'.repeat(130_000)],
    ['pairs of surrogates', '😀'.repeat(65_000)],
  ])('cuts a payload that is too long, escaped: %s', (_, text) => {
    const { output, outputDetails } = record({ details: { output: Payload.of(text) } })['details'];
    const bytes = Buffer.byteLength(JSON.stringify(output));
    expect(outputDetails).toEqual({ truncated: 'true' });
    expect(bytes).toBeLessThanOrEqual(MAX_LOGGED_BYTES);
    expect(bytes).toBeGreaterThan(MAX_LOGGED_BYTES - 12);
    expect(JSON.stringify(text).startsWith(output)).toBe(true);
    expect(output.isWellFormed()).toBe(true);
  });
});
