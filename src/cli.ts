#!/usr/bin/env node
/**
 * Entry of the command `stairwell`. It looks at the version of Node before anything else is loaded, so that an older
 * Node gets a sentence instead of a stack trace: keep this file and what it imports statically free of newer syntax.
 */
import { nodeComplaint } from './cli/node-version.ts';

const complaint = nodeComplaint(process.versions.node);
if (complaint === undefined) {
  const { main } = await import('./cli/main.ts');
  await main(process.argv);
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
}
