/**
 * Ends the process on SIGTERM and SIGINT: the first signal lets the server finish what it is doing and exits 0, a
 * second one exits at once with 128 + the signal's number. Nothing acknowledged is lost either way.
 */

const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;
export type EndSignal = keyof typeof NUMBERS;

/** Ctrl+C reaches the process twice when npm passes it on too; both count as one. */
const SAME_SIGNAL_MS = 500;

export interface ProcessLike {
  on(signal: EndSignal, listener: () => void): unknown;
  exit(code: number): void;
}

export interface ShutdownOptions {
  /** Finishes the work; called once. */
  readonly close: () => Promise<void>;
  readonly say: (text: string) => void;
  readonly process?: ProcessLike;
  readonly nowMs?: () => number;
}

export function endOnSignals({ close, say, process: target = process, nowMs = Date.now }: ShutdownOptions): void {
  let firstMs: number | undefined;
  const end = (signal: EndSignal): void => {
    if (firstMs === undefined) {
      firstMs = nowMs();
      say(`\n${signal}: finishing. Once more to stop at once.\n`);
      void closeAndExit(close, say, target);
    } else if (nowMs() - firstMs >= SAME_SIGNAL_MS) {
      target.exit(128 + NUMBERS[signal]);
    }
  };
  for (const signal of Object.keys(NUMBERS) as EndSignal[]) target.on(signal, () => end(signal));
}

async function closeAndExit(close: () => Promise<void>, say: (text: string) => void, target: ProcessLike) {
  try {
    await close();
    target.exit(0);
  } catch (error) {
    say(`stairwell: could not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`);
    target.exit(1);
  }
}
