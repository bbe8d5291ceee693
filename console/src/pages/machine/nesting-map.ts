/**
 * Who nests whom, laid out around one state machine: those that start it in columns to its left, those that it starts
 * in columns to its right, each as near as it can be. Machines that are not reached from it are left out.
 */
import type { NestingEdge } from '../../api/operations.ts';

export interface MapNode {
  /** ARN, or the expression that gives it. */
  readonly id: string;
  readonly isDynamic: boolean;
  /** 0 is the machine itself, -1 those that start it, 1 those that it starts. */
  readonly column: number;
  readonly row: number;
}

export interface NestingMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly NestingEdge[];
}

export function nestingMap(edges: readonly NestingEdge[], centre: string): NestingMap {
  const callees = distances(
    centre,
    edges,
    ({ from }) => from,
    ({ to }) => to,
  );
  const callers = distances(
    centre,
    edges,
    ({ to }) => to,
    ({ from }) => from,
  );
  const columns = new Map<string, number>([[centre, 0]]);
  for (const [id, distance] of callees) columns.set(id, distance);
  // A machine on both sides (a circle) stands where it is nearer, and on the right when that is undecided.
  for (const [id, distance] of callers) {
    if (id !== centre && distance < (callees.get(id) ?? Number.POSITIVE_INFINITY)) columns.set(id, -distance);
  }
  const dynamic = new Set(edges.filter((edge) => edge.dynamic).map(({ to }) => to));
  const rows = new Map<number, number>();
  const ids = [...columns.keys()].sort();
  const nodes = ids.map((id): MapNode => {
    const column = columns.get(id) as number;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { id, isDynamic: dynamic.has(id), column, row };
  });
  return { nodes, edges: edges.filter(({ from, to }) => columns.has(from) && columns.has(to)) };
}

/** Steps from the centre to everything that can be reached, 0 for itself. */
function distances(
  centre: string,
  edges: readonly NestingEdge[],
  near: (edge: NestingEdge) => string,
  far: (edge: NestingEdge) => string,
): Map<string, number> {
  const byNear = Map.groupBy(edges, near);
  const found = new Map([[centre, 0]]);
  const queue = [centre];
  for (const id of queue) {
    for (const edge of byNear.get(id) ?? []) {
      if (found.has(far(edge))) continue;
      found.set(far(edge), (found.get(id) as number) + 1);
      queue.push(far(edge));
    }
  }
  return found;
}
