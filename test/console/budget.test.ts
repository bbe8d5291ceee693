/** What a browser has to load before the first look at a list or an execution. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const dist = new URL('../../dist/console/', import.meta.url);
const MOST_BYTES = 300 * 1024;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

function manifest(): Record<string, Chunk> {
  const file = new URL('manifest.json', dist);
  if (!existsSync(file)) throw new Error('dist/console is missing: run `npm run build` first');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Bytes after gzip of the JavaScript of a page: the entry, the page's own chunk, and all that these import. */
function pageBytes(source?: string): number {
  const chunks = manifest();
  const wanted = new Set<string>();
  const add = (key: string): void => {
    if (wanted.has(key)) return;
    wanted.add(key);
    for (const imported of (chunks[key] as Chunk).imports ?? []) add(imported);
  };
  for (const key of Object.keys(chunks)) if (chunks[key]?.isEntry === true || key === source) add(key);
  const sizes = [...wanted].map((key) => gzipSync(readFileSync(new URL((chunks[key] as Chunk).file, dist))).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('the first load', () => {
  it.each([
    ['the list of executions', undefined],
    ['an execution', 'src/pages/execution/execution-route.tsx'],
    ['the overview', 'src/pages/overview/overview-page.tsx'],
  ])(`of %s takes at most ${MOST_BYTES / 1024} KB of JavaScript`, (_, source) => {
    const bytes = pageBytes(source);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
});
