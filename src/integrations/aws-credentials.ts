/**
 * Decides with which credentials an AWS SDK client works. The SDK's own chain (environment, profiles, web identity,
 * container, instance metadata) is right for AWS. For a local stand-in, which needs none, the chain would fail or ask
 * instance metadata on the network; so when an endpoint URL is set and nothing else is, placeholders are used.
 * Source: AWS SDKs and Tools Reference Guide ("Standardized credential providers", "Service-specific endpoints").
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Placeholder credentials for a stand-in, or undefined to leave the choice to the SDK.
 * The access key is the account: stand-ins take twelve digits there for the account to act in.
 * `service` as in the names of variables: `LAMBDA`.
 */
export function standInCredentials(
  environment: Environment,
  service: string,
  account: string,
): StaticCredentials | undefined {
  if (!hasEndpointUrl(environment, service) || hasCredentials(environment)) return undefined;
  return { accessKeyId: account, secretAccessKey: 'stairwell' };
}

export function hasEndpointUrl(environment: Environment, service: string): boolean {
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return false;
  return Boolean(environment[`AWS_ENDPOINT_URL_${service}`] || environment['AWS_ENDPOINT_URL']);
}

const CREDENTIAL_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

function hasCredentials(environment: Environment): boolean {
  if (CREDENTIAL_VARIABLES.some((name) => environment[name])) return true;
  const folder = join(environment['HOME'] || environment['USERPROFILE'] || homedir(), '.aws');
  const files = [
    environment['AWS_SHARED_CREDENTIALS_FILE'] || join(folder, 'credentials'),
    environment['AWS_CONFIG_FILE'] || join(folder, 'config'),
  ];
  return files.some(namesCredentials);
}

/** Settings of a profile that lead to credentials; one that only sets a Region or an output format has none. */
const CREDENTIAL_SETTINGS =
  /^\s*(aws_access_key_id|credential_process|credential_source|login_session|role_arn|sso_session|sso_start_url|web_identity_token_file)\s*=/m;

function namesCredentials(path: string): boolean {
  try {
    return CREDENTIAL_SETTINGS.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}
