/**
 * Published versions of state machines: immutable names of revisions, numbered from 1; a number is never used again.
 * Source: spec of the API, "Versions and aliases".
 *
 * A version is a row under its ARN, listed by its machine in the order of numbers. One more row per machine, under the
 * machine's ARN, holds the last number given out, as the version that had it may be deleted. Whoever changes versions
 * holds the lock of the machine; what was written is read again only when it is durable.
 */
import type { ResourceRow, Store } from '../store/store.ts';
import type { Committer } from './committer.ts';
import { registryErrors } from './registry-errors.ts';
import type { StateMachineVersion } from './service.ts';

const MAX_VERSIONS = 1000;
/** Scope of the rows that hold last numbers; no machine has such an ARN. */
const NUMBERS = 'last-numbers';

/** What is remembered of a machine beyond its versions. */
interface Numbering {
  readonly last: number;
  /** Set when the machine was created with `publish`; a repeated CreateStateMachine has to say the same. */
  readonly creation?: Publication;
}

/** `publish: true` of a request. */
export interface Publication {
  readonly description?: string;
}

/** Makes the version of a revision, or finds the one it has. Adds to the batch; throws ServiceQuotaExceeded first. */
export type Publisher = (
  revision: number,
  createdMs: number,
  publication: Publication,
  isCreation?: boolean,
) => StateMachineVersion;

export class Versions {
  readonly #store: Store;
  readonly #committer: Committer;

  constructor(store: Store, committer: Committer) {
    this.#store = store;
    this.#committer = committer;
  }

  async get(arn: string): Promise<StateMachineVersion | undefined> {
    const row = await this.#store.resource('version', arn);
    return row?.scope === NUMBERS ? undefined : row && versionOf(row);
  }

  /** Highest number first; `below`: only smaller numbers. */
  async list(machineArn: string, query: { below?: number; limit: number }): Promise<StateMachineVersion[]> {
    const { below, limit } = query;
    const rows = await this.#store.resources({
      kind: 'version',
      scope: machineArn,
      reverse: true,
      limit,
      ...(below !== undefined && { after: { position: below, key: '' } }),
    });
    return rows.map(versionOf);
  }

  /** How the machine was created. */
  async creation(machineArn: string): Promise<Publication | undefined> {
    return (await this.#numbering(machineArn)).creation;
  }

  /** Reads what publishing needs to know, so that the publishing itself is part of one step. */
  async publisher(machineArn: string): Promise<Publisher> {
    const numbering = await this.#numbering(machineArn);
    const highest = (await this.list(machineArn, { limit: 1 }))[0];
    const isFull = numbering.last >= MAX_VERSIONS && (await this.#count(machineArn)) >= MAX_VERSIONS;
    return (revision, createdMs, publication, isCreation = false) => {
      // Only the current revision is ever published, so if it has a version that is the highest.
      if (highest?.revision === revision) return highest;
      if (isFull) throw registryErrors.quotaExceeded('versions');
      const number = numbering.last + 1;
      const version = { arn: `${machineArn}:${number}`, number, revision, createdMs, ...publication };
      this.#put(
        machineArn,
        version,
        isCreation ? { last: number, creation: publication } : { ...numbering, last: number },
      );
      return version;
    };
  }

  delete(arn: string): void {
    this.#committer.batch.resourceDeleted('version', arn);
  }

  /** What is to be deleted with the machine; deletes nothing yet. */
  async keys(machineArn: string): Promise<string[]> {
    const versions = await this.list(machineArn, { limit: MAX_VERSIONS });
    return [machineArn, ...versions.map(({ arn }) => arn)];
  }

  async #count(machineArn: string): Promise<number> {
    return (await this.list(machineArn, { limit: MAX_VERSIONS })).length;
  }

  async #numbering(machineArn: string): Promise<Numbering> {
    const row = await this.#store.resource('version', machineArn);
    return row === undefined ? { last: 0 } : (JSON.parse(row.body) as Numbering);
  }

  #put(machineArn: string, version: StateMachineVersion, numbering: Numbering): void {
    const { batch } = this.#committer;
    const { arn: key, number: position, ...body } = version;
    batch.resource({ kind: 'version', key, scope: machineArn, position, body: JSON.stringify(body) });
    const counter = { kind: 'version', key: machineArn, scope: NUMBERS, position: 0 } as const;
    batch.resource({ ...counter, body: JSON.stringify(numbering) });
  }
}

/** Whether the qualifier of an ARN is a version's number rather than an alias's name. */
export function isVersionNumber(qualifier: string): boolean {
  return /^\d+$/.test(qualifier);
}

function versionOf({ key, position, body }: ResourceRow): StateMachineVersion {
  return { arn: key, number: position, ...(JSON.parse(body) as Omit<StateMachineVersion, 'arn' | 'number'>) };
}
