/**
 * StartSyncExecution: runs an EXPRESS execution and answers with its end. Output: the execution and billingDetails.
 * Errors of the request itself: InvalidArn, InvalidName, InvalidExecutionInput.
 */
import { requireName } from '../../aws/names.ts';
import { requireStateMachineArn } from '../arns.ts';
import { requireExecutionInput } from '../execution-input.ts';
import { syncExecution } from '../execution-view.ts';
import type { Operation } from '../operation.ts';

export const startSyncExecution: Operation<'StartSyncExecution'> = {
  name: 'StartSyncExecution',
  async handle(input, { service, realm }) {
    requireStateMachineArn(input.stateMachineArn, realm);
    if (input.name !== undefined) requireName(input.name);
    if (input.input !== undefined) requireExecutionInput(input.input);
    const row = await service.startSyncExecution(input);
    return syncExecution(row, input.includedData !== 'METADATA_ONLY');
  },
};
