/** Times on the wire: JSON numbers, seconds since the epoch with milliseconds as fraction. Source: AWS JSON protocol. */

export function epochSeconds(ms: number): number {
  return ms / 1000;
}
