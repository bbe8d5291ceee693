/** The intrinsic functions that encode and hash. Source: ASL "Intrinsic Functions". */
import { HASH_ALGORITHMS } from '../../host.ts';
import { fixed, IntrinsicProblem, shortStringAt, stringAt } from './intrinsic.ts';

export const base64Encode = fixed(1, (values, host) => host.base64Encode(shortStringAt(values, 0)));

export const base64Decode = fixed(1, (values, host) => {
  const text = host.base64Decode(shortStringAt(values, 0));
  if (text === undefined) throw new IntrinsicProblem('Argument 1 is not valid Base64.');
  return text;
});

export const hash = fixed(2, (values, host) => {
  const text = shortStringAt(values, 0);
  const name = stringAt(values, 1);
  const algorithm = HASH_ALGORITHMS.find((known) => known === name);
  if (algorithm === undefined) {
    throw new IntrinsicProblem(`The algorithm must be one of ${HASH_ALGORITHMS.join(', ')}, but was ${name}.`);
  }
  return host.hash(algorithm, text);
});

export const uuid = fixed(0, (_values, host) => host.uuid());
