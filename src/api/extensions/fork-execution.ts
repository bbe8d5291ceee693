/**
 * ForkExecution: a new execution that begins at a state of another one. Output: executionArn, startDate.
 * Errors of the request itself: InvalidArn, InvalidName, InvalidExecutionInput, ValidationException.
 */
import { isObject } from '../../asl/json.ts';
import { apiErrors } from '../../aws/api-error.ts';
import { requireName } from '../../aws/names.ts';
import { requireExecutionArn } from '../arns.ts';
import { requireExecutionInput } from '../execution-input.ts';
import { epochSeconds } from '../timestamps.ts';
import type { Extension } from './extension.ts';

export const forkExecution: Extension<'ForkExecution'> = {
  name: 'ForkExecution',
  async handle({ executionArn, stateName, input, name, variables }, { service, realm }) {
    requireExecutionArn(executionArn, realm);
    if (name !== undefined) requireName(name);
    if (input !== undefined) requireExecutionInput(input);
    if (variables !== undefined && !isObject(variables)) throw apiErrors.validation('variables must be an object');
    const forked = await service.trees.fork(executionArn, { stateName, input, name, variables });
    return { executionArn: forked.executionArn, startDate: epochSeconds(forked.startMs) };
  },
};
