import type { Json } from './json.ts';
import { utf8Length } from './json.ts';

/** Largest input, output or result of a state, task or execution, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 262_144;

/**
 * A JSON value together with its text, each made from the other at most once: a state that passes its
 * input through parses and serialises nothing, and the event, the row and the size check share one text.
 */
export class Payload {
  #value: Json | undefined;
  #text: string | undefined;
  #quoted: string | undefined;

  private constructor(value: Json | undefined, text: string | undefined) {
    this.#value = value;
    this.#text = text;
  }

  /** From a value that nobody changes any more. */
  static of(value: Json): Payload {
    return new Payload(value, undefined);
  }

  /** From text that is known to be valid JSON. */
  static fromText(text: string): Payload {
    return new Payload(undefined, text);
  }

  static readonly emptyObject = new Payload({}, '{}');

  /** The value; treat it as frozen. */
  get value(): Json {
    if (this.#value === undefined) this.#value = JSON.parse(this.#text as string) as Json;
    return this.#value;
  }

  get text(): string {
    if (this.#text === undefined) this.#text = JSON.stringify(this.#value);
    return this.#text;
  }

  /** The text as a JSON string literal, as it stands in history events. */
  get quoted(): string {
    if (this.#quoted === undefined) this.#quoted = JSON.stringify(this.text);
    return this.#quoted;
  }

  /** Whether the UTF-8 text is larger than AWS allows. */
  get tooLarge(): boolean {
    const text = this.text;
    if (text.length * 3 <= MAX_PAYLOAD_BYTES) return false;
    return text.length > MAX_PAYLOAD_BYTES || utf8Length(text) > MAX_PAYLOAD_BYTES;
  }
}
