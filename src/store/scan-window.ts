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
    if (taken.length === limit || characters > maxCharacters) return { rows: taken, isLast: false };
  }
  return { rows: taken, isLast: true };
}

function sizeOf({ cause, input, output }: ScannedExecution): number {
  return (cause?.length ?? 0) + (input?.length ?? 0) + (output?.length ?? 0);
}
