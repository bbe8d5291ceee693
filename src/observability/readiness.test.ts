import { describe, expect, it } from 'vitest';
import { EngineCounters, type EngineLoad } from '../engine/counters.ts';
import { Histogram } from '../engine/histogram.ts';
import { EMPTY_BATCH } from '../store/store.ts';
import { Readiness } from './readiness.ts';

function watched({ lagSeconds = 0, tryStore = async () => {} } = {}) {
  const counters = new EngineCounters();
  const rest = { liveExecutions: 0, expressRunning: 0, callsInFlight: 0, timers: 0, executionsInLine: 0, backlog: 0 };
  const load: EngineLoad = { ...rest, counters, timerLateness: new Histogram([1]) };
  return { counters, readiness: new Readiness({ load: () => load, loopLagSeconds: () => lagSeconds, tryStore }) };
}

const settled = () => new Promise(setImmediate);

describe('readiness', () => {
  it('has no reasons against a server that does nothing', () => {
    expect(watched().readiness.reasons()).toEqual([]);
  });

  it('ends with the loop being late for more than a second', () => {
    expect(watched({ lagSeconds: 0.9 }).readiness.reasons()).toEqual([]);
    expect(watched({ lagSeconds: 1.25 }).readiness.reasons()).toEqual(['the event loop is 1.3 s late']);
  });

  it('ends when the server closes', () => {
    const { readiness } = watched();
    readiness.drain();
    expect(readiness.reasons()).toEqual(['the server is stopping']);
  });

  it('ends when the store does not take a write, and comes back with the next one that it takes', () => {
    const { counters, readiness } = watched({ tryStore: () => Promise.reject(new Error('disk full')) });
    counters.writing();
    counters.commitFailed();
    expect(readiness.reasons()).toEqual(['the store did not take the last write']);
    counters.writing();
    counters.committed(EMPTY_BATCH, 0, 0);
    expect(readiness.reasons()).toEqual([]);
  });

  it('comes back without traffic when the store takes an empty batch', async () => {
    const { counters, readiness } = watched();
    counters.writing();
    counters.commitFailed();
    expect(readiness.reasons()).toHaveLength(1);
    await settled();
    expect(readiness.reasons()).toEqual([]);
    counters.commitFailed();
    expect(readiness.reasons()).toHaveLength(1);
  });

  it('ends when one batch takes longer than five seconds', () => {
    const { counters, readiness } = watched();
    counters.writingSinceMs = performance.now() - 4000;
    expect(readiness.reasons()).toEqual([]);
    counters.writingSinceMs = performance.now() - 6000;
    expect(readiness.reasons()).toEqual(['the store has been writing one batch for 6 s']);
  });
});
