/**
 * Prepared statements with the type of their rows. The one place where rows of node:sqlite get a type; a statement's
 * text names its columns as the members of that type.
 */
import type { DatabaseSync } from 'node:sqlite';

export type Value = string | number | null;

export interface Query<Row> {
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  /** An abandoned iteration ends its read transaction. */
  iterate(...values: Value[]): Iterable<Row>;
}

export function query<Row>(db: DatabaseSync, sql: string): Query<Row> {
  return db.prepare(sql) as unknown as Query<Row>;
}

/** The row as an ordinary object, without members that are NULL. */
export function withoutNulls<Row>(stored: Row): Row {
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(stored as object)) if (value !== null) row[name] = value;
  return row as Row;
}
