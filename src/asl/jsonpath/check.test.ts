import { describe, expect, it } from 'vitest';
import { checkIntrinsicOrPath, checkPath, checkReferencePath, checkTemplate, referencedVariables } from './check.ts';

describe('checks of texts', () => {
  it('find nothing wrong with valid ones', () => {
    for (const text of ['$', '$$', '$$.a', '$v', '$.a-b[*]', '$..a[?(@.b == 1)]'])
      expect(checkPath(text)).toBeUndefined();
    for (const text of ['$', '$.a', "$['a b'][0]"]) expect(checkReferencePath(text)).toBeUndefined();
    for (const text of ['$.a', "States.Format('{}', $.a)"]) expect(checkIntrinsicOrPath(text)).toBeUndefined();
  });

  it('say what is wrong', () => {
    expect(checkPath('a')).toBe('Value must be a valid JSONPath.');
    expect(checkReferencePath('a')).toBe("Value is not a Reference Path: Reference path didn't start with '$'");
    expect(checkReferencePath('$.a[*]')).toBe(
      'Value is not a Reference Path: Reference path must identify a single node',
    );
    expect(checkIntrinsicOrPath('States.Nope()')).toContain('valid intrinsic function call');
  });
});

describe('checkTemplate', () => {
  it('reports every .$ member that is neither path nor call, at the location of its object', () => {
    const template = { 'a.$': '$.ok', 'b.$': 'no', c: [{ 'd.$': 5 }], 'e.$': "States.Format('\\n')", f: 'no' };
    const message = (field: string): string =>
      `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
    expect(checkTemplate(template, '/States/P/Parameters')).toEqual([
      { message: message('b.$'), location: '/States/P/Parameters' },
      { message: message('d.$'), location: '/States/P/Parameters/c[0]' },
      { message: message('e.$'), location: '/States/P/Parameters' },
    ]);
  });
});

describe('checkTemplate on names', () => {
  it('reports members that have one name when the suffix is off', () => {
    expect(checkTemplate({ a: { 'b.$': '$', b: 1, 'b.$.$': '$' } }, '/T')).toEqual([
      { message: 'There should only be one of the following fields: [b, b.$]', location: '/T/a' },
      { message: 'There should only be one of the following fields: [b.$, b.$.$]', location: '/T/a' },
    ]);
  });
});

describe('referencedVariables', () => {
  it('finds variables in paths and calls of a state, not in constants', () => {
    const state = {
      InputPath: '$a.x',
      Parameters: {
        'p.$': '$b',
        constant: '$no',
        SomePath: '$no',
        'q.$': "States.Format('{}', States.Array($c[0], $.d))",
      },
      Choices: [{ And: [{ Variable: '$e', StringEqualsPath: '$f' }] }],
      Assign: { 'g.$': '$b', g: '$no' },
      Result: { 'r.$': '$no' },
      OutputPath: '$$.no',
    };
    expect(referencedVariables(state)).toEqual(['a', 'b', 'c', 'e', 'f']);
  });
});
