/** Variables by scope: a chain of frames, with what the whole expression may refer to at its end. */
import type { Value } from './values.ts';

/** Variables that are there before the expression begins. */
export type Globals = (name: string) => Value;

export class Frame {
  readonly #parent: Frame | undefined;
  readonly #globals: Globals | undefined;
  #bindings: Map<string, Value> | undefined;

  private constructor(parent: Frame | undefined, globals: Globals | undefined) {
    this.#parent = parent;
    this.#globals = globals;
  }

  static root(globals: Globals): Frame {
    return new Frame(undefined, globals);
  }

  inner(): Frame {
    return new Frame(this, undefined);
  }

  bind(name: string, value: Value): void {
    this.#bindings ??= new Map();
    this.#bindings.set(name, value);
  }

  lookup(name: string): Value {
    let frame: Frame = this;
    for (;;) {
      const value = frame.#bindings?.get(name);
      if (value !== undefined || frame.#bindings?.has(name)) return value;
      if (frame.#parent === undefined) return frame.#globals?.(name);
      frame = frame.#parent;
    }
  }
}
