/** The filter members of an input, as the engine takes them. Errors: InvalidArn. */

import type { Realm } from '../../aws/arn.ts';
import type { ExecutionFilter, PayloadCondition } from '../../engine/trees/tree-service.ts';
import { requireExecutionArn, requireMapRunArn, requireStateMachineArn } from '../arns.ts';
import type { FilterMembers } from './model.ts';

export function executionFilter(input: FilterMembers, realm: Realm): ExecutionFilter {
  const { stateMachineArn, parentArn, rootArn, mapRunArn, startedAfter, startedBefore, where, ...rest } = input;
  if (stateMachineArn !== undefined) requireStateMachineArn(stateMachineArn, realm);
  if (parentArn !== undefined) requireExecutionArn(parentArn, realm);
  if (rootArn !== undefined) requireExecutionArn(rootArn, realm);
  if (mapRunArn !== undefined) requireMapRunArn(mapRunArn, realm);
  const { stateMachineName, status, name, rootsOnly, error, text } = rest;
  return {
    ...(stateMachineArn !== undefined && { stateMachineArn }),
    ...(parentArn !== undefined && { parentArn }),
    ...(rootArn !== undefined && { rootArn }),
    ...(mapRunArn !== undefined && { mapRunArn }),
    ...(startedAfter !== undefined && { startedAfterMs: startedAfter * 1000 }),
    ...(startedBefore !== undefined && { startedBeforeMs: startedBefore * 1000 }),
    ...(where !== undefined && { where: where as readonly PayloadCondition[] }),
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(status !== undefined && { status }),
    ...(name !== undefined && { name }),
    ...(rootsOnly !== undefined && { rootsOnly }),
    ...(error !== undefined && { error }),
    ...(text !== undefined && { text }),
  };
}
