import { describe, expect, it } from 'vitest';
import { NameFilter } from './name-filter.ts';

const name = (i: number) => `arn:aws:states:us-east-1:123456789012:execution:Orders:order-${i}`;

function filled(count: number): NameFilter {
  const filter = new NameFilter();
  for (let i = 0; i < count; i++) filter.add(name(i));
  return filter;
}

describe('a name filter', () => {
  it('has every name that was added, also after it has grown', () => {
    const filter = filled(200_000);
    let missing = 0;
    for (let i = 0; i < 200_000; i++) if (!filter.mayHave(name(i))) missing++;
    expect(missing).toBe(0);
  });

  it('is seldom wrong about others', () => {
    const filter = filled(200_000);
    let wrong = 0;
    for (let i = 200_000; i < 250_000; i++) if (filter.mayHave(name(i))) wrong++;
    expect(wrong).toBeLessThan(500); // one in a hundred
  });

  it('knows nothing at first', () => {
    expect(new NameFilter().mayHave(name(1))).toBe(false);
  });
});
