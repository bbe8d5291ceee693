/**
 * StartExecution, of a machine, version or alias. Output: executionArn, startDate.
 * Errors of the request itself: InvalidArn, InvalidName, InvalidExecutionInput.
 */
import { requireName } from '../../aws/names.ts';
import { requireStateMachineArn } from '../arns.ts';
import { requireExecutionInput } from '../execution-input.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';

export const startExecution: Operation<'StartExecution'> = {
  name: 'StartExecution',
  async handle(input, { service, realm }) {
    requireStateMachineArn(input.stateMachineArn, realm);
    if (input.name !== undefined) requireName(input.name);
    if (input.input !== undefined) requireExecutionInput(input.input);
    const { executionArn, startMs } = await service.startExecution(input);
    return { executionArn, startDate: epochSeconds(startMs) };
  },
};
