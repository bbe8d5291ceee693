/**
 * Signature Version 4 for requests with a JSON body. Source: IAM User Guide, "Create a signed AWS API request".
 * The AWS SDK's own signer is asynchronous at every step and costs more than the rest of a call on loopback; this one
 * is checked against it.
 */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface SignableRequest {
  readonly method: string;
  /** As it is sent: encoded once. */
  readonly path: string;
  /** Encoded pairs `name=value`; may be empty. */
  readonly query: readonly string[];
  /** Lower-case names, `host` among them; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Scope {
  readonly region: string;
  readonly service: string;
}

/** The headers to add: authorization, x-amz-date and, with a session token, x-amz-security-token. */
export function signature(
  request: SignableRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  { region, service }: Scope,
  nowMs: number,
): Record<string, string> {
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const added = {
    'x-amz-date': time,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  const headers: Record<string, string> = { ...request.headers, ...added };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const canonical = [
    request.method,
    request.path.split('/').map(encodeURIComponent).join('/'),
    [...request.query].sort().join('&'),
    ...names.map((name) => `${name}:${(headers[name] as string).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    sha256(request.body),
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const key = signingKey(secretAccessKey, date, region, service);
  const signed = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signed}`;
  return { ...added, authorization };
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Keys last a day; few are in use at a time. */
const keys = new Map<string, KeyObject>();
const MAX_KEYS = 100;

function signingKey(secret: string, ...parts: readonly [date: string, region: string, service: string]): KeyObject {
  const id = [secret, ...parts].join('\n');
  let key = keys.get(id);
  if (key === undefined) {
    let bytes = Buffer.from(`AWS4${secret}`, 'utf8');
    for (const part of [...parts, 'aws4_request']) bytes = createHmac('sha256', bytes).update(part, 'utf8').digest();
    key = createSecretKey(bytes);
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(id, key);
  }
  return key;
}
