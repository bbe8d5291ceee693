import { describe, expect, it } from 'vitest';
import { checkText } from './check.ts';
import { fillSubstitutions } from './substitutions.ts';

/** A hole that is filled in when the definition is deployed. */
const hole = (name: string) => `\${${name}}`;

function codes(states: object, name = 'a.json'): string[] {
  const { findings } = checkText(name, JSON.stringify({ StartAt: 'A', States: states }), 'STANDARD');
  return findings.map(({ severity, code, location }) => `${severity} ${code} ${location}`);
}

const end = { End: true };

describe('what is filled in at deployment', () => {
  it.each([
    ['a Resource', { Type: 'Task', Resource: hole('Fn'), ...end }],
    [
      'a part of a Resource',
      {
        Type: 'Task',
        Resource: `arn:${hole('AWS::Partition')}:lambda:${hole('AWS::Region')}:1:function:${hole('F')}`,
        ...end,
      },
    ],
    ['a whole service', { Type: 'Task', Resource: `arn:aws:states:::${hole('Service')}:publish`, ...end }],
    [
      'numbers',
      {
        Type: 'Task',
        Resource: hole('F'),
        TimeoutSeconds: hole('T'),
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: hole('N') }],
        ...end,
      },
    ],
    ['an instant', { Type: 'Wait', Timestamp: hole('When'), ...end }],
    [
      'paths',
      { Type: 'Pass', InputPath: hole('P'), OutputPath: `$.${hole('Q')}`, Parameters: { 'a.$': hole('R') }, ...end },
    ],
    [
      'values in templates',
      { Type: 'Pass', Parameters: { Resource: hole('A'), FilePath: hole('B'), MaxItems: hole('C') }, ...end },
    ],
    [
      'a part of an expression',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% 'a-${hole('Stage')}' %}`, ...end },
    ],
  ])('%s may be', (_name, state) => {
    expect(codes({ A: state })).toEqual([]);
  });

  it('lets everything else be checked', () => {
    expect(codes({ A: { Type: 'Task', Resource: hole('F'), Next: 'B', TimeoutSeconds: 0 } })).toEqual([
      'ERROR SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds',
    ]);
    const start = `arn:${hole('AWS::Partition')}:states:::states:startExecution`;
    expect(codes({ A: { Type: 'Task', Resource: start, Parameters: { Input: hole('I') }, ...end } })).toEqual([
      'ERROR SCHEMA_VALIDATION_FAILED /States/A/Parameters',
    ]);
  });

  it('is reported with its place', () => {
    const text = `{"StartAt":"A",\n "States":{"A":{"Type":"Fail","Error":"${hole('E')} or ${hole('F')}"}}}`;
    expect(checkText('a.json', text, 'STANDARD').substitutions).toEqual([
      { location: '/States/A/Error', texts: [hole('E'), hole('F')], position: { line: 2, column: 39 } },
    ]);
  });

  it('in YAML may be a tag of CloudFormation, whatever its value', () => {
    const text = `StartAt: A
States:
  A: {Type: Task, Resource: !GetAtt Child.Arn, Next: B}
  B: {Type: Task, Resource: !Sub 'arn:aws:lambda:us-east-1:1:function:\${F}', Next: C}
  C: {Type: Task, Resource: !Join [':', [arn, aws]], Next: D}
  D: {Type: Wait, Seconds: !Ref Delay, End: true}
`;
    const { findings, substitutions } = checkText('a.yaml', text, 'STANDARD');
    expect(findings).toEqual([]);
    expect(substitutions.flatMap(({ texts }) => texts)).toEqual(['Child.Arn', 'F', 'Join', 'Delay'].map(hole));
  });
});

describe('fillSubstitutions', () => {
  it('changes nothing but the values with holes, and keeps keys that are repeated', () => {
    const json = `{ "Resource": "${hole('A')}", "Resource":"x",\n"b": [ "${hole('B')}", 1.50 ] }`;
    expect(fillSubstitutions(json).json).toBe(json);
    const one = `{ "a": 1.50, "SecondsPath": "${hole('B')}" }`;
    expect(fillSubstitutions(one).json).toBe('{ "a": 1.50, "SecondsPath": "$" }');
  });
});
