/**
 * Makes the data folder the first time. The folder ignores itself in Git, so that starting the server inside a
 * project leaves no stray files to commit, and only its owner may read it: inputs and outputs can be confidential.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function prepareDataDir(dataDir: string): void {
  const created = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (created !== undefined) writeFileSync(join(dataDir, '.gitignore'), '*\n');
}
