/** TestState over the wire; what it answers is tested in asl/test-state. */
import { expect, it } from 'vitest';
import type { Json } from '../../asl/json.ts';
import { InProcessApi, PASS, ROLE } from './in-process-api.fake.ts';

const PASS_STATE = JSON.stringify({ Type: 'Pass', Next: 'N' });
const CONTEXT = JSON.stringify({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  ResultSelector: { 'id.$': '$$.Execution.Id' },
  End: true,
});

it('TestState answers with what the state does', async () => {
  const api = await InProcessApi.start();
  const input = { definition: PASS_STATE, input: '{"a":1}', inspectionLevel: 'DEBUG' };
  expect(await api.call('TestState', input)).toEqual({
    status: 'SUCCEEDED',
    output: '{"a":1}',
    nextState: 'N',
    inspectionData: {
      input: '{"a":1}',
      afterInputPath: '{"a":1}',
      afterParameters: '{"a":1}',
      afterResultSelector: '{"a":1}',
      afterResultPath: '{"a":1}',
    },
  });
});

it('TestState speaks for the account of its caller', async () => {
  const api = await InProcessApi.start();
  const input = { definition: CONTEXT, mock: { result: '{}' } };
  const { output } = await api.call('TestState', input, '210987654321');
  expect(JSON.parse(output as string).id).toMatch(/^arn:aws:states:us-east-1:210987654321:express:/);
});

it('TestState calls the service of a Task without mock', async () => {
  const api = await InProcessApi.start({ service: ({ parameters }) => ({ type: 'succeeded', result: parameters }) });
  const definition = JSON.stringify({ ...JSON.parse(CONTEXT), ResultSelector: { 'name.$': '$.FunctionName' } });
  expect(await api.call('TestState', { definition, roleArn: ROLE })).toEqual({
    status: 'SUCCEEDED',
    output: '{"name":"f"}',
  });
});

it.each<[object, Json[]]>([
  [{ roleArn: 'nobody' }, ['InvalidArn', "Invalid Role Arn: 'nobody'"]],
  [{ input: '{' }, ['InvalidExecutionInput', expect.stringContaining('Invalid State Machine Execution Input') as Json]],
  [{ definition: JSON.stringify(PASS), stateName: 'Q' }, ['ValidationException', 'State not found in definition']],
  [{ inspectionLevel: 'ALL' }, ['ValidationException', expect.stringContaining('[INFO, DEBUG, TRACE]') as Json]],
])('TestState refuses %j', async (more, refusal) => {
  const api = await InProcessApi.start();
  expect(await api.refusal('TestState', { definition: PASS_STATE, ...more })).toEqual(refusal);
});
