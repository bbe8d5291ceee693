#!/usr/bin/env node
/**
 * What `npm start`, `npm test`, `npm run build`, `npm run sim` and `npm run crashtest` do, on a fresh clone as well: install what
 * package-lock.json names, build what is older than its sources, then run.
 *
 * This file itself runs on Node 18 or newer without any package. What it starts runs on the Node that is installed
 * into node_modules (devDependency `node`), because npm may be run by an older one.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, buildConsole, install, root, run } from './lib/setup.mjs';
import { test } from './lib/test.mjs';

const USAGE = `usage: node scripts/run.mjs <command> [arguments]
  start      build, then: stairwell start [arguments]
  test       lint, types, then all tests; arguments go to vitest
  build      compile everything into dist/, or one project with what it needs, such as src/cli
  sim        simulates the engine with faults: [--seeds N] [--seed S] [--minutes M] [--trace]
  crashtest  an external crash test program against the server; CRASHTEST names it, arguments go to it
`;

const commands = {
  async start(args) {
    await build('src/cli');
    await buildConsole();
    return run('node', ['dist/cli.js', 'start', ...args]);
  },
  test,
  async build([project]) {
    await build(project);
    if (project === undefined) await buildConsole();
    return 0;
  },
  async sim(args) {
    return run('node', ['test/simulation/main.ts', ...args]);
  },
  async crashtest(args) {
    const program = resolve(root, process.env.CRASHTEST ?? '../shared/reliability/crashtest.mjs');
    if (!existsSync(program)) return fail(`no crash test program at ${program}; set CRASHTEST to the path of one`);
    await build('src/cli');
    const hasServer = args.some((arg) => /^--(server-cmd|url)(=|$)/.test(arg));
    const server = ['--server-cmd', `node ${resolve(root, 'dist/cli.js')} serve --log-level warn`];
    return run('node', [program, ...(hasServer ? [] : server), ...args]);
  },
};

function fail(message) {
  process.stderr.write(`stairwell: ${message}\n`);
  return 1;
}

async function main([name, ...args]) {
  if (!Object.hasOwn(commands, name ?? '')) {
    process.stderr.write(USAGE);
    return 2;
  }
  await install();
  return commands[name](args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = fail(error instanceof Error ? error.message : String(error));
}
