/**
 * How an ExecutionRow lies in the table `executions`: one list of columns serves writing and reading. Members of
 * `parent` have columns of their own; `root_arn` is NULL for a root, whose root ARN is its own.
 */
import type { ExecutionRow, ParentLink } from '../store.ts';
import type { Value } from './query.ts';

interface Column {
  readonly name: string;
  readonly member: string;
  readonly ofParent: boolean;
  readonly value: (row: ExecutionRow) => Value;
}

type PlainMember = Exclude<keyof ExecutionRow, 'parent'>;

const PLAIN: readonly PlainMember[] = [
  'id',
  'arn',
  'name',
  'stateMachineArn',
  'revision',
  'versionArn',
  'aliasArn',
  'status',
  'startMs',
  'stopMs',
  'depth',
  'startedByArn',
  'mapRunArn',
  'redriveCount',
  'redriveMs',
  'forkedFromArn',
  'forkedFromState',
  'deadlineMs',
  'wakeAtMs',
  'traceHeader',
  'error',
  'cause',
  'input',
  'output',
];

const OF_PARENT: readonly (keyof ParentLink)[] = ['id', 'arn', 'framePath', 'state', 'attempt', 'taskId', 'sync'];

const COLUMNS: readonly Column[] = [
  ...PLAIN.map(plainColumn),
  ...OF_PARENT.map(parentColumn),
  {
    name: 'root_arn',
    member: 'rootArn',
    ofParent: false,
    value: (row) => (row.rootArn === row.arn ? null : row.rootArn),
  },
];

/** `wakeAtMs` becomes `wake_at_ms`. */
export function columnName(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function plainColumn(member: PlainMember): Column {
  return { name: columnName(member), member, ofParent: false, value: (row) => row[member] ?? null };
}

function parentColumn(member: keyof ParentLink): Column {
  const value = (row: ExecutionRow) => toValue(row.parent?.[member]);
  return { name: `parent_${columnName(member)}`, member, ofParent: true, value };
}

function toValue(value: string | number | boolean | undefined): Value {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}

const NAMES = COLUMNS.map((column) => column.name).join(', ');
const PAYLOADS = ['input', 'output', 'cause'];
const SUMMARY_NAMES = COLUMNS.flatMap(({ name }) => (PAYLOADS.includes(name) ? [] : [name])).join(', ');

export const INSERT_EXECUTION = `INSERT INTO executions (${NAMES}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;
export const SELECT_EXECUTION = `SELECT ${NAMES} FROM executions`;
/** Without payloads. */
export const SELECT_SUMMARY = `SELECT ${SUMMARY_NAMES} FROM executions`;

/** A row as SELECT_EXECUTION gives it. */
export type StoredExecution = Readonly<Record<string, Value>>;

export const COLUMN_COUNT = COLUMNS.length;

/** Adds the parameters of INSERT_EXECUTION, COLUMN_COUNT values. */
export function pushExecution(values: Value[], row: ExecutionRow): void {
  for (const column of COLUMNS) values.push(column.value(row));
}

/** Where a column stands in the parameters of INSERT_EXECUTION. */
export function placeOf(member: PlainMember): number {
  return PLAIN.indexOf(member);
}

export function toExecution(stored: StoredExecution): ExecutionRow {
  const row: Record<string, unknown> = {};
  const parent: Record<string, unknown> = {};
  for (const { name, member, ofParent } of COLUMNS) {
    const value = stored[name] ?? null;
    if (value !== null) (ofParent ? parent : row)[member] = value;
  }
  if (stored['parent_id'] !== null) row['parent'] = { ...parent, sync: stored['parent_sync'] === 1 };
  row['rootArn'] ??= row['arn'];
  return row as unknown as ExecutionRow;
}
