import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { validateDefinition } from '../validate/validate.ts';
import { checkExpression, referencedVariables } from './check.ts';

const findings = (text: string, available: string[] = []) =>
  checkExpression(text, available).map(({ code, message }) => `${code} ${message}`);
const invalid = (message: string) => [`INVALID_JSONATA_EXPRESSION ${message}`];
const unsupported = (...references: string[]) =>
  references.map((reference) => `UNSUPPORTED_JSONATA_EXPRESSION Reference to ${reference} is not supported.`);

describe('checks of expressions', () => {
  it.each<[string, string[]]>([
    ['$states.input.a + 1', []],
    ['[1, 2', invalid('Expected "]" before end of expression')],
    ['$states.input[0,1]', invalid('Expected "]", got ","')],
    ['', invalid('Unexpected end of expression')],
    ['/a**/', [expect.stringMatching(/^INVALID_JSONATA_EXPRESSION Invalid regular expression/)]],
    [`${'('.repeat(20_000)}1`, invalid('The expression is nested too deeply')],
    [Array.from({ length: 5000 }, () => '1').join('+'), invalid('The expression is nested too deeply')],
    ['phone', unsupported("'phone' at the top level")],
    ['phone.number', unsupported("'phone' at the top level")],
    [
      '$exists(phone) ? [a, {"k": b}] : (c; -d)',
      unsupported(
        "'phone' at the top level",
        "'a' at the top level",
        "'b' at the top level",
        "'c' at the top level",
        "'d' at the top level",
      ),
    ],
    ['$states.input.list[a = 1].b{c: d}^(e).(f + g)', []],
    ['$states.input ~> |a.b|{"c": d}|', []],
    ['$map($x, function($v) { $v.a })', []],
    ['$$', unsupported("'$$'")],
    ['$x[$$.a = 1]', unsupported("'$$'")],
    ['$', []],
    ['$states.result', unsupported("'$states.result'")],
    ['$states.errorOutput.Error', unsupported("'$states.errorOutput'")],
    ['$undeclared', []],
  ])('%s', (text, expected) => {
    expect(findings(text)).toEqual(expected);
  });

  it('know where the result and the error output are', () => {
    expect(findings('$states.result', ['result'])).toEqual([]);
    expect(findings('$states.errorOutput', ['errorOutput'])).toEqual([]);
    expect(findings('$states.result', ['errorOutput'])).toEqual(unsupported("'$states.result'"));
  });

  it('list the variables that are read, but not those bound in the expression or built in', () => {
    const fields = {
      Output: '{% $a + $b.c + $sum($d) %}',
      Arguments: ['{% ($x := $e; $map($x, function($v, $i) { $v & $f })) %}', '$no', '{% $g ~> |h@$j#$k|{"z": $l}| %}'],
      Broken: '{% $( %}',
    };
    expect(referencedVariables(fields).sort()).toEqual(['a', 'b', 'd', 'e', 'f', 'g', 'l']);
  });
});

describe('checks of definitions', () => {
  const diagnosticsOf = (state: JsonObject) => {
    const definition = { QueryLanguage: 'JSONata', StartAt: 'X', States: { X: { End: true, ...state } } };
    const { diagnostics } = validateDefinition(JSON.stringify(definition), { type: 'STANDARD' });
    return diagnostics
      .filter(({ severity }) => severity === 'ERROR')
      .map(({ code, location }) => `${code} ${location}`);
  };

  it.each<[string, JsonObject, string[]]>([
    ['Output', { Type: 'Pass', Output: { a: ['{% 1 + %}'] } }, ['INVALID_JSONATA_EXPRESSION /States/X/Output/a[0]']],
    ['Assign', { Type: 'Pass', Assign: { v: '{% name %}' } }, ['UNSUPPORTED_JSONATA_EXPRESSION /States/X/Assign/v']],
    [
      'a result before there is one',
      {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
        Arguments: { M: '{% $states.result %}' },
      },
      ['UNSUPPORTED_JSONATA_EXPRESSION /States/X/Arguments/M'],
    ],
    [
      'the result of a Task',
      { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', Output: '{% $states.result %}' },
      [],
    ],
    [
      'a Pass has no result',
      { Type: 'Pass', Output: '{% $states.result %}' },
      ['UNSUPPORTED_JSONATA_EXPRESSION /States/X/Output'],
    ],
    ['Seconds', { Type: 'Wait', Seconds: '{% $states.input[ %}' }, ['INVALID_JSONATA_EXPRESSION /States/X/Seconds']],
    ['variables that nobody declares', { Type: 'Pass', Output: '{% $doesNotExist %}' }, []],
  ])('%s', (_name, state, expected) => {
    expect(diagnosticsOf(state)).toEqual(expected);
  });

  it('the error output is for catchers', () => {
    const task = (Output: string, caught: string) => ({
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      Output,
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'X', Output: caught }],
    });
    expect(diagnosticsOf(task('{% 1 %}', '{% $states.errorOutput %}'))).toEqual([]);
    expect(diagnosticsOf(task('{% $states.errorOutput %}', '{% $states.result %}'))).toEqual([
      'UNSUPPORTED_JSONATA_EXPRESSION /States/X/Output',
      'UNSUPPORTED_JSONATA_EXPRESSION /States/X/Catch[0]/Output',
    ]);
  });
});
