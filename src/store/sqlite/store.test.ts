import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeStore } from '../store.contract.ts';
import { SqliteStore } from './store.ts';

const base = mkdtempSync(join(tmpdir(), 'stairwell-store-'));
let made = 0;

afterAll(() => rmSync(base, { recursive: true, force: true }));

describeStore('sqlite store', () => new SqliteStore({ dataDir: join(base, `data-${++made}`) }));
