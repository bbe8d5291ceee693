/** Choice: goes where the first rule that matches points, else to Default. */
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { Run } from '../run.fixture.ts';

const pass = { Type: 'Pass', End: true };

function choose(fields: JsonObject, input: Json): Run {
  const States = { C: { Type: 'Choice', ...fields }, One: pass, Two: pass, Other: pass };
  return new Run({ StartAt: 'C', States }, input).finish();
}

const Choices: [JsonObject, JsonObject] = [
  { Variable: '$.n', NumericEquals: 1, Next: 'One' },
  { Variable: '$.n', NumericLessThan: 3, Next: 'Two' },
];

test('is entered and left, then the chosen state is entered', () => {
  const run = choose({ Choices, Default: 'Other' }, { n: 2 });
  expect(run.story).toEqual([
    '1<0 ExecutionStarted',
    '2<0 ChoiceStateEntered',
    '3<2 ChoiceStateExited',
    '4<3 PassStateEntered',
    '5<4 PassStateExited',
    '6<5 ExecutionSucceeded',
  ]);
  expect(run.details('ChoiceStateExited')).toMatchObject({ name: 'C', output: { n: 2 } });
});

test.each([
  [1, 'One'],
  [2, 'Two'],
  [3, 'Other'],
])('%i leads to %s', (n, name) => {
  expect(choose({ Choices, Default: 'Other' }, { n }).details('PassStateEntered')?.['name']).toBe(name);
});

test('without match and Default the execution fails with States.Runtime', () => {
  const run = choose({ Choices: [...Choices, { Variable: '$.n', NumericEquals: 99, Next: 'Other' }] }, { n: 7 });
  expect(run.story).toEqual(['1<0 ExecutionStarted', '2<0 ChoiceStateEntered', '3<2 ExecutionFailed']);
  expect(run.execution.error).toEqual({
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'C' (entered at the event id #2). " +
      'Failed to transition out of the state. The state does not point to a next state.',
  });
});

test('InputPath and OutputPath hold for rules and Default', () => {
  const fields = { InputPath: '$.in', OutputPath: '$.n', Choices, Default: 'Other' };
  expect(choose(fields, { in: { n: 1 } }).output).toBe(1);
  expect(choose(fields, { in: { n: 9 } }).output).toBe(9);
});

test('Assign of the rule replaces that of the state, which serves Default', () => {
  const [first, second] = Choices;
  const fields = {
    Choices: [{ ...first, Assign: { 'who.$': '$.n' } }, second],
    Default: 'Other',
    Assign: { who: 'default' },
  };
  const assigned = (n: number) => choose(fields, { n }).details('ChoiceStateExited')?.['assignedVariables'];
  expect(assigned(1)).toEqual({ who: '1' });
  expect(assigned(2)).toBeUndefined();
  expect(assigned(9)).toEqual({ who: '"default"' });
});
