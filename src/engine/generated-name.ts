import type { Ports } from './ports.ts';

/**
 * The name of an execution that was started without one: a UUID, as on AWS, that rises with time (version 7 of RFC 9562).
 * Names of one moment then lie side by side in the indexes of the store, which costs a third of what names all over the
 * place do.
 */
export function generatedName(ports: Pick<Ports, 'nowMs' | 'uuid'>): string {
  const time = Math.trunc(ports.nowMs()).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${ports.uuid().slice(15)}`;
}
