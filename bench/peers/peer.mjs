/**
 * A peer that is a library: runs in this process, and takes its orders over IPC. `calls` has one function per workload,
 * which resolves when an execution has ended and throws when its result is wrong.
 */
import { closedLoop } from '../lib/closed-loop.ts';
import { percentile } from '../lib/statistics.ts';

export function servePeer(calls) {
  process.on('message', async ({ workload, concurrency, seconds }) => {
    process.send(await load(calls[workload], { concurrency, seconds }));
  });
  // Peers with children end these first (children.mjs).
  for (const signal of ['SIGTERM', 'disconnect']) {
    if (process.listenerCount(signal) === 0) process.on(signal, () => process.exit(0));
  }
  process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
}

async function load(call, options) {
  const startMs = performance.now();
  try {
    const latencies = await closedLoop(yielding(call), options);
    return {
      completed: latencies.length,
      seconds: (performance.now() - startMs) / 1000,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  } catch (error) {
    return { completed: 0, seconds: 0, p50Ms: 0, p99Ms: 0, failure: String(error?.stack ?? error) };
  }
}

/** Lets timers and I/O run between calls that never leave the microtask queue. */
function yielding(call) {
  let yieldedMs = performance.now();
  return async () => {
    if (performance.now() - yieldedMs > 10) {
      await new Promise(setImmediate);
      yieldedMs = performance.now();
    }
    await call();
  };
}

export function check(isRight, result) {
  if (!isRight) throw new Error(`wrong result: ${JSON.stringify(result)}`);
}
