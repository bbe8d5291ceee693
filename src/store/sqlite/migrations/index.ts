/**
 * All migrations, in order: the place in the list is the version (from 1). A released one is never edited, as its
 * checksum is kept with the data; a change of the schema is a new file at the end.
 */
import { sql as tables } from './0001-tables.ts';
import { sql as resources } from './0002-resources.ts';
import { sql as trees } from './0003-trees.ts';
import { sql as closedExecutions } from './0004-closed-executions.ts';

export const MIGRATIONS: readonly string[] = [tables, resources, trees, closedExecutions];
