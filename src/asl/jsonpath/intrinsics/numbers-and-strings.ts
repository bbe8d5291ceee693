/** The intrinsic functions on numbers and strings but Format. Source: ASL "Intrinsic Functions". */
import type { Intrinsic } from './intrinsic.ts';
import { fixed, IntrinsicProblem, integerAt, stringAt } from './intrinsic.ts';

const MAX_INTEGER = 2_147_483_647;

export const mathAdd = fixed(2, (values) => bounded(bounded(integerAt(values, 0)) + bounded(integerAt(values, 1))));

/** A random integer from the first number, inclusive, to the second, exclusive; the same seed gives the same one. */
export const mathRandom: Intrinsic = {
  minArguments: 2,
  maxArguments: 3,
  apply(values, host) {
    const start = integerAt(values, 0);
    const end = integerAt(values, 1);
    if (start >= end) throw new IntrinsicProblem('The start number must be smaller than the end number.');
    const fraction = values.length === 3 ? seededFraction(integerAt(values, 2)) : host.random();
    return start + Math.floor(fraction * (end - start));
  },
};

/** Cuts at every character of the second string; empty pieces are dropped. */
export const stringSplit = fixed(2, (values) => {
  const delimiters = new Set(stringAt(values, 1));
  const pieces: string[] = [];
  let piece = '';
  for (const char of stringAt(values, 0)) {
    if (!delimiters.has(char)) piece += char;
    else if (piece !== '') {
      pieces.push(piece);
      piece = '';
    }
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
});

function bounded(value: number): number {
  if (Math.abs(value) > MAX_INTEGER && value !== -MAX_INTEGER - 1) {
    throw new IntrinsicProblem(`${value} is not within the range of a 32-bit integer.`);
  }
  return value;
}

/** A float from 0 inclusive to 1 exclusive: the seed, scrambled until neighbours have nothing in common. */
function seededFraction(seed: number): number {
  let bits = (seed ^ Math.floor(seed / 0x1_0000_0000)) | 0;
  bits = Math.imul(bits + 0x6d2b_79f5, 0x9e37_79b1);
  bits = Math.imul(bits ^ (bits >>> 15), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 0x1_0000_0000;
}
