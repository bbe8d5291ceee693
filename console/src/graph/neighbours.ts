/** Where the arrow keys lead in a layout: the nearest node in a direction, sideways steps counting more than far ones. */
import type { Layout, LayoutNode } from './layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

export function neighbour(layout: Layout, id: string | undefined, direction: Direction): LayoutNode | undefined {
  const nodes = layout.nodes.filter(({ type }) => type !== 'start' && type !== 'end');
  const from = nodes.find((node) => node.id === id);
  if (from === undefined) return nodes[0];
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
