import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RotatingFile } from './rotating-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'stairwell-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a rotating file', () => {
  it('is made with its folder, for the owner only, and goes on where it ended', async () => {
    const path = join(folder, 'a', 'b', 'x.log');
    for (const line of ['1\n', '2\n']) {
      const file = new RotatingFile(path);
      await file.write(line);
      await file.close();
    }
    expect(readFileSync(path, 'utf8')).toBe('1\n2\n');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('stays bounded: full files move on, the oldest goes, no line is cut', async () => {
    const file = new RotatingFile(join(folder, 'r', 'x.log'), { maxBytes: 10, kept: 2 });
    for (let n = 1; n <= 9; n++) await file.write(`line${n}\n`);
    await file.write('last\n');
    await file.close();
    const contents = readdirSync(join(folder, 'r')).map((name) => [
      name,
      readFileSync(join(folder, 'r', name), 'utf8'),
    ]);
    expect(contents.sort()).toEqual([
      ['x.log', 'last\n'],
      ['x.log.1', 'line9\n'],
      ['x.log.2', 'line8\n'],
    ]);
  });

  it('rejects when it cannot be made, and says which', async () => {
    const file = new RotatingFile(join(folder, 'a', 'b', 'x.log', 'below-a-file'));
    await expect(file.open()).rejects.toThrow('below-a-file');
  });
});
