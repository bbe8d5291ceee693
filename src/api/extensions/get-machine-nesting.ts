/** GetMachineNesting: who nests whom, from the definitions. Errors of the request itself: InvalidArn. */
import { requireStateMachineArn } from '../arns.ts';
import type { Extension } from './extension.ts';

export const getMachineNesting: Extension<'GetMachineNesting'> = {
  name: 'GetMachineNesting',
  async handle({ stateMachineArn }, { service, realm }) {
    if (stateMachineArn !== undefined) requireStateMachineArn(stateMachineArn, realm);
    const edges = await service.trees.nesting(realm, stateMachineArn);
    return { edges: edges.map(({ isDynamic, ...edge }) => ({ ...edge, dynamic: isDynamic })) };
  },
};
