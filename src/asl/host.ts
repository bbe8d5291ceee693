/** What the interpreter needs from outside and must not take by itself: the engine injects it, tests fake it. */
export interface Host {
  /** Milliseconds since the epoch; one value per turn. */
  nowMs(): number;
  /** A float from 0 inclusive to 1 exclusive. */
  random(): number;
  /** A random (version 4) UUID. */
  uuid(): string;
  /** Lower-case hex digest of the UTF-8 bytes of `text`. */
  hash(algorithm: HashAlgorithm, text: string): string;
  base64Encode(text: string): string;
  /** Decodes to text, or undefined when `text` is not Base64. */
  base64Decode(text: string): string | undefined;
}

export const HASH_ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const;
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number];
