/**
 * UPDATE of just the columns that an ExecutionUpdate has: SQLite rewrites the entry of every index whose columns a
 * statement names, changed or not, so one statement for all columns would pay for indexes that do not change.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ExecutionUpdate } from '../store.ts';
import { columnName } from './execution-columns.ts';
import type { Value } from './query.ts';

/** The status comes first: see STATUS_BIT. */
const MEMBERS = [
  'status',
  'stopMs',
  'output',
  'error',
  'cause',
  'deadlineMs',
  'wakeAtMs',
  'redriveCount',
  'redriveMs',
] as const satisfies readonly (keyof ExecutionUpdate)[];

/** Adds an update to a run of them: key, set of members as bits, their values in the order of MEMBERS. */
export function pushUpdate(updates: Value[], update: ExecutionUpdate): void {
  const start = updates.push(update.id, 0);
  let bits = 0;
  for (let index = 0; index < MEMBERS.length; index++) {
    const value = update[MEMBERS[index] as (typeof MEMBERS)[number]];
    if (value === undefined) continue;
    bits |= 1 << index;
    updates.push(value);
  }
  updates[start - 1] = bits;
}

const STATUS_BIT = 1;

/** The new status of the update that begins at `at`; undefined when it does not change it. */
export function statusOf(updates: readonly Value[], at: number): Value | undefined {
  return ((updates[at + 1] as number) & STATUS_BIT) === 0 ? undefined : updates[at + 2];
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export class UpdateStatements {
  readonly #db: DatabaseSync;
  /** By the set of members as bits. */
  readonly #statements = new Map<number, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Runs the update that begins at `at`; answers with the place behind it, and whether there was such an execution. */
  run(updates: readonly Value[], at: number): { next: number; wasThere: boolean } {
    const bits = updates[at + 1] as number;
    const next = at + 2 + countBits(bits);
    if (bits === 0) return { next, wasThere: true };
    const { changes } = this.#statement(bits).run(...updates.slice(at + 2, next), updates[at] as number);
    return { next, wasThere: changes > 0 };
  }

  #statement(bits: number): StatementSync {
    const known = this.#statements.get(bits);
    if (known !== undefined) return known;
    const members = MEMBERS.filter((_, index) => bits & (1 << index));
    const assignments = members.map((member) => `${columnName(member)} = ?`).join(', ');
    const made = this.#db.prepare(`UPDATE executions SET ${assignments} WHERE id = ?`);
    this.#statements.set(bits, made);
    return made;
  }
}
