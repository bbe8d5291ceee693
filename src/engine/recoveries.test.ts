import { describe, expect, test } from 'vitest';
import { Recoveries } from './recoveries.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** Recoveries that end when told to. */
function controlled() {
  const timers: (() => void)[] = [];
  const runs: { mustReopen: boolean; end: () => void; fail: () => void }[] = [];
  const recoveries = new Recoveries({
    ports: { setTimer: (_, callback) => ({ cancel: () => {}, at: timers.push(callback) }) },
    log: QUIET,
    delayMs: 1,
    recover: (mustReopen) =>
      new Promise((end, fail) => runs.push({ mustReopen, end, fail: () => fail(new Error('locked')) })),
  });
  const passTime = async () => {
    for (const fire of timers.splice(0)) fire();
    await settled();
  };
  return { recoveries, runs, passTime };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Recoveries', () => {
  test('many lost batches are one recovery, which opens the store anew if one of them asks for it', async () => {
    const { recoveries, runs, passTime } = controlled();
    for (const mustReopen of [false, true, false]) recoveries.begin(mustReopen);
    await passTime();
    expect(runs.map((run) => run.mustReopen)).toEqual([true]);
  });

  test('a batch that is lost during a recovery is recovered after it', async () => {
    const { recoveries, runs, passTime } = controlled();
    recoveries.begin(true);
    await passTime();
    recoveries.begin(false);
    await passTime();
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    await settled();
    await passTime();
    expect(runs.map((run) => run.mustReopen)).toEqual([true, false]);
  });

  test('one that failed is tried again, as thoroughly', async () => {
    const { recoveries, runs, passTime } = controlled();
    recoveries.begin(true);
    await passTime();
    runs[0]?.fail();
    await settled();
    await passTime();
    expect(runs.map((run) => run.mustReopen)).toEqual([true, true]);
    runs[1]?.end();
    await settled();
    await passTime();
    expect(runs).toHaveLength(2);
    recoveries.begin(false);
    await passTime();
    expect(runs).toHaveLength(3);
  });
});
