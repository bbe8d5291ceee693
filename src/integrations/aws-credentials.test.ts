import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { standInCredentials } from './aws-credentials.ts';

const HOME = mkdtempSync(join(tmpdir(), 'stairwell-credentials-'));
const STAND_IN = { HOME, AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:1' };
const choose = (environment: Record<string, string>) => standInCredentials(environment, 'LAMBDA', '123456789012');

test('a stand-in and no credentials: placeholders that name the account', () => {
  expect(choose(STAND_IN)).toEqual({ accessKeyId: '123456789012', secretAccessKey: 'stairwell' });
  expect(choose({ HOME, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).toBeDefined();
});

test('no endpoint URL: the choice is left to the SDK', () => {
  expect(choose({ HOME })).toBeUndefined();
  expect(choose({ HOME, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' })).toBeUndefined();
  expect(choose({ ...STAND_IN, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toBeUndefined();
});

test.each([
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
])('%s is used', (name) => {
  expect(choose({ ...STAND_IN, [name]: 'x' })).toBeUndefined();
});

test('shared files count when they name credentials, not when they only set a Region', () => {
  const path = join(HOME, 'config');
  writeFileSync(path, '[default]\nregion = eu-west-1\n');
  expect(choose({ ...STAND_IN, AWS_CONFIG_FILE: path })).toBeDefined();
  writeFileSync(path, '[default]\nregion = eu-west-1\ncredential_process = /bin/true\n');
  expect(choose({ ...STAND_IN, AWS_CONFIG_FILE: path })).toBeUndefined();
  expect(choose({ ...STAND_IN, AWS_SHARED_CREDENTIALS_FILE: path })).toBeUndefined();
});
