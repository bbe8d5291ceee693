import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.ts';

const waiting = (item: string, { units = 1, sinceMs = 0 } = {}) => ({
  item,
  key: item.charAt(0),
  units,
  sinceMs,
});
const filled = (most: number, ...items: string[]) => {
  const queue = new FairQueue<string>(most);
  const taken = items.filter((item) => queue.offer(waiting(item)));
  return { queue, taken };
};
function drained(queue: FairQueue<string>, mayGoOn: (key: string) => boolean = () => true): string[] {
  const order: string[] = [];
  for (let next = queue.take(mayGoOn); next !== undefined; next = queue.take(mayGoOn)) order.push(next.item);
  return order;
}

describe('a fair queue', () => {
  it('gives each key its turn, and within a key the oldest first', () => {
    const { queue } = filled(100, 'a1', 'a2', 'a3', 'b1', 'c1', 'c2');
    expect(drained(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
    expect(queue.isEmpty).toBe(true);
  });

  it('passes over keys that may not go on, and keeps what they have', () => {
    const { queue } = filled(100, 'a1', 'b1', 'a2', 'b2');
    expect(drained(queue, (key) => key === 'b')).toEqual(['b1', 'b2']);
    expect(drained(queue)).toEqual(['a1', 'a2']);
  });

  it('lets a key have as much room as is still free', () => {
    const { taken } = filled(8, 'a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'c1');
    expect(taken).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']);
  });

  it('counts units, and gives them back', () => {
    const queue = new FairQueue<string>(10);
    expect(queue.offer(waiting('a1', { units: 10 }))).toBe(true);
    expect([queue.isFull, queue.length, queue.units]).toEqual([true, 1, 10]);
    expect(queue.offer(waiting('b1'))).toBe(false);
    expect(drained(queue)).toEqual(['a1']);
    expect([queue.units, queue.offer(waiting('b1'))]).toEqual([0, true]);
  });

  it('expires what has waited for too long, of every key', () => {
    const queue = new FairQueue<string>(100);
    for (const [item, sinceMs] of [
      ['a1', 1],
      ['b1', 2],
      ['a2', 3],
      ['b2', 5],
    ] as const) {
      queue.offer(waiting(item, { sinceMs }));
    }
    expect(queue.expire(3).map(({ item }) => item)).toEqual(['a1', 'a2', 'b1']);
    expect([queue.units, queue.has('a'), drained(queue)]).toEqual([1, false, ['b2']]);
  });

  it('keeps the order of a long line', () => {
    const queue = new FairQueue<string>(10_000);
    const items = Array.from({ length: 1500 }, (_, n) => `a${n}`);
    for (const item of items) queue.offer(waiting(item));
    expect(drained(queue)).toEqual(items);
  });
});
