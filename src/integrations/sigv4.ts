/**
 * Signature Version 4 for requests with a JSON body. Source: IAM User Guide, "Create a signed AWS API request".
 * The AWS SDK's own signer is asynchronous at every step and costs more than the rest of a call on loopback; this one
 * is checked against it.
 */
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { remembered } from '../asl/remembered.ts';
import { onceASecond } from './once-a-second.ts';

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

/** The request's headers with authorization, x-amz-date and, with a session token, x-amz-security-token. */
export function signedHeaders(
  { method, path, query, headers: given, body }: SignableRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  { region, service }: Scope,
  nowMs: number,
): Record<string, string> {
  const time = basicTime(nowMs);
  const date = time.slice(0, 8);
  const headers: Record<string, string> = { ...given, 'x-amz-date': time };
  if (sessionToken !== undefined) headers['x-amz-security-token'] = sessionToken;
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  let lines = '';
  for (const name of names) lines += `${name}:${folded(headers[name] as string)}\n`;
  const pairs = query.length < 2 ? (query[0] ?? '') : [...query].sort().join('&');
  const canonical = `${method}\n${encodedAgain(path)}\n${pairs}\n${lines}\n${signed}\n${sha256(body)}`;
  const scope = `${date}/${region}/${service}/aws4_request`;
  const key = signingKey(secretAccessKey, date, region, service);
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', key).update(text).digest('hex');
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  return headers;
}

/** `20261123T040506Z` */
const basicTime = onceASecond((ms) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, ''));

/** Paths are signed encoded twice. A function is called by the same one again and again. */
const encodedAgain = remembered(500, (path) => path.split('/').map(encodeURIComponent).join('/'));

/** Without spaces around, and with single ones inside. */
function folded(value: string): string {
  return /^\s|\s$| {2}/.test(value) ? value.trim().replace(/ +/g, ' ') : value;
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Keys last a day; few are in use at a time. */
const keys = new Map<string, KeyObject>();
const MAX_KEYS = 100;

function signingKey(secret: string, ...parts: readonly [date: string, region: string, service: string]): KeyObject {
  const id = `${secret}\n${parts[0]}\n${parts[1]}\n${parts[2]}`;
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
