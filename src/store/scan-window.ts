/** How much of a ScanQuery one answer holds. */
import type { Scan, ScannedExecution, ScanQuery } from './tree-queries.ts';

/** `rows` come in the order asked for, at most `limit` of them; `shape` makes what is given of each. */
export function takeScan(
  rows: Iterable<ScannedExecution>,
  { limit, maxCharacters }: ScanQuery,
  shape: (row: ScannedExecution) => ScannedExecution,
): Scan {
  const taken: ScannedExecution[] = [];
  let characters = 0;
  for (const row of rows) {
    taken.push(shape(row));
    characters += sizeOf(row);
    if (taken.length === limit || characters > maxCharacters) return { ...seen(taken), isLast: false };
  }
  return { ...seen(taken), isLast: true };
}

function seen(rows: readonly ScannedExecution[]): Omit<Scan, 'isLast'> {
  const last = rows.at(-1);
  if (last === undefined) return { rows, looked: 0 };
  return { rows, looked: rows.length, lastId: last.id, oldestMs: Math.min(...rows.map((row) => row.startMs)) };
}

function sizeOf({ cause, input, output }: ScannedExecution): number {
  return (cause?.length ?? 0) + (input?.length ?? 0) + (output?.length ?? 0);
}
