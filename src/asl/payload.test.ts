/** Payload: one value, one text, each made at most once; the limit of 262,144 bytes of UTF-8. */
import { describe, expect, test } from 'vitest';
import { EvaluationFailure } from './errors.ts';
import type { Json } from './json.ts';
import { MAX_PAYLOAD_BYTES, Payload, tooLargeTogether } from './payload.ts';

test('text that comes in goes out untouched', () => {
  const payload = Payload.fromText('{ "a" : 1.0 }');
  expect(payload.value).toEqual({ a: 1 });
  expect(payload.text).toBe('{ "a" : 1.0 }');
});

test('value, text and quoted text are made once', () => {
  const parsed = Payload.fromText('{"a":[1]}');
  expect(parsed.value).toBe(parsed.value);
  const value = { a: 'é"' };
  expect(Payload.of(value).value).toBe(value);
  expect(Payload.of(value).quoted).toBe(JSON.stringify('{"a":"é\\""}'));
});

test('null and false are values', () => {
  expect(Payload.fromText('null').value).toBeNull();
  expect(Payload.of(null).text).toBe('null');
  expect(Payload.of(false).text).toBe('false');
});

describe('the size limit', () => {
  const sized = (bytes: number, character = 'x') =>
    Payload.of(character.repeat((bytes - 2) / Buffer.byteLength(character)));

  test.each(['x', 'é', '€', '😀'])('counts the bytes of %s', (character) => {
    const width = Buffer.byteLength(character);
    const most = MAX_PAYLOAD_BYTES - ((MAX_PAYLOAD_BYTES - 2) % width);
    expect(sized(most, character).tooLarge).toBe(false);
    expect(sized(most + width, character).tooLarge).toBe(true);
  });

  test('texts are too large together as one array would be', () => {
    const text = Payload.of('x'.repeat(65_533)).text; // 65,535 bytes
    expect(tooLargeTogether([text, text, text, text])).toBe(
      Payload.fromText(`[${text},${text},${text},${text}]`).tooLarge,
    );
    expect(tooLargeTogether([text, text, text, text.slice(1)])).toBe(false);
    expect(tooLargeTogether([])).toBe(false);
    expect(tooLargeTogether(['"é"'.repeat(60_000)])).toBe(false);
    expect(tooLargeTogether(['"é"'.repeat(80_000)])).toBe(true);
  });
});

describe('nesting', () => {
  const nested = (levels: number): Json => {
    let value: Json = 1;
    for (let i = 0; i < levels; i++) value = [value];
    return value;
  };

  test('is written down to 1,000 levels', () => {
    expect(Payload.of(nested(1000)).text).toHaveLength(2001);
  });

  test.each([1001, 100_000])('of %i levels is a failure of the workflow', (levels) => {
    expect(() => Payload.of(nested(levels)).text).toThrow(expect.any(EvaluationFailure));
  });

  test('long texts without it are fine', () => {
    expect(Payload.of([nested(999), '['.repeat(5000), nested(999)]).text).toContain('[[[[');
  });
});
