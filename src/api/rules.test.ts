import { describe, expect, it } from 'vitest';
import { requireName } from '../aws/names.ts';
import {
  requireActivityArn,
  requireAliasArn,
  requireExecutionArn,
  requireMapRunArn,
  requireRoleArn,
  requireStateMachineArn,
  requireTaggableArn,
  requireVersionArn,
} from './arns.ts';
import { changedConfiguration, newConfiguration, warnOfKey } from './configuration.ts';
import { OPERATIONS } from './model.ts';
import { operations } from './operations/index.ts';
import { requestRealm } from './realm.ts';
import { requireTags } from './tags.ts';

const REALM = { account: '123456789012', region: 'us-east-1' };
const PREFIX = 'arn:aws:states:us-east-1:123456789012';

describe('names', () => {
  it.each(['a', 'activity-name.123', 'Ümlaut_名前', "it's(fine)!@=+", '🚀'])('allows %j', (name) => {
    expect(() => requireName(name)).not.toThrow();
  });

  const forbidden = ['a b', 'a\tb', ...'<>{}[]?*"#%\\^|~`$&,;:/'].concat(
    ['\u0000activity', 'a\u007f', 'a\u009f', '\ufffe', '\uffff', '\u{10ffff}', 'a\u202eb', 'a\u200bb', '\ud800'],
    ['../../etc/passwd', '<script>', "'; DROP TABLE executions;--"],
  );
  it.each(forbidden)('refuses %j', (name) => {
    expect(() => requireName(name)).toThrow(`Invalid Name: '${name}'`);
  });
});

describe('ARNs', () => {
  const junk = ['x', '*', '', 'arn:aws:s3:::x', `${PREFIX}`, `${PREFIX}:stateMachine`, `${PREFIX}:stateMachine:`];
  it.each(junk)('%j has an invalid prefix', (text) => {
    expect(() => requireStateMachineArn(text, REALM)).toThrow(`Invalid Arn: 'Invalid ARN prefix: ${text}'`);
  });

  it.each([
    [`${PREFIX}:express:m:n:u`, 'express'],
    [`${PREFIX}:stateMachine:m`, 'stateMachine'],
    [`${PREFIX}:activity:a`, 'activity'],
    [`${PREFIX}:__proto__:a`, '__proto__'],
  ])('%s is no execution', (text, type) => {
    expect(() => requireExecutionArn(text, REALM)).toThrow(
      `Invalid Arn: 'Resource type not valid in this context: ${type}'`,
    );
  });

  it('takes versions, aliases and labels apart', () => {
    const ref = (text: string) => requireStateMachineArn(`${PREFIX}:stateMachine:${text}`, REALM);
    expect(ref('m:3')).toMatchObject({ arn: `${PREFIX}:stateMachine:m`, qualifier: '3' });
    expect(ref('m/label')).toMatchObject({ name: 'm', label: 'label' });
  });

  it('accepts executions of machines and of Map Runs', () => {
    expect(() => requireExecutionArn(`${PREFIX}:execution:m:n`, REALM)).not.toThrow();
    expect(() => requireExecutionArn(`${PREFIX}:execution:m/label:n`, REALM)).not.toThrow();
    expect(() => requireExecutionArn(`${PREFIX}:execution:m`, REALM)).toThrow('Invalid ARN prefix');
    expect(() => requireExecutionArn(`${PREFIX}:execution:m:n:x`, REALM)).toThrow('Invalid ARN prefix');
  });

  it('answers for another account as if nothing were there', () => {
    const other = { account: '999999999999', region: 'us-east-1' };
    const machine = `${PREFIX}:stateMachine:m`;
    const execution = `${PREFIX}:execution:m:n`;
    expect(() => requireStateMachineArn(machine, other)).toThrow(`State Machine Does Not Exist: '${machine}'`);
    expect(() => requireExecutionArn(execution, other)).toThrow(`Execution Does Not Exist: '${execution}'`);
    expect(() => requireMapRunArn(`${PREFIX}:mapRun:m/l:u`, other)).toThrow('Resource not found');
  });

  it('wants a role for a role', () => {
    expect(() => requireRoleArn('arn:aws:iam::123456789012:role/path/name')).not.toThrow();
    expect(() => requireRoleArn('arn:aws:iam::123456789012:user/name')).toThrow('Invalid Role Arn: ');
    expect(() => requireRoleArn('role')).toThrow("Invalid Role Arn: 'role'");
  });
});

describe('realm of a request', () => {
  const header = (scope: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
  });

  it('takes the Region from the credential scope and the account from a key of twelve digits', () => {
    expect(requestRealm(header('AKIDEXAMPLE/20240101/eu-west-1/states/aws4_request'), REALM)).toEqual({
      account: '123456789012',
      region: 'eu-west-1',
    });
    expect(requestRealm(header('000000000001/20240101/local/states/aws4_request'), REALM)).toEqual({
      account: '000000000001',
      region: 'local',
    });
    expect(requestRealm({ credential: '000000000001/20240101/eu-west-1/states/aws4_request' }, REALM)).toEqual({
      account: '000000000001',
      region: 'eu-west-1',
    });
  });

  it.each([
    {},
    { authorization: '' },
    { authorization: 'Bearer x' },
    { authorization: 'Credential=' },
    header('k'),
    header('k/d/eu:west/states'),
    header('k/d/../../x'),
    header('1234567890123/d/US_EAST/states'),
  ])('takes the defaults for %j', (request) => {
    expect(requestRealm(request, REALM)).toEqual(REALM);
  });
});

describe('configuration', () => {
  const destination = (logGroupArn: string) => ({ cloudWatchLogsLogGroup: { logGroupArn } });
  const group = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/x:*';

  it('fills in the defaults in the order that Describe shows', () => {
    expect(JSON.stringify(newConfiguration({}))).toBe(
      '{"loggingConfiguration":{"includeExecutionData":false,"level":"OFF"},"tracingConfiguration":{"enabled":false},' +
        '"encryptionConfiguration":{"type":"AWS_OWNED_KEY"}}',
    );
    expect(newConfiguration({ loggingConfiguration: { destinations: [] } }).loggingConfiguration).toEqual({
      destinations: [],
      includeExecutionData: false,
      level: 'OFF',
    });
  });

  it('keeps what an update does not name out of it', () => {
    expect(changedConfiguration({})).toBeUndefined();
    expect(changedConfiguration({ tracingConfiguration: { enabled: true } })).toEqual({
      tracingConfiguration: { enabled: true },
    });
  });

  it('wants exactly one log destination unless logging is off', () => {
    const message = 'Invalid Logging Configuration: Must specify exactly one Log Destination.';
    expect(() => newConfiguration({ loggingConfiguration: { level: 'ALL' } })).toThrow(message);
    const two = { level: 'ALL', destinations: [destination(group), destination(group)] } as const;
    expect(() => newConfiguration({ loggingConfiguration: two })).toThrow(message);
    const loggingConfiguration = { level: 'ALL', destinations: [destination(group)] } as const;
    expect(newConfiguration({ loggingConfiguration }).loggingConfiguration).toMatchObject({ level: 'ALL' });
  });

  it('wants a log group as destination', () => {
    const bad = { level: 'ALL', destinations: [destination('arn:aws:s3:::x')] } as const;
    expect(() => newConfiguration({ loggingConfiguration: bad })).toThrow('Log Destination not found.');
    expect(() => newConfiguration({ loggingConfiguration: { level: 'ALL', destinations: [{}] } })).toThrow(
      'Log Destination not found.',
    );
  });

  it('keeps a key of the customer, which has to be named', () => {
    const type = 'CUSTOMER_MANAGED_KMS_KEY';
    expect(() => newConfiguration({ encryptionConfiguration: { type } })).toThrow('kmsKeyId is required');
    expect(() => newConfiguration({ encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsKeyId: 'k' } })).toThrow(
      'Invalid Encryption Configuration',
    );
    const key = { kmsKeyId: 'alias/k', kmsDataKeyReusePeriodSeconds: 60, type } as const;
    expect(newConfiguration({ encryptionConfiguration: key }).encryptionConfiguration).toEqual(key);
  });

  it('says in the log that nothing is encrypted with that key', () => {
    const warnings: object[] = [];
    const log = { debug() {}, info() {}, error() {}, warn: (fields: object) => void warnings.push(fields) };
    warnOfKey(log, 'arn', { encryptionConfiguration: { type: 'AWS_OWNED_KEY' } });
    warnOfKey(log, 'arn', { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' } });
    expect(warnings).toEqual([{ arn: 'arn', kmsKeyId: 'k' }]);
  });

  it('is encrypted with a key of AWS otherwise', () => {
    expect(newConfiguration({ encryptionConfiguration: { type: 'AWS_OWNED_KEY' } }).encryptionConfiguration).toEqual({
      type: 'AWS_OWNED_KEY',
    });
  });
});

describe('the API model', () => {
  it('has all operations of the service, and every implemented one is of the model', () => {
    expect(Object.keys(OPERATIONS)).toHaveLength(37);
    expect(operations.size).toBeGreaterThanOrEqual(14);
    for (const name of operations.keys()) expect(Object.keys(OPERATIONS)).toContain(name);
  });

  it('requires only members that exist', () => {
    for (const { input } of Object.values(OPERATIONS)) {
      for (const name of input.required) expect(Object.keys(input.members)).toContain(name);
    }
  });
});

describe('tags', () => {
  it('may have keys that mean something elsewhere, and no value', () => {
    const tags = [{ key: '__proto__' }, { key: 'team:name/1', value: 'Größe = 5 + a@b.c' }];
    expect(requireTags(tags)).toEqual([
      { key: '__proto__', value: '' },
      { key: 'team:name/1', value: 'Größe = 5 + a@b.c' },
    ]);
  });

  it.each([
    [{}, "Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null"],
    [{ key: 'aws:x' }, 'aws: prefixed tag key names are not allowed'],
    [{ key: 'AWS:x' }, 'aws: prefixed tag key names are not allowed'],
    [{ key: 'a<b' }, "Value 'a<b' at 'tags.1.member.key' failed to satisfy constraint"],
    [{ key: 'k', value: 'a\u0000b' }, "at 'tags.1.member.value' failed to satisfy constraint"],
  ])('are refused: %j', (tag, message) => {
    expect(() => requireTags([tag])).toThrow(message);
  });
});

describe('ARNs of versions, aliases and activities', () => {
  const of = (qualifier: string) => `${PREFIX}:stateMachine:m${qualifier}`;

  it('are told apart by the qualifier', () => {
    expect(() => requireVersionArn(of(':7'), REALM)).not.toThrow();
    expect(() => requireAliasArn(of(':PROD'), REALM)).not.toThrow();
    for (const arn of [of(''), of(':PROD')]) expect(() => requireVersionArn(arn, REALM)).toThrow('Invalid Arn: ');
    for (const arn of [of(''), of(':7')]) expect(() => requireAliasArn(arn, REALM)).toThrow('Invalid Arn: ');
  });

  it('do not reach into a Map', () => {
    expect(() => requireVersionArn(of('/label:7'), REALM)).toThrow('does not support labeled ARNs');
  });

  it('of an activity have a name', () => {
    expect(() => requireActivityArn(`${PREFIX}:activity:a`, REALM)).not.toThrow();
    for (const arn of ['x', `${PREFIX}:activity:`, `${PREFIX}:activity:a:b`]) {
      expect(() => requireActivityArn(arn, REALM)).toThrow(`Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
    }
    expect(() => requireActivityArn(of(''), REALM)).toThrow('Resource type not valid in this context: stateMachine');
  });

  it('of another account lead to nothing', () => {
    const other = { account: '999999999999', region: 'us-east-1' };
    const activity = `${PREFIX}:activity:a`;
    expect(() => requireActivityArn(activity, other)).toThrow(`Activity Does Not Exist: '${activity}'`);
    expect(() => requireAliasArn(of(':PROD'), other)).toThrow('references a resource that does not exist');
    expect(() => requireTaggableArn(activity, other)).toThrow(`Resource not found: '${activity}'`);
    expect(() => requireTaggableArn(of(''), other)).toThrow(`Resource not found: '${of('')}'`);
  });
});
