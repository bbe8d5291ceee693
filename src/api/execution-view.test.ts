import { describe, expect, it } from 'vitest';
import type { ExecutionRow } from '../store/store.ts';
import { describedExecution, listedExecution } from './execution-view.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START_MS = 1_700_000_000_123;
const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
const arn = 'arn:aws:states:us-east-1:123456789012:execution:m:n';
const running: ExecutionRow = {
  ...{ id: 7, arn, name: 'n', stateMachineArn: machine, revision: 1, status: 'RUNNING', startMs: START_MS },
  ...{ input: '{"a":1}', rootArn: arn, depth: 0, redriveCount: 0 },
};
const failed: ExecutionRow = { ...running, status: 'FAILED', stopMs: START_MS + 1, error: 'E', cause: 'C' };

describe('an execution as the API shows it', () => {
  it('leaves out what is not there', () => {
    expect(describedExecution(running, true, START_MS)).toEqual({
      executionArn: arn,
      stateMachineArn: machine,
      name: 'n',
      status: 'RUNNING',
      startDate: 1_700_000_000.123,
      input: '{"a":1}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
  });

  it('shows output with details, and neither input nor output for METADATA_ONLY', () => {
    const row: ExecutionRow = { ...running, status: 'SUCCEEDED', stopMs: START_MS + 877, output: '2' };
    expect(describedExecution(row, true, START_MS)).toMatchObject({
      stopDate: 1_700_000_001,
      output: '2',
      outputDetails: { included: true },
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
    const hidden = describedExecution(row, false, START_MS);
    expect(hidden).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } });
    expect(hidden).not.toHaveProperty('input');
    expect(hidden).not.toHaveProperty('output');
  });

  it('can be redriven for 14 days after it failed', () => {
    expect(describedExecution(failed, true, START_MS + 14 * DAY_MS)).toMatchObject({
      error: 'E',
      cause: 'C',
      redriveStatus: 'REDRIVABLE',
    });
    expect(describedExecution(failed, true, START_MS + 14 * DAY_MS + 2)).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
    expect(describedExecution({ ...failed, mapRunArn: 'x' }, true, START_MS)).toMatchObject({
      redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    });
  });

  it('is shown in a list without its data', () => {
    expect(listedExecution({ ...failed, versionArn: `${machine}:1`, mapRunArn: 'x' }, false)).toEqual({
      executionArn: arn,
      stateMachineArn: machine,
      name: 'n',
      status: 'FAILED',
      startDate: 1_700_000_000.123,
      stopDate: 1_700_000_000.124,
      stateMachineVersionArn: `${machine}:1`,
      redriveCount: 0,
    });
  });
});
