/**
 * Built-in functions of the library `jsonata`: their signatures, and those implementations that are pure, do not call
 * back and whose cost follows from the size of their arguments. The others are made anew in this folder, with meters.
 */
import jsonata from 'jsonata';
import type { Implementation } from '../call.ts';
import { Native } from '../call.ts';
import { faultFrom } from '../fault.ts';
import type { Signature } from '../syntax.ts';
import type { Value } from '../values.ts';

interface Definition {
  readonly implementation: (...args: unknown[]) => unknown;
  readonly signature?: Signature;
}

function definitionOf(name: string): Definition {
  return jsonata(`$${name}`).evaluate(undefined) as Definition;
}

/** A function with the library's signature and another implementation. */
export function redefined(name: string, implementation: Implementation): Native {
  const { signature, implementation: original } = definitionOf(name);
  return new Native(original.length, signature, implementation);
}

/** A function with the library's implementation; its work is charged by the length of texts and arrays it gets. */
export function adopted(name: string): Native {
  const { signature, implementation } = definitionOf(name);
  return new Native(implementation.length, signature, (args, evaluation) => {
    for (const arg of args) {
      if (typeof arg === 'string') evaluation.allocateText(arg.length);
      else if (Array.isArray(arg)) evaluation.step(arg.length / 4);
    }
    try {
      return implementation(...args) as Value;
    } catch (thrown) {
      throw faultFrom(thrown);
    }
  });
}

/** The library's implementation by itself. */
export function implementationOf(name: string): (...args: unknown[]) => unknown {
  return definitionOf(name).implementation;
}

/** A signature as it is written in expressions, such as `<s-s:s>`. */
export function signatureOf(text: string): Signature {
  const tree = jsonata(`function($a,$b,$c,$d)${text}{$a}`).ast() as unknown as { signature: Signature };
  return tree.signature;
}
