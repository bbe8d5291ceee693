/**
 * Checks of a request's headers before its body is read: against web pages of others that reach a server on this
 * machine through the visitor's browser (DNS rebinding, cross-site requests), and against encodings we do not read.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Names under which a server on loopback is reached; AWS's own come from clients that keep the endpoint's name. */
const LOCAL_NAMES = [
  /^localhost\.?$/,
  /^[a-z0-9.-]+\.localhost\.?$/,
  /^(sync-)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/,
  /^sync-localhost$/,
  /^\[::1\]$/,
  /^(sync-)?states\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/,
];

/** Media types that a web page cannot send to another site without asking first. */
const JSON_TYPES = ['application/x-amz-json-1.0', 'application/x-amz-json-1.1', 'application/json'];

/**
 * Refuses foreign Hosts (only when `loopback`, where names are known) and foreign Origins (always).
 * `allowedHosts`: further names, lower case, without port.
 */
export function originRefusal(
  headers: IncomingHttpHeaders,
  loopback: boolean,
  allowedHosts: readonly string[],
): Refusal | undefined {
  const { host, origin } = headers;
  const local = (name: string) => allowedHosts.includes(name) || isLocalName(name);
  if (loopback && host !== undefined && !local(hostName(host))) {
    return { status: 403, code: 'AccessDeniedException', message: 'This Host is not allowed' };
  }
  if (origin !== undefined && !isOwnOrigin(origin, host, loopback ? local : (name) => allowedHosts.includes(name))) {
    return { status: 403, code: 'AccessDeniedException', message: 'This Origin is not allowed' };
  }
  return undefined;
}

/** The name that was asked for last, with the answer: a client keeps to one. */
let lastName = { name: '', isLocal: false };

function isLocalName(name: string): boolean {
  if (name !== lastName.name) lastName = { name, isLocal: LOCAL_NAMES.some((known) => known.test(name)) };
  return lastName.isLocal;
}

/** Refuses bodies in a media type or encoding that the API does not take. */
export function mediaRefusal(headers: IncomingHttpHeaders): Refusal | undefined {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return unsupported(`Content-Encoding ${encoding} is not supported`);
  }
  const type = headers['content-type'] ?? '';
  if (JSON_TYPES.includes(type) || JSON_TYPES.includes(mediaType(type))) return undefined;
  return unsupported(`Content-Type must be one of ${JSON_TYPES.join(', ')}`);
}

/** Whether an address that a server is bound to can be reached from this machine only. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || address === 'localhost' || /^(::ffff:)?127\./.test(address);
}

function unsupported(message: string): Refusal {
  return { status: 415, code: 'UnsupportedMediaTypeException', message };
}

function mediaType(contentType: string): string {
  return (contentType.split(';', 1)[0] as string).trim().toLowerCase();
}

/** Host header without port, lower case. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '');
}

/** An origin is our own when it names the Host that was asked, or a known name. `null` and other schemes are not. */
function isOwnOrigin(origin: string, host: string | undefined, known: (name: string) => boolean): boolean {
  const authority = /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase())?.[1];
  if (authority === undefined) return false;
  return authority === host?.toLowerCase() || known(hostName(authority));
}
