/** What is found in a text, and the part of it that is pointed at. */
import { describe, expect, it } from 'vitest';
import { checkText } from './check.ts';

/** Findings as `<severity> <line>:<column> <the text that is pointed at>`. */
function found(name: string, text: string): string[] {
  return checkText(name, text, 'STANDARD').findings.map(
    ({ severity, position, span }) =>
      `${severity} ${position.line}:${position.column} ${text.slice(span.start, span.end)}`,
  );
}

const inJson = (state: string) => found('a.json', `{"StartAt":"A","States":{\n"A":{${state}}}}`);

describe('in JSON', () => {
  it.each([
    ['a value', '"Type":"Pass","Next":"B","Comment":"c"', ['ERROR 1:16 "States"', 'ERROR 2:27 "B"']],
    ['a field that is not supported', '"Type":"Pass","Nxt":"B","End":true', ['ERROR 2:20 "Nxt"']],
    ['a member of a template', '"Type":"Pass","Parameters":{"b.$":"x"},"End":true', ['ERROR 2:34 "b.$"']],
    ['a parameter, which has .$ in the text only', start('"Inputs.$":"$"'), ['ERROR 2:108 "Inputs.$"']],
    ['the key of an object', '"Type":"Pass"', ['ERROR 2:1 "A"']],
    ['the key of a list', '"Type":"Choice","Choices":[]', ['ERROR 2:22 "Choices"']],
    [
      'an object in a list',
      '"Type":"Choice","Choices":[{"Condition":true}]',
      ['ERROR 2:33 {', 'ERROR 2:34 "Condition"'],
    ],
    ['a warning', '"Type":"Pass","Parameters":{"b":"$.c"},"End":true', ['WARNING 2:38 "$.c"']],
  ])('%s is pointed at', (_name, state, expected) => {
    expect(inJson(state)).toEqual(expected);
  });

  function start(parameter: string): string {
    const resource = 'arn:aws:states:::states:startExecution';
    return `"Type":"Task","Resource":"${resource}","Parameters":{"StateMachineArn":"a",${parameter}},"End":true`;
  }

  it('a name that stands twice is pointed at where it comes again', () => {
    expect(inJson('"Type":"Succeed"},"A":{"Type":"Fail"')).toEqual(['ERROR 2:24 "A"']);
  });

  it.each([
    ['{"StartAt": tru}', 'ERROR 1:15 u'],
    ['{\n "a" 1}', 'ERROR 2:6 1'],
    ['{"a": 1', 'ERROR 1:7 1'],
    ['', 'ERROR 1:1 '],
    ['[1]', 'ERROR 1:1 ['],
  ])('%j: the character that is wrong', (text, expected) => {
    expect(found('a.json', text)).toEqual([expected]);
  });
});

describe('in YAML', () => {
  it('values, keys, aliases and values without a text are pointed at', () => {
    const text = `StartAt: A
States:
  A: &pass
    Type: Pass
    Nxt: 'B'
    Retry:
    Result: "a
      b"
    End: 1
  B: *pass
`;
    expect(found('a.yaml', text)).toEqual(
      ['ERROR 5:5 Nxt', 'ERROR 6:5 Retry', 'ERROR 9:10 1', 'ERROR 5:5 Nxt', 'ERROR 6:5 Retry', 'ERROR 9:10 1'].sort(),
    );
  });

  it('is recognised by the name of the file, else by how it begins', () => {
    for (const [name, text] of [
      ['a.yml', '{StartAt: A}'],
      ['-', 'StartAt: A'],
      ['a.asl', '# comment\nStartAt: A'],
    ] as const) {
      expect(found(name, text)).toHaveLength(1);
      expect(checkText(name, text, 'STANDARD').findings[0]?.code).toBe('SCHEMA_VALIDATION_FAILED');
    }
    expect(checkText('-', '{StartAt: A}', 'STANDARD').findings[0]?.code).toBe('INVALID_JSON_DESCRIPTION');
    expect(checkText('a.json', 'StartAt: A', 'STANDARD').findings[0]?.code).toBe('INVALID_JSON_DESCRIPTION');
  });

  it('texts that look like dates, and keys that look like numbers, are texts', () => {
    const text = 'StartAt: 1\nStates:\n  1: {Type: Wait, Timestamp: 2030-01-01T00:00:00Z, End: yes}\n';
    expect(found('a.yaml', text.replace('StartAt: 1', "StartAt: '1'").replace('yes', 'true'))).toEqual([]);
    expect(found('a.yaml', text)).toEqual(['ERROR 1:10 1', 'ERROR 3:57 yes']);
  });

  it.each([
    ['a syntax error', 'a: [1', 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['keys that stand twice', 'a: 1\na: 2', 'Map keys must be unique'],
    ['keys that are no texts', '? [a]\n: 1', 'A key must be a text'],
    ['several documents', 'a: 1\n---\nb: 2', 'The file has several documents; a definition is one'],
    ['an alias of nothing', 'a: *b', 'Nothing has the name of this alias'],
    ['an alias in itself', 'a: &a\n  b: *a', 'Values are nested more than 1000 deep'],
    ['deep nesting', '['.repeat(50_000), 'Values are nested more than 1000 deep'],
    ['aliases that multiply', bomb(), 'There are more than 200000 values'],
  ])('%s is refused', (_name, text, message) => {
    expect(checkText('a.yaml', text, 'STANDARD').findings).toMatchObject([{ code: 'INVALID_YAML', message }]);
  });

  function bomb(): string {
    const lines = Array.from({ length: 12 }, (_, i) => `k${i + 1}: &k${i + 1} [${`*k${i},`.repeat(10)}]`);
    return ['k0: &k0 x', ...lines].join('\n');
  }

  it('hostile keys are keys', () => {
    const { findings } = checkText('a.yaml', '__proto__: 1\nconstructor: 2\n', 'STANDARD');
    expect(findings.map(({ message }) => message)).toEqual([
      'These fields are required: [States, StartAt]',
      "Field '__proto__' is not supported",
      "Field 'constructor' is not supported",
    ]);
  });
});
