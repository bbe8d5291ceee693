/**
 * CreateStateMachineAlias, of the machine whose versions it routes to. Output: stateMachineAliasArn, creationDate.
 * Errors of the request itself: InvalidArn, ResourceNotFound (versions of other accounts).
 */
import { routesOf } from '../alias-view.ts';
import type { Operation } from '../operation.ts';
import { epochSeconds } from '../timestamps.ts';

export const createStateMachineAlias: Operation<'CreateStateMachineAlias'> = {
  name: 'CreateStateMachineAlias',
  async handle({ name, description, routingConfiguration }, { service, realm }) {
    const alias = await service.registry.createAlias({
      name,
      routes: routesOf(routingConfiguration, realm),
      ...(description !== undefined && { description }),
    });
    return { stateMachineAliasArn: alias.arn, creationDate: epochSeconds(alias.createdMs) };
  },
};
