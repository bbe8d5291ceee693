import { describe, expect, it } from 'vitest';
import { type EndSignal, endOnSignals } from './shutdown.ts';

function fakeProcess(close: () => Promise<void>) {
  const listeners = new Map<EndSignal, () => void>();
  const exits: number[] = [];
  const said: string[] = [];
  let nowMs = 0;
  endOnSignals({
    close,
    say: (text) => said.push(text),
    nowMs: () => nowMs,
    process: { on: (signal, listener) => listeners.set(signal, listener), exit: (code) => exits.push(code) },
  });
  return {
    exits,
    said,
    async signal(signal: EndSignal, atMs: number) {
      nowMs = atMs;
      listeners.get(signal)?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

const never = () => new Promise<void>(() => undefined);

describe('endOnSignals', () => {
  it('finishes the work on SIGTERM and exits 0', async () => {
    let closed = 0;
    const target = fakeProcess(async () => void closed++);
    await target.signal('SIGTERM', 0);
    expect([closed, target.exits]).toEqual([1, [0]]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('exits at once on a second signal: %s gives %i', async (signal, code) => {
    const target = fakeProcess(never);
    await target.signal('SIGTERM', 0);
    await target.signal(signal, 2000);
    expect(target.exits).toEqual([code]);
  });

  it('takes a signal that comes twice within half a second for one', async () => {
    const target = fakeProcess(never);
    await target.signal('SIGINT', 0);
    await target.signal('SIGINT', 20);
    expect(target.exits).toEqual([]);
  });

  it('exits 1 and says why when the work cannot be finished', async () => {
    const target = fakeProcess(async () => {
      throw new Error('disk full');
    });
    await target.signal('SIGTERM', 0);
    expect(target.exits).toEqual([1]);
    expect(target.said.join('')).toContain('could not stop cleanly: disk full');
  });
});
