/**
 * The functions that Step Functions adds to JSONata. Source: "JSONata functions provided by Step Functions"; spec
 * "JSONata specifics". Numbers that should be integers are cut off towards zero, as AWS does.
 */

import type { HashAlgorithm } from '../../host.ts';
import { HASH_ALGORITHMS } from '../../host.ts';
import type { Json } from '../../json.ts';
import { Native } from '../call.ts';
import type { Evaluation } from '../evaluation.ts';
import { limitFault } from '../fault.ts';
import type { Items, Value } from '../values.ts';
import { sequence } from '../values.ts';
import { signatureOf } from './library.ts';

export const aws = {
  partition: new Native(2, signatureOf('<an:a>'), ([items, size], evaluation) =>
    items === undefined || size === undefined ? undefined : partition(items as Items, size as number, evaluation),
  ),
  range: new Native(3, signatureOf('<nnn:a>'), ([start, end, step], evaluation) =>
    start === undefined || end === undefined || step === undefined
      ? undefined
      : range(start as number, end as number, step as number, evaluation),
  ),
  hash: new Native(2, signatureOf('<ss:s>'), ([text, algorithm], evaluation) =>
    text === undefined || algorithm === undefined ? undefined : hash(text as string, algorithm as string, evaluation),
  ),
  random: new Native(1, signatureOf('<n?:n>'), ([seed], evaluation) =>
    seed === undefined ? evaluation.host.random() : seededRandom(seed as number),
  ),
  uuid: new Native(0, signatureOf('<:s>'), (_args, evaluation) => evaluation.host.uuid()),
  parse: new Native(1, signatureOf('<s:x>'), ([text], evaluation) =>
    text === undefined ? undefined : parseJson(text as string, evaluation),
  ),
};

function partition(items: Items, size: number, evaluation: Evaluation): Items {
  const chunk = Math.trunc(size);
  if (!(chunk >= 1)) throw limitFault('The second argument of the partition function must be a positive integer');
  evaluation.allocateItems(items.length + 3 * Math.ceil(items.length / chunk));
  const chunks: Items = [];
  for (let i = 0; i < items.length; i += chunk) chunks.push(items.slice(i, i + chunk));
  return chunks;
}

const MAX_RANGE = 1000;

/** Both ends included. A range of one number is that number, as sequences are. */
function range(start: number, end: number, step: number, evaluation: Evaluation): Value {
  const [first, last, by] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)];
  if (by === 0) throw limitFault('The step of the range function must not be 0');
  const count = Math.max(0, Math.floor((last - first) / by) + 1);
  if (!(count <= MAX_RANGE)) throw limitFault(`The range function makes at most ${MAX_RANGE} items`);
  evaluation.allocateItems(count);
  const result = sequence();
  for (let i = 0; i < count; i++) result.push(first + i * by);
  return result;
}

function hash(text: string, algorithm: string, evaluation: Evaluation): string {
  if (!(HASH_ALGORITHMS as readonly string[]).includes(algorithm)) {
    throw limitFault(`The hash algorithm must be one of ${HASH_ALGORITHMS.join(', ')}`);
  }
  evaluation.step(50 + text.length / 16);
  return evaluation.host.hash(algorithm as HashAlgorithm, text);
}

/** The same number for the same seed, from 0 to below 1 (the mixing steps of SplitMix32). */
function seededRandom(seed: number): number {
  let bits = (Math.trunc(seed) + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}

function parseJson(text: string, evaluation: Evaluation): Json {
  evaluation.step(text.length / 16);
  evaluation.allocate(4 * text.length);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw limitFault(error instanceof Error ? error.message : String(error));
  }
}
