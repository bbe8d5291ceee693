/**
 * Changes to maps that can be taken back: what makes a batch atomic in memory. `rollback` undoes them in reverse order.
 */
import { conflict } from '../errors.ts';

export class Changes {
  readonly #undo: (() => void)[] = [];

  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const had = map.has(key);
    const before = map.get(key);
    map.set(key, value);
    this.#undo.push(() => (had ? map.set(key, before as V) : map.delete(key)));
  }

  insert<K, V>(map: Map<K, V>, key: K, value: V, what: string): void {
    if (map.has(key)) throw conflict(`${what} exists already: ${key}`);
    this.set(map, key, value);
  }

  delete<K, V>(map: Map<K, V>, key: K): void {
    if (!map.has(key)) return;
    const before = map.get(key) as V;
    map.delete(key);
    this.#undo.push(() => map.set(key, before));
  }

  /** The map at `key` of a map of maps, made when it is missing. */
  inner<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
    const found = map.get(key);
    if (found !== undefined) return found;
    const made = new Map<L, V>();
    this.set(map, key, made);
    return made;
  }

  rollback(): void {
    for (const undo of this.#undo.reverse()) undo();
  }
}
