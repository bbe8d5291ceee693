#!/usr/bin/env node
/**
 * `node scripts/crash.mjs [--kills N] [--seed S] [--failpoints]`: builds the server, kills it N times under a load of loops, maps, trees, activities, redrives,
 * versions, deletions, Distributed Maps, EXPRESS executions and tags, and says in one line of JSON what it found.
 */
import { build, install, run } from './lib/setup.mjs';

await install();
await build('src/cli');
process.exitCode = await run('node', ['test/crash/main.ts', ...process.argv.slice(2)]);
