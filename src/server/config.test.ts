import { describe, expect, it } from 'vitest';
import { ConfigError, DEFAULT_CONFIG, parseConfig } from './config.ts';

describe('parseConfig', () => {
  it('gives the defaults when nothing is typed', () => {
    expect(parseConfig({})).toEqual(DEFAULT_CONFIG);
  });

  it('takes an empty text for the default, as an environment variable may be set to nothing', () => {
    expect(parseConfig({ port: '', dataDir: '' })).toEqual(DEFAULT_CONFIG);
  });

  it('reads every setting', () => {
    const texts = {
      host: '::1',
      port: '0',
      dataDir: '/srv/stairwell',
      store: 'memory',
      accountId: '000000000000',
      region: 'us-gov-west-1',
      interruptedTasks: 'fail',
      retentionDays: '0.5',
      logs: 'file:/var/log/executions.log',
      events: 'eventbridge:stairwell.states',
      quotas: 'aws',
      traces: 'otlp',
      logLevel: 'silent',
    };
    expect(parseConfig(texts)).toEqual({ ...texts, port: 0, retentionDays: 0.5 });
    expect(parseConfig({ retentionDays: 'off' }).retentionDays).toBe(0);
  });

  it.each([
    ['port', '65536'],
    ['port', '-1'],
    ['port', '80x'],
    ['port', '1e3'],
    ['host', '0.0.0.0'],
    ['host', 'example.com'],
    ['store', 'postgres'],
    ['store', 'constructor'],
    ['accountId', '12345'],
    ['region', 'mars'],
    ['interruptedTasks', 'ignore'],
    ['logs', 'syslog'],
    ['logs', 'file:'],
    ['events', 'sns'],
    ['events', 'eventbridge:'],
    ['quotas', 'on'],
    ['retentionDays', '-1'],
    ['retentionDays', '1e3'],
    ['retentionDays', '3651'],
    ['traces', 'xray'],
    ['logLevel', 'loud'],
  ] as const)('refuses %s %s and says what was given', (setting, text) => {
    expect(() => parseConfig({ [setting]: text })).toThrow(ConfigError);
    expect(() => parseConfig({ [setting]: text })).toThrow(`got '${text}'`);
  });
});
