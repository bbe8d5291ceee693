/** Aliases as the API takes and shows them. Source: API reference, DescribeStateMachineAlias. */
import type { Realm } from '../aws/arn.ts';
import { registryErrors } from '../engine/registry-errors.ts';
import type { Route, StateMachineAlias } from '../engine/service.ts';
import { requireStateMachineArn } from './arns.ts';
import type { Input } from './model.ts';
import { epochSeconds } from './timestamps.ts';

type RoutingConfiguration = Input<'CreateStateMachineAlias'>['routingConfiguration'];

/** Throws InvalidArn, or ResourceNotFound for versions of other accounts; what else is asked of them is the engine's. */
export function routesOf(routing: RoutingConfiguration, realm: Realm): readonly Route[] {
  return routing.map(({ stateMachineVersionArn: versionArn, weight }) => {
    requireStateMachineArn(versionArn, realm, registryErrors.referenceNotFound);
    return { versionArn, weight };
  });
}

export function describedAlias(alias: StateMachineAlias) {
  return {
    ...listedAlias(alias),
    name: alias.name,
    ...(alias.description !== undefined && { description: alias.description }),
    routingConfiguration: alias.routes.map(({ versionArn, weight }) => ({
      stateMachineVersionArn: versionArn,
      weight,
    })),
    updateDate: epochSeconds(alias.updatedMs),
  };
}

export function listedAlias({ arn, createdMs }: StateMachineAlias) {
  return { stateMachineAliasArn: arn, creationDate: epochSeconds(createdMs) };
}
