/** Makes the data directory, readable by its owner only, in a way that outlives a power failure. */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export function makeDataDirectory(dataDir: string): void {
  const path = resolve(dataDir);
  const firstMade = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let made = path; made.length >= firstMade.length; made = dirname(made)) syncDirectory(dirname(made));
}

/** A directory's entries are durable only when the directory itself is synced. */
function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
