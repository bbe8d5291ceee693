/**
 * Lays out a definition: positions of states and paths of the lines between them, in pixels, the same for the same
 * definition and the same folds. Parallel and Map are groups around the layout of what is in them; a Task that starts
 * an execution can hold the layout of that execution's definition. Nothing is drawn here and no DOM is needed.
 */
import type { ScopeDefinition, StateDefinition } from '../history/definition-index.ts';
import { innerScopes, statesOf } from '../history/definition-index.ts';
import { columns } from './columns.ts';
import type { Layers } from './layers.ts';
import { layered } from './layers.ts';
import type { EdgeKind, ScopeEdge } from './scope-edges.ts';
import { scopeEdges } from './scope-edges.ts';

export interface LayoutNode {
  /** The state's name, behind the ids of the Tasks whose children it is shown in. */
  readonly id: string;
  readonly name: string;
  /** ASL's Type; `start` and `end` for the two marks. */
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Drawn around other nodes. */
  readonly isGroup: boolean;
  /** Can be opened or closed: it has something inside. */
  readonly canFold: boolean;
  /** Id of the Task whose child's definition this state is of; undefined for the execution's own. */
  readonly host?: string;
  /** Id of the group around it. */
  readonly parent?: string;
  readonly definition?: StateDefinition;
}

export interface LayoutEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind | 'start' | 'end';
  readonly isBack: boolean;
  /** Commands of an SVG path. */
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number; readonly direction: 'down' | 'left' };
  readonly label?: { readonly text: string; readonly full: string; readonly x: number; readonly y: number };
}

/** A branch of an open Parallel. */
export interface LayoutLane {
  readonly group: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly lanes: readonly LayoutLane[];
}

export interface LayoutOptions {
  /** Whether the Parallel or Map with this id is closed. */
  readonly isClosed?: (id: string) => boolean;
  /** The definition to show inside the Task with this id. */
  readonly childOf?: (id: string) => ScopeDefinition | undefined;
  /** Whether the Task could show a child. */
  readonly hasChild?: (id: string) => boolean;
}

const NODE_HEIGHT = 48;
const MIN_WIDTH = 200;
const MAX_WIDTH = 320;
/** Of the name, in the widest of the fonts that systems have. */
const CHARACTER = 8.2;
/** Icon, paddings and the button that opens. */
const NODE_EXTRA = 62;
const GROUP_HEADER = 52;
const GROUP_PADDING = 16;
const BRANCH_GAP = 16;
const COLUMN_GAP = 28;
const LAYER_GAP = 16;
const MAX_EXTRA_GAP = 30;
const LABEL_HEIGHT = 18;
const LABEL_CHARACTER = 6.6;
const LABEL_CHARACTERS = 24;
const LANE = 14;
const MARK = { width: 58, height: 26 };
const CORNER = 10;
const MIN_GROUP_WIDTH = 280;

export const ID_SEPARATOR = '\n';

export function layout(definition: ScopeDefinition, options: LayoutOptions = {}): Layout {
  const block = scopeBlock(definition, { options, marks: true, prefix: '' });
  return shifted(block, 24, 24, { width: block.width + 48, height: block.height + 48 });
}

interface Where {
  readonly options: LayoutOptions;
  readonly marks: boolean;
  /** Of ids. */
  readonly prefix: string;
  readonly host?: string;
  readonly parent?: string;
}

interface Item {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly block: Layout;
}

interface ItemEdge {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly kind: LayoutEdge['kind'];
  readonly label?: string;
}

/** The layout of one scope with its corner at 0, 0. */
function scopeBlock(scope: ScopeDefinition, where: Where): Layout {
  const states = statesOf(scope);
  const items = states.map(([name, state]) => stateItem(name, state, where));
  const numbers = new Map(states.map(([name], i) => [name, i]));
  const found = scopeEdges(scope);
  const usual = reachedWithoutFailure(found, scope.StartAt ?? states[0]?.[0]);
  const edges: ItemEdge[] = found.map((edge) => itemEdge(edge, numbers, usual));
  let start = numbers.get(scope.StartAt ?? '') ?? (items.length > 0 ? 0 : -1);
  if (where.marks) start = addMarks(items, edges, states, start, where);
  return arrange(items, edges, layered(items.length, edges, start));
}

/** How much a line wants to be straight: the way without failures is the spine of the picture. */
const WEIGHTS: Readonly<Record<EdgeKind, number>> = { next: 4, choice: 1, default: 1, catch: 0.02 };

function itemEdge(
  { from, to, kind, label }: ScopeEdge,
  numbers: ReadonlyMap<string, number>,
  usual: ReadonlySet<string>,
): ItemEdge {
  const weight = usual.has(from) ? WEIGHTS[kind] : WEIGHTS.catch;
  return { from: numbers.get(from)!, to: numbers.get(to)!, kind, weight, ...(label !== undefined && { label }) };
}

/** States that can be come to without a catcher. */
function reachedWithoutFailure(edges: readonly ScopeEdge[], start: string | undefined): Set<string> {
  const targets = new Map<string, string[]>();
  for (const { from, to, kind } of edges) {
    if (kind !== 'catch') targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const reached = new Set<string>();
  const waiting = start === undefined ? [] : [start];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    waiting.push(...(targets.get(state) ?? []));
  }
  return reached;
}

function addMarks(
  items: Item[],
  edges: ItemEdge[],
  states: readonly [string, StateDefinition][],
  start: number,
  where: Where,
): number {
  const mark = (type: 'start' | 'end', name: string): number => {
    const id = `${where.prefix}\t${type}`;
    const node: LayoutNode = { id, name, type, x: 0, y: 0, ...MARK, isGroup: false, canFold: false };
    return items.push({ id, name, type, block: { ...MARK, nodes: [node], edges: [], lanes: [] } }) - 1;
  };
  const begin = mark('start', 'Start');
  if (start >= 0) edges.unshift({ from: begin, to: start, kind: 'start', weight: 3 });
  const ends = states.flatMap(([, state], i) => (state['End'] === true || state['Type'] === 'Succeed' ? [i] : []));
  // A machine may only ever fail.
  if (ends.length > 0) {
    const end = mark('end', 'End');
    for (const from of ends) edges.push({ from, to: end, kind: 'end', weight: 1 });
  }
  return begin;
}

function stateItem(name: string, definition: StateDefinition, where: Where): Item {
  const id = `${where.prefix}${name}`;
  const type = String(definition['Type'] ?? '');
  const inner = innerScopes(definition);
  const { options } = where;
  const child = options.childOf?.(id);
  const base = {
    id,
    name,
    type,
    definition,
    ...(where.host !== undefined && { host: where.host }),
    ...(where.parent !== undefined && { parent: where.parent }),
  };
  if (child !== undefined) {
    const block = scopeBlock(child, { options, marks: false, prefix: `${id}${ID_SEPARATOR}`, host: id, parent: id });
    return { id, name, type, block: groupBlock({ ...base, canFold: true }, [block], false) };
  }
  if (inner.length > 0 && options.isClosed?.(id) !== true) {
    const blocks = inner.map((scope) => scopeBlock(scope, { ...where, marks: false, parent: id }));
    return { id, name, type, block: groupBlock({ ...base, canFold: true }, blocks, type === 'Parallel') };
  }
  const canFold = inner.length > 0 || options.hasChild?.(id) === true;
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.ceil((name.length * CHARACTER + NODE_EXTRA) / 8) * 8));
  const node: LayoutNode = { ...base, x: 0, y: 0, width, height: NODE_HEIGHT, isGroup: false, canFold };
  return { id, name, type, block: { width, height: NODE_HEIGHT, nodes: [node], edges: [], lanes: [] } };
}

type GroupBase = Omit<LayoutNode, 'x' | 'y' | 'width' | 'height' | 'isGroup'>;

/** Blocks side by side in a frame with a header. */
function groupBlock(base: GroupBase, blocks: readonly Layout[], hasLanes: boolean): Layout {
  const tallest = Math.max(...blocks.map(({ height }) => height));
  const inset = hasLanes ? 12 : 0;
  const content = blocks.reduce((sum, { width }) => sum + width + 2 * inset + BRANCH_GAP, -BRANCH_GAP);
  const width = Math.max(content + 2 * GROUP_PADDING, MIN_GROUP_WIDTH);
  const height = GROUP_HEADER + tallest + 2 * inset + GROUP_PADDING;
  const nodes: LayoutNode[] = [{ ...base, x: 0, y: 0, width, height, isGroup: true }];
  const edges: LayoutEdge[] = [];
  const lanes: LayoutLane[] = [];
  let left = (width - content) / 2;
  for (const block of blocks) {
    const moved = shifted(block, left + inset, GROUP_HEADER + inset);
    if (hasLanes) {
      lanes.push({
        group: base.id,
        x: left,
        y: GROUP_HEADER,
        width: block.width + 2 * inset,
        height: tallest + 2 * inset,
      });
    }
    nodes.push(...moved.nodes);
    edges.push(...moved.edges);
    lanes.push(...moved.lanes);
    left += block.width + 2 * inset + BRANCH_GAP;
  }
  return { width, height, nodes, edges, lanes };
}

/** Puts laid-out blocks into their layers and draws the lines. */
function arrange(items: readonly Item[], edges: readonly ItemEdge[], layers: Layers): Layout {
  const { slots, order, slotOf, route } = layers;
  const labelSlot = edges.map((edge, i) =>
    edge.label === undefined ? undefined : labelLane(route[i]!, layers.back.has(i)),
  );
  const labelled = new Set(labelSlot);
  const widths = slots.map(({ node, edge }, slot) => {
    if (node !== undefined) return items[node]!.block.width;
    return labelled.has(slot) ? labelWidth(edges[edge!]!.label!) : LANE;
  });
  const x = columns(layers, widths, COLUMN_GAP);
  const tops: number[] = [];
  const bottoms: number[] = [];
  let y = 0;
  order.forEach((layer, i) => {
    const height = Math.max(0, ...layer.map((slot) => slotHeight(slots[slot]!.node, labelled.has(slot), items)));
    tops.push(y);
    bottoms.push(y + height);
    y += height + gapBelow(layer, slots, x, i === order.length - 1);
  });
  const nodes: LayoutNode[] = [];
  const inner: LayoutEdge[] = [];
  const lanes: LayoutLane[] = [];
  const boxes = items.map(({ block }, i) => {
    const slot = slotOf[i]!;
    const box = {
      x: x[slot]! - block.width / 2,
      y: tops[slots[slot]!.layer]!,
      width: block.width,
      height: block.height,
    };
    const moved = shifted(block, box.x, box.y);
    nodes.push(...moved.nodes);
    inner.push(...moved.edges);
    lanes.push(...moved.lanes);
    return box;
  });
  const drawn = edges.map((edge, i): LayoutEdge => {
    const { from, to, kind, label } = edge;
    const isBack = layers.back.has(i);
    const lane = route[i]!.map((slot) => ({
      x: x[slot]!,
      top: tops[slots[slot]!.layer]!,
      bottom: bottoms[slots[slot]!.layer]!,
    }));
    const ends = { source: boxes[from]!, target: boxes[to]! };
    const layerBottom = bottoms[slots[slotOf[from]!]!.layer]!;
    const line = isBack ? backLine(ends, lane) : downLine(ends, lane, layerBottom);
    const at = labelSlot[i];
    return {
      id: `${items[from]!.id}\t${items[to]!.id}\t${kind}`,
      from: items[from]!.id,
      to: items[to]!.id,
      kind,
      isBack,
      ...line,
      ...(at !== undefined && { label: edgeLabel(label!, x[at]!, middle(tops, bottoms, slots[at]!.layer)) }),
    };
  });
  const width = Math.max(0, ...slots.map((_, slot) => x[slot]! + widths[slot]! / 2));
  return { width, height: Math.max(0, ...bottoms), nodes, edges: [...inner, ...drawn], lanes };
}

/** Lines that go far sideways need more room to bend. */
function gapBelow(layer: readonly number[], slots: Layers['slots'], x: readonly number[], isLast: boolean): number {
  if (isLast) return 0;
  let far = 0;
  for (const slot of layer) for (const below of slots[slot]!.down) far = Math.max(far, Math.abs(x[slot]! - x[below]!));
  return LAYER_GAP + Math.min(MAX_EXTRA_GAP, far * 0.14);
}

function slotHeight(node: number | undefined, isLabelled: boolean, items: readonly Item[]): number {
  if (node !== undefined) return items[node]!.block.height;
  return isLabelled ? LABEL_HEIGHT : 0;
}

/** A label stands in the first lane between two layers of nodes; that of a line back in its middle. */
function labelLane(lanes: readonly number[], isBack: boolean): number | undefined {
  return isBack ? lanes[Math.floor(lanes.length / 2)] : lanes[0];
}

function labelWidth(label: string): number {
  return Math.min(label.length, LABEL_CHARACTERS) * LABEL_CHARACTER + 14;
}

function edgeLabel(full: string, x: number, y: number): LayoutEdge['label'] {
  return { text: full.length > LABEL_CHARACTERS ? `${full.slice(0, LABEL_CHARACTERS - 1)}…` : full, full, x, y };
}

function middle(tops: readonly number[], bottoms: readonly number[], layer: number): number {
  return (tops[layer]! + bottoms[layer]!) / 2;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Passage {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}
type Line = Pick<LayoutEdge, 'path' | 'end'>;

function downLine(
  { source, target }: { source: Box; target: Box },
  lanes: readonly Passage[],
  layerBottom: number,
): Line {
  let x = source.x + source.width / 2;
  let y = layerBottom;
  let path = `M${x} ${source.y + source.height}`;
  if (y > source.y + source.height) path += `V${y}`;
  const tip = { x: target.x + target.width / 2, y: target.y };
  // Where nothing is written between two layers, a lane there would only bend the line twice.
  const bends = lanes.filter(({ top, bottom }) => bottom > top);
  for (const to of [...bends, { x: tip.x, top: tip.y, bottom: tip.y }]) {
    path += curve(x, y, to.x, to.top);
    if (to.bottom > to.top) path += `V${to.bottom}`;
    x = to.x;
    y = to.bottom;
  }
  return { path, end: { ...tip, direction: 'down' } };
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  if (Math.abs(x1 - x2) < 0.5) return `V${y2}`;
  const half = (y1 + y2) / 2;
  return `C${x1} ${half} ${x2} ${half} ${x2} ${y2}`;
}

/** Out of the side, up the lane, and into the side. */
function backLine({ source, target }: { source: Box; target: Box }, lanes: readonly Passage[]): Line {
  const isLoop = source === target;
  const out =
    source.y + (isLoop ? Math.min(source.height, NODE_HEIGHT) * 0.72 : Math.min(source.height, NODE_HEIGHT) / 2);
  const into = target.y + Math.min(target.height, NODE_HEIGHT) * (isLoop ? 0.28 : 0.66);
  const first = lanes[0]!.x;
  let x = first;
  let path = `M${source.x + source.width} ${out}H${first - CORNER}Q${first} ${out} ${first} ${out - CORNER}`;
  for (let i = 1; i < lanes.length; i++) {
    const below = lanes[i - 1]!;
    const lane = lanes[i]!;
    if (Math.abs(lane.x - x) >= 0.5) path += `V${below.top}${curve(x, below.top, lane.x, lane.bottom)}`;
    x = lane.x;
  }
  const tip = { x: target.x + target.width, y: into };
  path += `V${into + CORNER}Q${x} ${into} ${x - CORNER} ${into}H${tip.x}`;
  return { path, end: { ...tip, direction: 'left' } };
}

function shifted(block: Layout, dx: number, dy: number, size?: { width: number; height: number }): Layout {
  return {
    width: size?.width ?? block.width,
    height: size?.height ?? block.height,
    nodes: block.nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy })),
    lanes: block.lanes.map((lane) => ({ ...lane, x: lane.x + dx, y: lane.y + dy })),
    edges: block.edges.map((edge) => ({
      ...edge,
      path: shiftedPath(edge.path, dx, dy),
      end: { ...edge.end, x: edge.end.x + dx, y: edge.end.y + dy },
      ...(edge.label !== undefined && { label: { ...edge.label, x: edge.label.x + dx, y: edge.label.y + dy } }),
    })),
  };
}

/** Moves a path of M, H, V, C and Q commands, all absolute. */
function shiftedPath(path: string, dx: number, dy: number): string {
  return path.replace(/([MHVCQ])([^MHVCQ]*)/g, (_, command: string, numbers: string) => {
    const moved = numbers
      .trim()
      .split(' ')
      .map((value, i) => {
        const isY = command === 'V' || (command !== 'H' && i % 2 === 1);
        return Math.round((Number(value) + (isY ? dy : dx)) * 100) / 100;
      });
    return `${command}${moved.join(' ')}`;
  });
}
