/** The steps between a state's input and output. */
import { expect, test } from 'vitest';
import { DefinitionIndex } from './definition-index.ts';
import { evaluationSteps } from './evaluation-steps.ts';
import { historyOf, type RunOptions } from './history.fixture.ts';

const CONTEXT = { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:M:x', startMs: 0 };

function steps(state: object, options: RunOptions = {}): string[] {
  const definition = { StartAt: 'S', States: { S: { ...state, End: true } } };
  const history = historyOf(definition, options);
  const found = evaluationSteps(history.visits[0]!, new DefinitionIndex(definition).get('S'), CONTEXT);
  return found.map(({ title, value, origin, note }) => `${title} ${origin} ${value ?? note}`);
}

test('JSONPath: what was not recorded is worked out', () => {
  expect(
    steps(
      {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        InputPath: '$.in',
        Parameters: { FunctionName: 'f', 'Payload.$': '$.a' },
        ResultSelector: { 'got.$': '$.Payload' },
        ResultPath: '$.out',
        OutputPath: '$.out',
      },
      { input: { in: { a: 1 } }, answer: () => ({ result: { Payload: 2 } }) },
    ),
  ).toEqual([
    'State input recorded {"in":{"a":1}}',
    'InputPath computed {"a":1}',
    'Parameters recorded {"FunctionName":"f","Payload":1}',
    'Result recorded {"Payload":2}',
    'ResultSelector computed {"got":2}',
    'ResultPath computed {"in":{"a":1},"out":{"got":2}}',
    'OutputPath recorded {"got":2}',
    'State output recorded {"got":2}',
  ]);
});

test('chance is not made up', () => {
  expect(steps({ Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' } })[1]).toMatch(
    /^Parameters unknown Cannot be worked out from the history: a UUID differs/,
  );
});

test('JSONata: arguments and result are recorded', () => {
  expect(
    steps(
      {
        QueryLanguage: 'JSONata',
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: '{% $states.input.f %}' },
        Output: '{% $states.result.Payload %}',
        Assign: { seen: true },
      },
      { input: { f: 'g' }, answer: () => ({ result: { Payload: 2 } }) },
    ),
  ).toEqual([
    'State input recorded {"f":"g"}',
    'Arguments recorded {"FunctionName":"g"}',
    'Result recorded {"Payload":2}',
    'Output unknown Its value is the state output below.',
    'Assign recorded {"seen":true}',
    'State output recorded 2',
  ]);
});
