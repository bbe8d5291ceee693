/**
 * Aliases of state machines: names that lead to one or two versions, by weights. Source: spec of the API, "Versions and
 * aliases". An alias is a row under its ARN, listed by its machine in the order of creation. Whoever changes aliases holds
 * the lock of the machine; what was written is read again only when it is durable.
 */
import { apiErrors } from '../aws/api-error.ts';
import { parseStateMachineArn } from '../aws/arn.ts';
import type { ResourceRow, Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import { registryErrors } from './registry-errors.ts';
import type { Route, StateMachineAlias } from './service.ts';
import { isVersionNumber } from './versions.ts';

export const MAX_ALIASES = 100;

export class Aliases {
  readonly #store: Store;
  readonly #committer: Committer;

  constructor(store: Store, committer: Committer) {
    this.#store = store;
    this.#committer = committer;
  }

  async get(arn: string): Promise<StateMachineAlias | undefined> {
    const row = await this.#store.resource('alias', arn);
    return row && aliasOf(row);
  }

  /** All of a machine, in the order of creation. */
  async list(machineArn: string): Promise<StateMachineAlias[]> {
    return (await this.#store.resources({ kind: 'alias', scope: machineArn, limit: MAX_ALIASES })).map(aliasOf);
  }

  put(machineArn: string, { arn: key, position, ...body }: StateMachineAlias): void {
    this.#committer.batch.resource({ kind: 'alias', key, scope: machineArn, position, body: JSON.stringify(body) });
  }

  delete(arn: string): void {
    this.#committer.batch.resourceDeleted('alias', arn);
  }
}

/**
 * The state machine that a routing configuration belongs to. Throws InvalidArn, or ValidationException: it takes
 * versions of one machine, each once, with weights that add up to 100.
 */
export function requireRouting(routes: readonly Route[]): string {
  const arns = routes.map(({ versionArn }) => versionArn);
  const refs = arns.map((arn) => {
    const ref = parseStateMachineArn(arn);
    if (ref === undefined) throw apiErrors.invalidArn(`Invalid ARN prefix: ${arn}`);
    return ref;
  });
  const received = `Received: [${arns.join(', ')}]`;
  if (!refs.every(({ qualifier }) => qualifier !== undefined && isVersionNumber(qualifier))) {
    throw registryErrors.routing(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns).size < arns.length) {
    throw registryErrors.routing(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw registryErrors.routing(
      `Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`,
    );
  }
  const machines = new Set(refs.map(({ arn }) => arn));
  if (machines.size > 1) {
    throw registryErrors.routing(`Routing configuration must contain versions of one state machine. ${received}`);
  }
  return [...machines].join();
}

/** Whether both lead to the same versions with the same weights, in whichever order. */
export function sameRouting(a: readonly Route[], b: readonly Route[]): boolean {
  const weights = new Map(a.map(({ versionArn, weight }) => [versionArn, weight]));
  return a.length === b.length && b.every(({ versionArn, weight }) => weights.get(versionArn) === weight);
}

/** The version that a start goes to; `random`: at least 0, less than 1. */
export function routedTo(routes: readonly Route[], random: number): string {
  let rest = random * 100;
  for (const { versionArn, weight } of routes) {
    if (rest < weight) return versionArn;
    rest -= weight;
  }
  throw new Error('the weights of an alias do not add up to 100');
}

function aliasOf({ key, position, body }: ResourceRow): StateMachineAlias {
  return { arn: key, position, ...(JSON.parse(body) as Omit<StateMachineAlias, 'arn' | 'position'>) };
}
