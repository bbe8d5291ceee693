/** Medians and percentiles. */

export function median(values: readonly number[]): number {
  const ascending = sorted(values);
  const middle = (ascending.length - 1) / 2;
  const [low = Number.NaN, high = low] = [ascending[Math.floor(middle)], ascending[Math.ceil(middle)]];
  return (low + high) / 2;
}

/** `ascending` must be; NaN when it is empty. */
export function percentile(ascending: ArrayLike<number>, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** As people read it: three significant digits, thousands separated. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
