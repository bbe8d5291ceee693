/** Scopes and references; the names of variables themselves are checked with the other fields. */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { validateDefinition } from './validate.ts';
import { variableReferences } from './variables.ts';

const pass = (more: JsonObject = {}): JsonObject => ({ Type: 'Pass', End: true, ...more });
const assign = (...names: string[]): JsonObject => ({ Assign: Object.fromEntries(names.map((name) => [name, 1])) });
const scope = (name: string, state: JsonObject): JsonObject => ({ StartAt: name, States: { [name]: state } });
const parallel = (...Branches: Json[]): JsonObject => ({ Type: 'Parallel', End: true, Branches });
const map = (ItemProcessor: Json, more: JsonObject = {}): JsonObject => ({
  Type: 'Map',
  End: true,
  ItemProcessor,
  ...more,
});
const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

function findings(definition: JsonObject): string[] {
  return validateDefinition(JSON.stringify(definition), { type: 'STANDARD' }).diagnostics.map(
    ({ severity, code, location }) => `${severity} ${code} ${location}`,
  );
}

describe('a variable of an inner scope', () => {
  const taken = (at: string) => `ERROR INVALID_VARIABLE_NAME ${at}`;

  it('has no name of an outer one', () => {
    const inner = scope('B', pass(assign('x', 'y')));
    const at = '/States/A/Branches[0]/States/B/Assign';
    expect(findings(scope('A', { ...parallel(inner), ...assign('x') }))).toEqual([taken(at)]);
    expect(findings(scope('A', { ...map(inner), ...assign('y') }))).toEqual([
      taken('/States/A/ItemProcessor/States/B/Assign'),
    ]);
  });

  it('has none of a scope further out, wherever that one assigns it', () => {
    const deep = parallel(scope('B', map(scope('C', pass({ Assign: { 'x.$': '$.a' } })))));
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'E', ...assign('x') }],
      Next: 'E',
    };
    const choice = { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'E', ...assign('x') }] };
    const at = taken('/States/A/Branches[0]/States/B/ItemProcessor/States/C/Assign');
    for (const assigning of [task, choice, pass({ Next: 'E', ...assign('x') })]) {
      const { End: _, ...other } = { End: undefined, ...(assigning as JsonObject) };
      const States = { A: { ...deep, Next: 'D' }, D: other, E: { Type: 'Succeed' } };
      delete (States.A as JsonObject)['End'];
      delete (States.D as JsonObject)['End'];
      expect(findings({ StartAt: 'A', States })).toEqual([at]);
    }
  });

  it('may have the name of one in a sister branch', () => {
    const branches = ['B', 'C'].map((name) => scope(name, pass(assign('x'))));
    expect(findings(scope('A', parallel(...branches)))).toEqual([]);
  });
});

describe('a variable that no state around assigns', () => {
  const reading = (name: string) => pass({ Parameters: { 'a.$': `$${name}` } });
  const warned = (at: string) => `WARNING UNDECLARED_VARIABLE ${at}`;

  it('is warned of, once for a state, at each state that reads it', () => {
    const state = pass({ Parameters: { 'a.$': '$x.y', 'b.$': "States.Format('{}', $x)" }, OutputPath: '$z' });
    expect(findings(scope('A', state))).toEqual([warned('/States/A'), warned('/States/A')]);
  });

  it('may be assigned later, or in an outer scope', () => {
    expect(findings(scope('A', { ...reading('x'), ...assign('x') }))).toEqual([]);
    expect(findings(scope('A', { ...parallel(scope('B', reading('x'))), ...assign('x') }))).toEqual([]);
  });

  it('is not visible from outside, from a sister branch, or in the executions of a distributed Map', () => {
    const inner = scope('B', pass(assign('x')));
    expect(findings(scope('A', { ...parallel(inner), OutputPath: '$x' }))).toEqual([warned('/States/A')]);
    expect(findings(scope('A', parallel(inner, scope('C', reading('x')))))).toEqual([
      warned('/States/A/Branches[1]/States/C'),
    ]);
    const processor = { ...scope('B', reading('x')), ...distributed };
    expect(findings(scope('A', { ...map(processor, { ItemSelector: { 'x.$': '$x' } }), ...assign('x') }))).toEqual([
      warned('/States/A/ItemProcessor/States/B'),
    ]);
  });
});

describe('variableReferences', () => {
  it('names what each state reads, sorted, and leaves out states that read nothing', () => {
    const definition = {
      StartAt: 'Start',
      States: {
        Start: pass({ Assign: { errorVar: 1, causeVar: '$no' }, Next: 'Fail' }),
        Fail: { Type: 'Fail', CausePath: '$errorVar.b', ErrorPath: "States.Format('{}{}', $causeVar, $errorVar)" },
      },
    };
    expect(variableReferences(definition)).toEqual({ Fail: ['causeVar', 'errorVar'] });
    expect(variableReferences(scope('A', pass()))).toEqual({});
  });

  it('keeps the states of branches and processors apart from the one they stand in', () => {
    const inner = scope('C', pass({ Assign: { 'sum.$': 'States.MathAdd($b, $a)' } }));
    const definition = scope(
      'A',
      parallel(scope('B', map(inner, { MaxConcurrencyPath: '$m', ItemSelector: { x: '$no' } }))),
    );
    expect(variableReferences(definition)).toEqual({ B: ['m'], C: ['a', 'b'] });
  });

  it('is harmless with hostile names of states', () => {
    const definition = JSON.parse('{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","InputPath":"$v"}}}');
    expect(Object.entries(variableReferences(definition))).toEqual([['__proto__', ['v']]]);
  });
});
