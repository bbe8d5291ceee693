/**
 * Remembers which names have been seen, in about two bytes each: says "no" for certain and "perhaps" with one error in
 * four hundred. So the usual question of a start, whether its name is taken, seldom has to go to the disk.
 * A row of Bloom filters, each twice the size of the one before.
 */

const BITS_PER_NAME = 16;
const HASHES = 5;
const FIRST_CAPACITY = 65_536;

interface Layer {
  readonly bits: Uint32Array;
  /** Number of bits minus one; a power of two minus one. */
  readonly mask: number;
  readonly capacity: number;
  count: number;
}

export class NameFilter {
  readonly #layers: Layer[] = [];
  #newest: Layer;

  constructor() {
    this.#newest = this.#grow(FIRST_CAPACITY);
  }

  add(name: string): void {
    if (this.#newest.count >= this.#newest.capacity) this.#newest = this.#grow(this.#newest.capacity * 2);
    const { bits, mask } = this.#newest;
    const { first, step } = hashes(name);
    let bit = first;
    for (let i = 0; i < HASHES; i++) {
      const at = bit & mask;
      (bits[at >>> 5] as number) |= 1 << (at & 31);
      bit = (bit + step) | 0;
    }
    this.#newest.count++;
  }

  /** False: it was never added. */
  mayHave(name: string): boolean {
    const { first, step } = hashes(name);
    return this.#layers.some((layer) => holds(layer, first, step));
  }

  #grow(capacity: number): Layer {
    const size = capacity * BITS_PER_NAME;
    const layer = { bits: new Uint32Array(size / 32), mask: size - 1, capacity, count: 0 };
    this.#layers.push(layer);
    return layer;
  }
}

function holds({ bits, mask }: Layer, first: number, step: number): boolean {
  let bit = first;
  for (let i = 0; i < HASHES; i++) {
    const at = bit & mask;
    if (((bits[at >>> 5] as number) & (1 << (at & 31))) === 0) return false;
    bit = (bit + step) | 0;
  }
  return true;
}

/** Letters that are looked at, from the end: ARNs of one machine begin alike. */
const HASHED = 64;

/** Two hashes in one pass: FNV-1a forwards, and another multiplier; both mixed so that the low bits depend on all others. */
function hashes(text: string): { first: number; step: number } {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = Math.max(0, text.length - HASHED); i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  // Odd, so that steps reach every bit.
  return { first: mixed(a), step: mixed(b) | 1 };
}

function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
