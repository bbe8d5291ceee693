/**
 * Where the arrow keys lead in a layout: up and down along the lines, else to the nearest node in that direction,
 * sideways steps counting more than far ones.
 */
import type { Layout, LayoutNode } from './layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

export function neighbour(layout: Layout, id: string | undefined, direction: Direction): LayoutNode | undefined {
  const nodes = layout.nodes.filter(({ type }) => type !== 'start' && type !== 'end');
  const from = nodes.find((node) => node.id === id);
  if (from === undefined) return nodes[0];
  const along = from.isGroup ? undefined : alongLine(layout, from, direction);
  if (along !== undefined) return along;
  let best: LayoutNode | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    if (node === from) continue;
    const cost = costOf(anchor(from), anchor(node), direction);
    if (cost < least) {
      least = cost;
      best = node;
    }
  }
  return best;
}

/** Down the first line that leaves a state, and up the first that comes to it: the way of the execution. */
function alongLine({ nodes, edges }: Layout, from: LayoutNode, direction: Direction): LayoutNode | undefined {
  if (direction !== 'down' && direction !== 'up') return undefined;
  const [own, other] = direction === 'down' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const line = edges.find(
    (edge) => edge[own] === from.id && !edge.isBack && edge.kind !== 'start' && edge.kind !== 'end',
  );
  return line === undefined ? undefined : nodes.find(({ id }) => id === line[other]);
}

/** Groups are met at their header. */
function anchor({ x, y, width, height, isGroup }: LayoutNode): { x: number; y: number } {
  return { x: x + width / 2, y: y + (isGroup ? 24 : height / 2) };
}

function costOf(from: { x: number; y: number }, to: { x: number; y: number }, direction: Direction): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = { up: -dy, down: dy, left: -dx, right: dx }[direction];
  const across = Math.abs(direction === 'up' || direction === 'down' ? dx : dy);
  return along <= 4 ? Number.POSITIVE_INFINITY : along + 2 * across;
}
