import { describe, expect, it } from 'vitest';
import type { RevisionRow } from '../store/store.ts';
import { loggingSettings, logStream } from './logging-settings.ts';

const GROUP = 'arn:aws:logs:eu-west-1:210987654321:log-group:/aws/vendedlogs/states/orders:*';

function settings(logging: object | undefined) {
  const revision: RevisionRow = {
    id: 1,
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Orders',
    definition: '{}',
    roleArn: 'arn:aws:iam::123456789012:role/r',
    configuration: JSON.stringify({ loggingConfiguration: logging }),
    createdMs: 0,
  };
  return loggingSettings(revision);
}

const to = (logGroupArn: string) => [{ cloudWatchLogsLogGroup: { logGroupArn } }];

describe('the logging configuration of a revision', () => {
  it('names level, log group and machine', () => {
    expect(settings({ level: 'ERROR', includeExecutionData: true, destinations: to(GROUP) })).toEqual({
      level: 'ERROR',
      includeExecutionData: true,
      group: { name: '/aws/vendedlogs/states/orders', region: 'eu-west-1', account: '210987654321' },
      stateMachineName: 'Orders',
    });
  });

  it('includes no execution data unless it says so', () => {
    expect(settings({ level: 'ALL', destinations: to(GROUP) })?.includeExecutionData).toBe(false);
  });

  it.each([
    ['there is none', undefined],
    ['the level is OFF', { level: 'OFF', destinations: to(GROUP) }],
    ['there is no destination', { level: 'ALL' }],
    ['the destination is no log group', { level: 'ALL', destinations: to('arn:aws:logs:eu-west-1:210987654321:x') }],
  ])('logs nothing when %s', (_, logging) => {
    expect(settings(logging)).toBeNull();
  });
});

describe('the name of a log stream', () => {
  it('has the machine, the hour in UTC and the process', () => {
    expect(logStream('Orders', Date.UTC(2026, 7, 4, 3, 59, 59, 999), '1f0a9c3e')).toBe(
      'states/Orders/2026-08-04-03-00/1f0a9c3e',
    );
  });
});
