/**
 * What the engine takes from the world. Everything that is not deterministic comes in here, so that tests and the
 * simulator can give it a clock, dice and a scheduler of their own.
 */
import type { Host } from '../asl/host.ts';

export interface Ports extends Host {
  /** Calls back once, not before `delayMs` has passed. Must not keep the process alive. */
  setTimer(delayMs: number, callback: () => void): { cancel(): void };
  /** Calls back soon, after what is at hand (in Node: setImmediate). */
  defer(callback: () => void): void;
  /** HMAC-SHA-256 of the UTF-8 bytes of `text`, as base64url. */
  hmac(key: string, text: string): string;
  /** Whether two texts are equal, in a time that does not depend on where they differ. */
  equalInConstantTime(a: string, b: string): boolean;
}

/** The part of a logger (such as pino) that the engine uses. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
