import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDepthExceeds, parseExecutionInput, parseJson } from './json-text.ts';

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const CLOSE = (text: string, kind: string, column: number) =>
  `Unexpected end-of-input: expected close marker for ${kind} (start marker at [Source: (String)"${text}"; line: 1, column: ${column}])`;

describe('parseJson: texts of syntax errors', () => {
  it.each([
    ['not a definition', `Unrecognized token 'not': was expecting ${VALUES}`, 4],
    ["{'not': 'json'", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 3],
    ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 7],
    ['{"a":1 "b":2}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", 9],
    ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 5],
    ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 9],
    ['[1,]', `Unexpected character (']' (code 93)): expected a valid value ${VALUES}`, 5],
    ['{"a":}', `Unexpected character ('}' (code 125)): expected a valid value ${VALUES}`, 7],
    ['{', CLOSE('{', 'Object', 1), 2],
    ['[1', CLOSE('[1', 'Array', 1), 3],
    ['[{', CLOSE('[{', 'Object', 2), 3],
    ['{"a":1,', 'Unexpected end-of-input within/between Object entries', 8],
    ['{"a"', 'Unexpected end-of-input within/between Object entries', 5],
    ['{"a":', 'Unexpected end-of-input within/between Object entries', 6],
    ['{"a', 'Unexpected end-of-input in field name', 4],
    ['"abc', 'Unexpected end-of-input: was expecting closing quote for a string value', 5],
    [
      '{"a":1]',
      `Unexpected close marker ']': expected '}' (for Object starting at [Source: (String)"{"a":1]"; line: 1, column: 1])`,
      8,
    ],
    ['tru', `Unrecognized token 'tru': was expecting ${VALUES}`, 4],
    ['trueish', `Unrecognized token 'trueish': was expecting ${VALUES}`, 8],
    ['undefined', `Unrecognized token 'undefined': was expecting ${VALUES}`, 10],
    ['[NaN]', "Non-standard token 'NaN': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow", 5],
    ['[01]', 'Invalid numeric value: Leading zeroes not allowed', 3],
    [
      '[-]',
      "Unexpected character (']' (code 93)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
      4,
    ],
    ['[1.]', "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit", 5],
    ['[1e]', "Unexpected character (']' (code 93)) in numeric value: Exponent indicator not followed by a digit", 5],
    ['12abc', "Unexpected character ('a' (code 97)): Expected space separating root-level values", 4],
    ['"\\x"', "Unrecognized character escape 'x' (code 120)", 4],
    ['"\\u12g4"', "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence", 7],
    [
      '"\u0001"',
      'Illegal unquoted character ((CTRL-CHAR, code 1)): has to be escaped using backslash to be included in string value',
      3,
    ],
    [
      '\u0001',
      'Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is allowed between tokens',
      2,
    ],
    ['\ufeff{}', `Unexpected character ('\ufeff' (code 65279 / 0xfeff)): expected a valid value ${VALUES}`, 2],
    ['{} x', `Unrecognized token 'x': was expecting ${VALUES}`, 5],
  ])('%j', (text, message, column) => {
    expect(parseJson(text)).toEqual({ message, location: `[Source: (String)"${text}"; line: 1, column: ${column}]` });
  });

  it('counts lines, whatever ends them', () => {
    expect(parseJson('{\r\n "a": 1,\n\r x}')).toMatchObject({
      location: expect.stringMatching(/; line: 4, column: 3\]$/),
    });
  });

  it('repeats no more than 500 characters of the text', () => {
    const text = `"${'x'.repeat(600)}`;
    const location = `[Source: (String)"${text.slice(0, 500)}"[truncated 101 chars]; line: 1, column: 602]`;
    expect(parseJson(text)).toMatchObject({ location });
  });

  it('gives the value of valid text, with hostile names as own members', () => {
    expect(parseJson(' [1, "a", null] ')).toEqual({ value: [1, 'a', null] });
    const parsed = parseJson('{"__proto__":{"x":1}}') as { value: object };
    expect(Object.keys(parsed.value)).toEqual(['__proto__']);
  });
});

describe('parseExecutionInput', () => {
  it('has a text of its own for an empty input', () => {
    expect(parseExecutionInput('')).toEqual({ message: 'Invalid execution input.' });
    expect(parseExecutionInput(' \n')).toEqual({ message: 'Invalid execution input.' });
  });

  it('takes every JSON value', () => {
    for (const value of [1, 'text', null, true, {}, []]) {
      expect(parseExecutionInput(JSON.stringify(value))).toEqual({ value });
    }
  });

  it('words an error without its location', () => {
    expect(parseExecutionInput('not some json')).toEqual({
      message: `Unrecognized token 'not': was expecting ${VALUES}`,
    });
  });
});

describe('nesting', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  it('is counted in objects and arrays, not in strings', () => {
    expect(jsonDepthExceeds('[{"a":[]}]', 3)).toBe(false);
    expect(jsonDepthExceeds('[{"a":[]}]', 2)).toBe(true);
    expect(jsonDepthExceeds('["[[[[\\"[[[[", []]', 2)).toBe(false);
    expect(jsonDepthExceeds('[[],[],[],[]]', 2)).toBe(false);
  });

  it('is allowed up to 1000 levels and refused beyond, at any depth', () => {
    expect(parseJson(nested(1000))).toHaveProperty('value');
    for (const depth of [1001, 1_000_000]) {
      expect(parseJson(nested(depth))).toMatchObject({
        message: 'Document nesting depth (1001) exceeds the maximum allowed (1000)',
        location: expect.stringMatching(/; line: 1, column: 1002\]$/),
      });
    }
  });
});

describe('parseJson and JSON.parse', () => {
  it('agree on what is valid, for damaged texts too', () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.constantFrom('', '{', ']', ',', ':', '"', '\\', '-', '.', 'e', '0', 't', '\n', '\u0000', 'é'),
    );
    fc.assert(
      fc.property(fc.json(), fc.array(damage, { maxLength: 3 }), (json, damages) => {
        let text = json;
        for (const [at, char] of damages) {
          const i = at % (text.length + 1);
          text = text.slice(0, i) + char + text.slice(i + 1);
        }
        const parsed = parseJson(text);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect('value' in parsed).toBe(valid);
        if (!('value' in parsed)) expect(parsed.message).not.toBe('Invalid JSON');
      }),
      { numRuns: 3000 },
    );
  });
});
