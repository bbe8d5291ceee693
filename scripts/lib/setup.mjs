/**
 * Installing, building and running for scripts/run.mjs. Installing and building happen only when something is missing
 * or stale, and say so in one line each.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const bin = join(root, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';

/** npm writes this file last, so an installation that was cut off is done again. */
const INSTALLED = join(root, 'node_modules', '.package-lock.json');
/** Written after each build: tsc leaves outputs alone that do not change, so their own times say nothing. */
const BUILT = join(root, 'dist', '.built');

/** The tools in node_modules, and the Node there, go before those of the machine. */
function environment() {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [key]: [bin, process.env[key]].filter(Boolean).join(delimiter) };
}

/**
 * Runs a program on this terminal and resolves with its exit code. Signals are passed on, so that stopping this
 * process stops the program, and this process ends when the program has.
 */
export function run(program, args, options = {}) {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      env: environment(),
      shell: isWindows,
      ...options,
    });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolvePromise(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a program silently; its output comes with the result. */
export async function capture(program, args) {
  const chunks = [];
  const code = await new Promise((resolvePromise, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(),
      shell: isWindows,
    });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => resolvePromise(exitCode ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString() };
}

/** A step of one line; throws with the output of the program when it fails. */
export async function step(title, hint, program, args) {
  process.stderr.write(`${title} ... `);
  const startMs = Date.now();
  const { code, output } = await capture(program, args);
  process.stderr.write(code === 0 ? `done in ${((Date.now() - startMs) / 1000).toFixed(1)} s\n` : 'failed\n');
  if (code !== 0) throw new Error(`${hint}\n\n${output.trim()}`);
}

export async function install() {
  if (!isOlder(INSTALLED, join(root, 'package-lock.json'))) return;
  const hint = '`npm ci` failed. Packages come from the npm registry: is it reachable from here?';
  await step('Installing packages (once)', hint, 'npm', ['ci', '--loglevel=error']);
  // Some versions of npm write the marker with an older time.
  const now = new Date();
  if (existsSync(INSTALLED)) utimesSync(INSTALLED, now, now);
}

/** Compiles a project (all of them by default) when anything in src/ is newer than the last build. */
export async function build(project) {
  const isFresh = project !== undefined && existsSync(join(root, 'dist', 'cli.js')) && !isOlder(BUILT, ...sources());
  if (isFresh) return;
  await step('Building', '`tsc -b` found errors.', 'tsc', ['-b', ...(project === undefined ? [] : [project])]);
  writeFileSync(BUILT, '');
}

/** Builds the web console into dist/console when anything of it is newer than that. */
export async function buildConsole() {
  if (!isConsoleStale()) return;
  const hint = '`vite build` failed.';
  await step('Building the console', hint, 'vite', ['build', '--logLevel', 'warn', 'console']);
  await step('Building its viewer', hint, 'vite', ['build', '--logLevel', 'warn', '-c', 'console/viewer.config.ts']);
}

/** Whether dist/console is missing or older than what it is made of. */
export function isConsoleStale() {
  const config = ['package-lock.json', 'tsconfig.base.json'].map((name) => join(root, name));
  return isOlder(join(root, 'dist', 'console', 'index.html'), ...config, ...filesBelow(join(root, 'console')));
}

function sources() {
  const files = readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name));
  return ['package-lock.json', ...files].map((name) => join(root, name)).concat(filesBelow(join(root, 'src')));
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Whether `file` is missing or older than any of the others. */
function isOlder(file, ...others) {
  if (!existsSync(file)) return true;
  const { mtimeMs } = statSync(file);
  return others.some((other) => statSync(other).mtimeMs > mtimeMs);
}
