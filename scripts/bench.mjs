#!/usr/bin/env node
/**
 * `npm run bench [-- program] [options]`: builds the server and runs a program of bench/: throughput (the default),
 * waiting, size, overload, restart or jsonata; --help of each tells its options. The peers that throughput compares
 * with are packages of bench/package.json, which are installed here and nowhere else.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root, run, step } from './lib/setup.mjs';

const PROGRAMS = ['throughput', 'waiting', 'size', 'overload', 'restart', 'jsonata'];

async function main([first = '', ...rest]) {
  const [program, args] = first === '' || first.startsWith('-') ? ['throughput', [first, ...rest]] : [first, rest];
  if (!PROGRAMS.includes(program)) {
    process.stderr.write(`stairwell: no program '${program}' in bench/; there are ${PROGRAMS.join(', ')}\n`);
    return 2;
  }
  await install();
  await build('src/cli');
  if (program === 'throughput' && !args.includes('--help')) await installPeers();
  return run('node', [`bench/${program}.ts`, ...args.filter((arg) => arg !== '')]);
}

async function installPeers() {
  const folder = join(root, 'bench');
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  const hint = '`npm ci` in bench/ failed. Packages come from the npm registry: is it reachable from here?';
  await step('Installing the peers (once)', hint, 'npm', ['ci', '--prefix', folder, '--loglevel=error']);
}

process.exitCode = await main(process.argv.slice(2));
