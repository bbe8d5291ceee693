/** The version of this package, read from its package.json so that it is written down once. */
import { readFileSync } from 'node:fs';

export function packageVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
