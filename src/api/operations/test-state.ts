/**
 * TestState: runs one state without a state machine. Output: status, output, error, cause, nextState, inspectionData.
 * Errors of the request itself: InvalidArn (role); InvalidDefinition, InvalidExecutionInput and the ValidationExceptions
 * of what goes together are those of asl/test-state.
 */
import { requireRoleArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const testState: Operation<'TestState'> = {
  name: 'TestState',
  async handle(input, { service, realm, whenGone }) {
    if (input.roleArn !== undefined) requireRoleArn(input.roleArn);
    return service.testState(realm, input, whenGone?.());
  },
};
