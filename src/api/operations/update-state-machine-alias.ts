/**
 * UpdateStateMachineAlias. Output: updateDate.
 * Errors of the request itself: InvalidArn, ResourceNotFound (other accounts), ValidationException (nothing to update).
 */
import { apiErrors } from '../../aws/api-error.ts';
import { routesOf } from '../alias-view.ts';
import { requireAliasArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';

const NOTHING = 'Either the description or the routing configuration must be specified';

export const updateStateMachineAlias: Operation<'UpdateStateMachineAlias'> = {
  name: 'UpdateStateMachineAlias',
  async handle({ stateMachineAliasArn, description, routingConfiguration }, { service, realm }) {
    requireAliasArn(stateMachineAliasArn, realm);
    if (description === undefined && routingConfiguration === undefined) {
      throw apiErrors.validation(NOTHING, 'MISSING_REQUIRED_PARAMETER');
    }
    const { updatedMs } = await service.registry.updateAlias({
      aliasArn: stateMachineAliasArn,
      ...(description !== undefined && { description }),
      ...(routingConfiguration !== undefined && { routes: routesOf(routingConfiguration, realm) }),
    });
    return { updateDate: epochSeconds(updatedMs) };
  },
};
