/** A closed loop: so many callers, each of which calls again as soon as it has its answer, for so many seconds. */
import { performance } from 'node:perf_hooks';

/** How long after the end the last answers may take. */
const LATE_SECONDS = 60;

export interface LoopOptions {
  readonly concurrency: number;
  readonly seconds: number;
}

/** Latencies of all calls in milliseconds, ascending. Rejects with the first error of a call. */
export async function closedLoop(
  call: () => Promise<unknown>,
  { concurrency, seconds }: LoopOptions,
): Promise<Float64Array> {
  const latencies: number[] = [];
  const endMs = performance.now() + seconds * 1000;
  let failed = false;
  const caller = async () => {
    while (!failed && performance.now() < endMs) {
      const startMs = performance.now();
      await call();
      latencies.push(performance.now() - startMs);
    }
  };
  const callers = Array.from({ length: concurrency }, () =>
    caller().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  await within(Promise.all(callers), seconds + LATE_SECONDS);
  return Float64Array.from(latencies).sort();
}

async function within(work: Promise<unknown>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
