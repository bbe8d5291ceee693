/**
 * UPDATE of just the columns that an ExecutionUpdate has: SQLite rewrites the entry of every index whose columns a
 * statement names, changed or not, so one statement for all columns would pay for indexes that do not change.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ExecutionUpdate } from '../store.ts';
import { columnName } from './execution-columns.ts';
import type { Value } from './query.ts';

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

export class UpdateStatements {
  readonly #db: DatabaseSync;
  /** By the set of members as bits. */
  readonly #statements = new Map<number, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  run(update: ExecutionUpdate): void {
    const values: Value[] = [];
    let bits = 0;
    for (const [index, member] of MEMBERS.entries()) {
      const value = update[member];
      if (value === undefined) continue;
      bits |= 1 << index;
      values.push(value);
    }
    if (bits !== 0) this.#statement(bits).run(...values, update.id);
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
