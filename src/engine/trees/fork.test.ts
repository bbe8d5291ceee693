/** Forks: new executions that begin in the middle of others. */
import { beforeEach, describe, expect, it } from 'vitest';
import { failWith, succeedWith, TestEngine } from '../../testkit/test-engine.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Assign: { rate: 2, who: '{% $states.input.who %}' }, Output: { n: 20 }, Next: 'Second' },
    Second: { Type: 'Task', Resource: LAMBDA, Assign: { rate: 3 }, Next: 'Third' },
    Third: {
      Type: 'Pass',
      Output: '{% {"who": $who, "rate": $rate, "in": $states.input, "started": $states.context.Execution.Input} %}',
      End: true,
    },
  },
};

describe('a fork', () => {
  let t: TestEngine;
  let arn: string;
  let isMended = false;

  beforeEach(async () => {
    isMended = false;
    t = await TestEngine.start({ service: () => (isMended ? succeedWith('ok') : failWith('E')) });
    arn = await t.start(await t.createMachine('m', DEFINITION), { who: 'me' }, 'origin');
    expect((await t.finish(arn)).status).toBe('FAILED');
    isMended = true;
  });

  const output = async (executionArn: string) => JSON.parse((await t.finish(executionArn)).output as string) as object;

  it('begins at the state with its recorded input and the variables set by then', async () => {
    const { executionArn } = await t.engine.trees.fork(arn, { stateName: 'Second', name: 'again' });
    expect(executionArn).toBe(arn.replace('origin', 'again'));
    expect(await output(executionArn)).toEqual({ who: 'me', rate: 3, in: 'ok', started: { who: 'me' } });
    expect((await t.history(executionArn))[1]).toMatchObject({
      ...{ type: 'TaskStateEntered', previousEventId: 0 },
      stateEnteredEventDetails: { name: 'Second', input: '{"n":20}' },
    });
    expect(await t.engine.describeExecution(executionArn)).toMatchObject({
      ...{ depth: 0, rootArn: executionArn, forkedFromArn: arn, forkedFromState: 'Second' },
    });
    expect((await t.engine.describeExecution(arn)).status).toBe('FAILED');
  });

  it('takes another input and other variables', async () => {
    const request = { stateName: 'Third', input: '[1]', variables: { rate: 9 } };
    const { executionArn } = await t.engine.trees.fork(arn, request);
    expect(await output(executionArn)).toEqual({ who: 'me', rate: 9, in: [1], started: { who: 'me' } });
  });

  it('of a fork keeps the variables that it began with', async () => {
    const first = await t.engine.trees.fork(arn, { stateName: 'Third', input: '1', variables: { rate: 9 } });
    await t.finish(first.executionArn);
    await t.crash();
    const second = await t.engine.trees.fork(first.executionArn, { stateName: 'Third' });
    expect(await output(second.executionArn)).toMatchObject({ who: 'me', rate: 9, in: 1 });
  });

  it('runs the revision of its origin, and survives a crash', async () => {
    const changed = { StartAt: 'Other', States: { Other: { Type: 'Pass', End: true } } };
    const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
    await t.engine.updateStateMachine({ stateMachineArn, definition: JSON.stringify(changed) });
    const { executionArn } = await t.engine.trees.fork(arn, { stateName: 'Second' });
    await t.crash();
    expect(await output(executionArn)).toMatchObject({ rate: 3 });
  });

  it('needs a top-level state, an input for one that was never entered, and a free name', async () => {
    const fork = (request: object) => t.engine.trees.fork(arn, { stateName: 'Second', ...request });
    await expect(fork({ stateName: 'Nowhere' })).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(fork({ stateName: 'Third' })).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(fork({ name: 'origin' })).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    const variables = { big: 'x'.repeat(300_000) };
    await expect(fork({ variables })).rejects.toMatchObject({ code: 'ValidationException' });
  });
});
