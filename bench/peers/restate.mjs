/**
 * Restate with its default settings, and a service on its SDK: each step is a durable entry of a journal. The service
 * runs in this process, the server beside it; invocations come over HTTP to the server's ingress.
 */

import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import * as restate from '@restatedev/restate-sdk';
import { callFunction } from './call-function.mjs';
import { startChild } from './children.mjs';
import { dataFolder } from './folder.mjs';

const ITEMS = 1000;
const READY_MS = 60_000;

const child = restate.service({ name: 'child', handlers: { run: async (_, input) => input } });
const bench = restate.service({
  name: 'bench',
  handlers: {
    async w1(ctx, input) {
      let data = input;
      for (let i = 0; i < 10; i++) data = await ctx.run(`s${i}`, () => data);
      return data;
    },
    w2: async (ctx, input) => ({ Status: 'SUCCEEDED', Output: await ctx.serviceClient(child).run(input) }),
    async w3(ctx) {
      const calls = Array.from({ length: ITEMS }, (_, i) => ctx.serviceClient(child).run({ i }));
      return restate.RestatePromise.all(calls);
    },
    w4: async (ctx) => ctx.run('call', callFunction),
  },
});

const [servicePort, ingressPort, adminPort, nodePort] = await Promise.all([
  freePort(),
  freePort(),
  freePort(),
  freePort(),
]);
await restate.serve({ services: [bench, child], port: servicePort });
startChild(serverBinary(), ['--base-dir', dataFolder(), '--no-logo', '--log-filter', 'error'], {
  env: {
    ...process.env,
    DO_NOT_TRACK: '1',
    RESTATE_DISABLE_TELEMETRY: 'true',
    RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingressPort}`,
    RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${adminPort}`,
    RESTATE_BIND_ADDRESS: `127.0.0.1:${nodePort}`,
    RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${nodePort}`,
  },
});
await register();
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${ingressPort}` })}\n`);

/** The program itself rather than its launcher, so that signals reach it. */
function serverBinary() {
  const { platform, arch } = process;
  const require = createRequire(createRequire(import.meta.url).resolve('@restatedev/restate-server/package.json'));
  return require.resolve(`@restatedev/restate-server-${platform}-${arch}/bin/restate-server`);
}

/** Tells the server where the service is, as soon as it listens and can take it. */
async function register() {
  const body = JSON.stringify({ uri: `http://127.0.0.1:${servicePort}`, force: true });
  for (const startMs = Date.now(); ; ) {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() - startMs > READY_MS) throw new Error(`Restate does not take the service: ${await answer?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
