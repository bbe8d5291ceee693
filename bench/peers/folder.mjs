/** A folder of its own for a peer's data, which goes with the process. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function dataFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'stairwell-bench-peer-'));
  // PostgreSQL refuses to run as root and becomes somebody else.
  chmodSync(folder, 0o777);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
