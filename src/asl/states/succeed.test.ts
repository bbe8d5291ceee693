/** Succeed: ends its branch. */
import { expect, test } from 'vitest';
import { Run } from '../run.fixture.ts';

test('is entered and left, and its output is that of the execution', () => {
  const definition = { StartAt: 'S', States: { S: { Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' } } };
  const run = new Run(definition, { a: { b: 1 } }).finish();
  expect(run.story).toEqual([
    '1<0 ExecutionStarted',
    '2<0 SucceedStateEntered',
    '3<2 SucceedStateExited',
    '4<3 ExecutionSucceeded',
  ]);
  expect(run.output).toBe(1);
});

test('in a branch it ends the branch alone', () => {
  const branch = (Result: string) => ({
    StartAt: `P${Result}`,
    States: { [`P${Result}`]: { Type: 'Pass', Result, Next: `S${Result}` }, [`S${Result}`]: { Type: 'Succeed' } },
  });
  const definition = {
    StartAt: 'P',
    States: {
      P: { Type: 'Parallel', Branches: [branch('a'), branch('b')], Next: 'After' },
      After: { Type: 'Pass', End: true },
    },
  };
  expect(new Run(definition).finish().output).toEqual(['a', 'b']);
});
