/** Queues by name, made when something comes for them and dropped when they are empty, with one bound over all. */
import type { Ports } from '../engine/ports.ts';
import type { DeliveryQueue } from './delivery-queue.ts';

export class DeliveryQueues<T> {
  readonly #make: (name: string, entry: T, idle: () => void) => DeliveryQueue<T>;
  readonly #ports: Pick<Ports, 'setTimer'>;
  readonly #queues = new Map<string, DeliveryQueue<T>>();
  #idle: (() => void)[] = [];

  constructor(ports: Pick<Ports, 'setTimer'>, make: (name: string, entry: T, idle: () => void) => DeliveryQueue<T>) {
    this.#ports = ports;
    this.#make = make;
  }

  get count(): number {
    let count = 0;
    for (const queue of this.#queues.values()) count += queue.count;
    return count;
  }

  get size(): number {
    let size = 0;
    for (const queue of this.#queues.values()) size += queue.size;
    return size;
  }

  add(name: string, entry: T): void {
    let queue = this.#queues.get(name);
    if (queue === undefined) {
      queue = this.#make(name, entry, () => this.#dropped(name));
      this.#queues.set(name, queue);
    }
    queue.add(entry);
  }

  /** Takes the oldest entries of the fullest queues away: that is where the other side does not keep up. */
  dropOldest(size: number): number {
    let dropped = 0;
    for (let left = size; left > 0; ) {
      const fullest = [...this.#queues.values()].reduce((a, b) => (b.size > a.size ? b : a));
      const before = fullest.size;
      if (before === 0) break;
      dropped += fullest.dropOldest(left);
      left -= before - fullest.size;
    }
    return dropped;
  }

  /** Sends what waits, for `graceMs` at most; answers with how many entries are left behind. */
  async close(graceMs: number): Promise<number> {
    for (const queue of this.#queues.values()) queue.drain();
    let timer: { cancel(): void } | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = this.#ports.setTimer(graceMs, resolve);
    });
    await Promise.race([this.emptied(), grace]);
    timer?.cancel();
    let left = 0;
    for (const queue of this.#queues.values()) left += queue.close();
    this.#queues.clear();
    return left;
  }

  /** Resolves when there is nothing to be sent. */
  async emptied(): Promise<void> {
    if (this.#queues.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #dropped(name: string): void {
    this.#queues.delete(name);
    if (this.#queues.size > 0) return;
    const idle = this.#idle;
    this.#idle = [];
    for (const callback of idle) callback();
  }
}
