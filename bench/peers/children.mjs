/** Programs that a peer starts. They end with it, and it with them: a peer without its server is none. */
import { spawn } from 'node:child_process';

const children = [];

export function startChild(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'], ...options });
  children.push(child);
  child.on('exit', () => process.exit(1));
  return child;
}

process.on('SIGTERM', end);
// Whoever started the peer is gone.
process.on('disconnect', end);

async function end() {
  for (const child of children) child.removeAllListeners('exit');
  const gone = children.map(
    (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve())),
  );
  for (const child of children) child.kill('SIGINT');
  await Promise.all(gone);
  process.exit(0);
}
