/**
 * Gives the slots of ordered layers their x: each as near as it can be to what it is connected with, in order and
 * without overlaps. Each layer is solved exactly (least squares under the order, by pooling adjacent violators), layer
 * by layer down and up a few times. Source: Gansner et al., "A technique for drawing directed graphs", in spirit.
 */
import type { Layers } from './layers.ts';

const PASSES = 6;

/** Centre of each slot. `widths` in pixels; `gap` between neighbours. The leftmost edge is at 0. */
export function columns(layers: Layers, widths: readonly number[], gap: number): number[] {
  const { slots, order } = layers;
  const x = new Array<number>(slots.length).fill(0);
  for (const layer of order) {
    const total = layer.reduce((sum, slot) => sum + widths[slot]! + gap, -gap);
    let left = -total / 2;
    for (const slot of layer) {
      x[slot] = left + widths[slot]! / 2;
      left += widths[slot]! + gap;
    }
  }
  // Between bends of one line more than between a bend and a node, so that long lines are straight.
  const weight = (slot: number, neighbour: number): number => {
    const [own, other] = [slots[slot]!.weight, slots[neighbour]!.weight];
    if (own !== undefined && other !== undefined) return 8 * own;
    return 2 * (own ?? other ?? 1);
  };
  for (let pass = 0; pass < PASSES; pass++) {
    const down = pass % 2 === 0;
    for (let i = 0; i < order.length; i++) {
      const layer = order[down ? i : order.length - 1 - i]!;
      const wanted = layer.map((slot) => {
        const near =
          pass >= PASSES - 1 ? [...slots[slot]!.up, ...slots[slot]!.down] : down ? slots[slot]!.up : slots[slot]!.down;
        if (near.length === 0) return { at: x[slot]!, weight: 0.05 };
        let sum = 0;
        let total = 0;
        for (const neighbour of near) {
          const w = weight(slot, neighbour);
          sum += w * x[neighbour]!;
          total += w;
        }
        return { at: sum / total, weight: total };
      });
      place(layer, widths, gap, wanted, x);
    }
  }
  const left = Math.min(...slots.map((_, slot) => x[slot]! - widths[slot]! / 2), Number.POSITIVE_INFINITY);
  return x.map((centre) => Math.round((centre - left) * 2) / 2);
}

interface Wanted {
  readonly at: number;
  readonly weight: number;
}

/** Least squares under `x[i + 1] - x[i] >= distance`: after taking the distances out it is isotonic regression. */
function place(
  layer: readonly number[],
  widths: readonly number[],
  gap: number,
  wanted: readonly Wanted[],
  x: number[],
): void {
  const blocks: { at: number; weight: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  layer.forEach((slot, i) => {
    if (i > 0) offset += (widths[layer[i - 1]!]! + widths[slot]!) / 2 + gap;
    offsets.push(offset);
    let block = { at: wanted[i]!.at - offset, weight: wanted[i]!.weight, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.at > block.at; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      block = {
        at: (last.at * last.weight + block.at * block.weight) / weight,
        weight,
        count: last.count + block.count,
      };
    }
    blocks.push(block);
  });
  let i = 0;
  for (const { at, count } of blocks) {
    for (let n = 0; n < count; n++, i++) x[layer[i]!] = at + offsets[i]!;
  }
}
