/**
 * Puts the nodes of one scope into layers and orders each layer, so that lines go downwards and cross little. Edges
 * that lead back get a lane of their own beside the nodes. Deterministic: ties keep the order of the definition.
 * Method: depth-first search for the edges back, longest path for the layers, barycentres for the order (Sugiyama).
 */

export interface PlainEdge {
  readonly from: number;
  readonly to: number;
  /** How much it wants to be straight; 1 is usual. */
  readonly weight: number;
}

/** Nodes stand in even layers only; the odd ones between them are for what is written beside the lines. */
const STRIDE = 2;

/** A place in a layer: a node, or a bend of an edge that passes through. */
export interface Slot {
  readonly layer: number;
  readonly node?: number;
  readonly edge?: number;
  /** Of that edge. */
  readonly weight?: number;
  /** Slots of the layer above and below that this is connected with. */
  readonly up: number[];
  readonly down: number[];
}

export interface Layers {
  readonly slots: readonly Slot[];
  /** Ids of slots from left to right, for each layer. */
  readonly order: readonly (readonly number[])[];
  readonly slotOf: readonly number[];
  /** The slots that an edge runs through, from its source to its target, without both. */
  readonly route: readonly (readonly number[])[];
  /** Edges that lead upwards or to themselves; their route lies beside both of their ends. */
  readonly back: ReadonlySet<number>;
}

const SWEEPS = 8;

export function layered(count: number, edges: readonly PlainEdge[], start: number): Layers {
  const back = backEdges(count, edges, start);
  const layerOf = longestPaths(count, edges, back, start);
  const slots: Slot[] = [];
  const slotOf: number[] = [];
  const add = (slot: Omit<Slot, 'up' | 'down'>): number => slots.push({ ...slot, up: [], down: [] }) - 1;
  for (let node = 0; node < count; node++) slotOf.push(add({ layer: layerOf[node]! * STRIDE, node }));
  const route = edges.map(({ from, to, weight }, edge) => {
    const [first, last] = [layerOf[from]! * STRIDE, layerOf[to]! * STRIDE];
    const lanes: number[] = [];
    if (back.has(edge)) for (let layer = first; layer >= last; layer--) lanes.push(add({ layer, edge, weight }));
    else for (let layer = first + 1; layer < last; layer++) lanes.push(add({ layer, edge, weight }));
    const chain = back.has(edge) ? [...lanes].reverse() : [slotOf[from]!, ...lanes, slotOf[to]!];
    for (let i = 1; i < chain.length; i++) {
      slots[chain[i - 1]!]!.down.push(chain[i]!);
      slots[chain[i]!]!.up.push(chain[i - 1]!);
    }
    return lanes;
  });
  const order = ordered(slots, discovery(count, edges, start), route, back, edges, slotOf);
  return { slots, order, slotOf, route, back };
}

/** Targets of each node, as numbers of edges. */
function outgoing(count: number, edges: readonly PlainEdge[]): number[][] {
  const out: number[][] = Array.from({ length: count }, () => []);
  edges.forEach(({ from }, edge) => {
    out[from]!.push(edge);
  });
  return out;
}

/** Roots of the search: where the scope starts, then whatever is not reached from there, in order. */
function roots(count: number, start: number): number[] {
  return [...(start >= 0 ? [start] : []), ...Array.from({ length: count }, (_, node) => node)];
}

function backEdges(count: number, edges: readonly PlainEdge[], start: number): Set<number> {
  const out = outgoing(count, edges);
  const back = new Set<number>();
  const state = new Uint8Array(count); // 1: on the path, 2: done
  for (const root of roots(count, start)) {
    if (state[root] !== 0) continue;
    const path: { node: number; next: number }[] = [{ node: root, next: 0 }];
    state[root] = 1;
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const edge = out[top.node]![top.next++];
      if (edge === undefined) {
        state[top.node] = 2;
        path.pop();
        continue;
      }
      const { to } = edges[edge]!;
      if (state[to] === 1) back.add(edge);
      else if (state[to] === 0) {
        state[to] = 1;
        path.push({ node: to, next: 0 });
      }
    }
  }
  return back;
}

function longestPaths(count: number, edges: readonly PlainEdge[], back: ReadonlySet<number>, start: number): number[] {
  const out = outgoing(count, edges);
  const waiting = new Array<number>(count).fill(0);
  edges.forEach(({ to }, edge) => {
    if (!back.has(edge)) waiting[to] = waiting[to]! + 1;
  });
  const layer = new Array<number>(count).fill(0);
  const ready = roots(count, start).filter((node, i, all) => waiting[node] === 0 && all.indexOf(node) === i);
  for (let at = 0; at < ready.length; at++) {
    const node = ready[at]!;
    for (const edge of out[node]!) {
      if (back.has(edge)) continue;
      const { to } = edges[edge]!;
      layer[to] = Math.max(layer[to]!, layer[node]! + 1);
      waiting[to] = waiting[to]! - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  return layer;
}

/** Order of first sight, depth first: what follows stays below what it follows. */
function discovery(count: number, edges: readonly PlainEdge[], start: number): number[] {
  const out = outgoing(count, edges);
  const seen = new Array<number>(count).fill(-1);
  let next = 0;
  for (const root of roots(count, start)) {
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.pop()!;
      if (seen[node] !== -1) continue;
      seen[node] = next++;
      for (let i = out[node]!.length - 1; i >= 0; i--) stack.push(edges[out[node]![i]!]!.to);
    }
  }
  return seen;
}

function ordered(
  slots: readonly Slot[],
  seen: readonly number[],
  route: readonly (readonly number[])[],
  back: ReadonlySet<number>,
  edges: readonly PlainEdge[],
  slotOf: readonly number[],
): number[][] {
  const rank = slots.map(({ node, edge }) => (node !== undefined ? seen[node]! : seen[edges[edge!]!.to]! + 0.5));
  const layers: number[][] = [];
  slots.forEach(({ layer }, slot) => {
    while (layers.length <= layer) layers.push([]);
    layers[layer]!.push(slot);
  });
  for (const layer of layers) layer.sort((a, b) => rank[a]! - rank[b]! || a - b);
  // Ends of lanes back stand right of their node and do not take part in the sorting.
  const ends = new Map<number, number>();
  for (const edge of back) {
    const lanes = route[edge]!;
    ends.set(lanes[0]!, slotOf[edges[edge]!.from]!);
    if (lanes.length > 1) ends.set(lanes[lanes.length - 1]!, slotOf[edges[edge]!.to]!);
  }
  let best = layers.map((layer) => withEnds(layer, ends));
  let crossings = countCrossings(slots, best);
  for (let sweep = 0; sweep < SWEEPS && crossings > 0; sweep++) {
    const down = sweep % 2 === 0;
    const position = positions(slots.length, layers);
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[down ? i : layers.length - 1 - i]!;
      sortByBarycentre(layer, slots, position, down);
    }
    const next = layers.map((layer) => withEnds(layer, ends));
    const found = countCrossings(slots, next);
    if (found >= crossings) continue;
    best = next;
    crossings = found;
  }
  return best;
}

function positions(count: number, layers: readonly (readonly number[])[]): number[] {
  const position = new Array<number>(count).fill(0);
  for (const layer of layers)
    layer.forEach((slot, i) => {
      position[slot] = i;
    });
  return position;
}

function sortByBarycentre(layer: number[], slots: readonly Slot[], position: number[], down: boolean): void {
  const key = new Map<number, number>();
  for (const slot of layer) {
    const neighbours = down ? slots[slot]!.up : slots[slot]!.down;
    const sum = neighbours.reduce((total, neighbour) => total + position[neighbour]!, 0);
    key.set(slot, neighbours.length === 0 ? position[slot]! : sum / neighbours.length);
  }
  layer.sort((a, b) => key.get(a)! - key.get(b)! || position[a]! - position[b]!);
  layer.forEach((slot, i) => {
    position[slot] = i;
  });
}

function withEnds(layer: readonly number[], ends: ReadonlyMap<number, number>): number[] {
  const kept = layer.filter((slot) => !ends.has(slot));
  for (const slot of layer) {
    const node = ends.get(slot);
    if (node !== undefined) kept.splice(kept.indexOf(node) + 1, 0, slot);
  }
  return kept;
}

function countCrossings(slots: readonly Slot[], layers: readonly (readonly number[])[]): number {
  const position = positions(slots.length, layers);
  let crossings = 0;
  for (const layer of layers) {
    const ends: number[] = [];
    for (const slot of layer) {
      const targets = slots[slot]!.down.map((below) => position[below]!).sort((a, b) => a - b);
      for (const target of targets) for (const end of ends) if (end > target) crossings++;
      ends.push(...targets);
    }
    if (crossings > 50_000) break; // enough to know that this is no better
  }
  return crossings;
}
