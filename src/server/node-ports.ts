/** The engine's ports on Node: real clock, real randomness. */
import { createHmac, createSecretKey, hash, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import type { HashAlgorithm } from '../asl/host.ts';
import type { Ports } from '../engine/ports.ts';

const DIGESTS: Readonly<Record<HashAlgorithm, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

export const nodePorts: Ports = {
  nowMs: monotonicNow(),
  random: Math.random,
  uuid: randomUUID,
  hash: (algorithm, text) => hash(DIGESTS[algorithm], text, 'hex'),
  base64Encode: (text) => Buffer.from(text, 'utf8').toString('base64'),
  base64Decode: decodeBase64,
  setTimer(delayMs, callback) {
    const timer = setTimeout(callback, Math.ceil(delayMs));
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  defer: (callback) => void setImmediate(callback),
  hmac: (key, text) => createHmac('sha256', secretKey(key)).update(text).digest('base64url'),
  equalInConstantTime(a, b) {
    const left = Buffer.from(a);
    const right = Buffer.from(b);
    return left.length === right.length && timingSafeEqual(left, right);
  },
};

/** There is one key, that of the task tokens. Making Node's object of it takes seven times as long as using it. */
let lastKey: { readonly text: string; readonly object: KeyObject } | undefined;

function secretKey(text: string): KeyObject {
  if (lastKey?.text !== text) lastKey = { text, object: createSecretKey(text, 'utf8') };
  return lastKey.object;
}

/** The system's clock, but never backwards: histories must not, and timers must not fire early. */
function monotonicNow(): () => number {
  let latest = 0;
  return () => {
    latest = Math.max(latest, Date.now());
    return latest;
  };
}

/** Node's decoder skips what it does not know; this one refuses it. */
function decodeBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64').toString('utf8');
}
