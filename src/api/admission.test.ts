import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission, type Leave } from './admission.ts';

const REALM = { account: '123456789012', region: 'us-east-1' };
const arn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const start = (admission: Admission, machine: string, input = '{}') =>
  admission.enter('StartExecution', { stateMachineArn: arn(machine), input }, REALM);

/** How many of `count` are taken at once. */
function taken(count: number, enter: () => Leave | Promise<Leave>): number {
  let entered = 0;
  for (let n = 0; n < count; n++) {
    try {
      const leave = enter();
      if (leave instanceof Promise) leave.catch(() => {});
      else entered++;
    } catch (error) {
      expect(error).toMatchObject(THROTTLED);
    }
  }
  return entered;
}

const THROTTLED = { code: 'ThrottlingException', status: 400 };
const roomy = (start: number, fullness = () => 0) =>
  new Admission({ room: { start, sync: 10 }, fullness, leastStarts: start, mostWaiting: 0 });
/** Also says what became of a start that had to wait. */
function waitingStart(admission: Admission, machine: string) {
  const became: { leave?: Leave; error?: unknown } = {};
  const entered = start(admission, machine);
  expect(entered).toBeInstanceOf(Promise);
  void Promise.resolve(entered).then(
    (leave) => {
      became.leave = leave;
    },
    (error: unknown) => {
      became.error = error;
    },
  );
  return became;
}
const enterNow = (admission: Admission, machine: string) => {
  const leave = start(admission, machine);
  if (leave instanceof Promise) throw new Error('had to wait');
  return leave;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('admission', () => {
  it('gives a machine that floods half of the room, and leaves the rest to others', () => {
    const admission = roomy(100);
    expect(taken(1000, () => start(admission, 'flood'))).toBe(50);
    expect(taken(10, () => start(admission, 'quiet'))).toBe(10);
    expect(Object.fromEntries(admission.throttled)).toEqual({ full: 0, share: 950, backlog: 0, quota: 0 });
  });

  it('gives two machines that flood a third each', () => {
    const admission = roomy(90);
    const counts = { a: 0, b: 0 };
    for (let n = 0; n < 500; n++) {
      counts.a += taken(1, () => start(admission, 'a'));
      counts.b += taken(1, () => start(admission, 'b'));
    }
    expect(counts).toEqual({ a: 30, b: 30 });
  });

  it('counts versions and aliases as their machine', () => {
    const admission = roomy(10);
    expect(taken(20, () => start(admission, 'm:1')) + taken(20, () => start(admission, 'm:live'))).toBe(5);
  });

  it('gives room back', () => {
    const admission = roomy(2);
    const leave = enterNow(admission, 'm');
    expect(taken(1, () => start(admission, 'm'))).toBe(0);
    leave();
    expect(taken(1, () => start(admission, 'm'))).toBe(1);
  });

  it('counts a large input as several requests', () => {
    const admission = roomy(100);
    expect(taken(100, () => start(admission, 'm', 'x'.repeat(262_144)))).toBe(3);
  });

  it('lets each machine start one at a time while the engine is behind', () => {
    const admission = roomy(100, () => 1.1);
    expect(['a', 'b', 'c'].map((machine) => taken(5, () => start(admission, machine)))).toEqual([1, 1, 1]);
    expect(Object.fromEntries(admission.throttled)['backlog']).toBe(12);
  });

  it.each(['DescribeExecution', 'StopExecution', 'SendTaskSuccess', 'GetExecutionHistory'])(
    'takes %s when starts have no room left',
    (operation) => {
      const admission = roomy(1, () => 100);
      for (let n = 0; n < 5; n++) taken(1, () => start(admission, `m${n}`));
      expect(taken(100, () => admission.enter(operation, {}, REALM))).toBe(100);
    },
  );

  it('bounds every lane but the polls of workers', () => {
    const room = { control: 3, other: 2, sync: 4 };
    const admission = new Admission({ room, fullness: () => 0, mostWaiting: 0 });
    expect(taken(9, () => admission.enter('DescribeExecution', {}, REALM))).toBe(3);
    expect(taken(9, () => admission.enter('ListExecutions', {}, REALM))).toBe(2);
    expect(taken(9, () => admission.enter('StartSyncExecution', { stateMachineArn: arn('m') }, REALM))).toBe(2);
    expect(taken(900, () => admission.enter('GetActivityTask', {}, REALM))).toBe(900);
  });

  describe('a start that finds no room', () => {
    const crowded = () => {
      const clock = { ms: 0 };
      const admission = new Admission({
        ...{ room: { start: 2 }, leastStarts: 2, fullness: () => 0, mostWaiting: 4 },
        ...{ longestWaitMs: 1000, nowMs: () => clock.ms },
      });
      const pass = (ms: number) => {
        clock.ms += ms;
        return vi.advanceTimersByTimeAsync(ms);
      };
      return { admission, pass };
    };

    it('goes on when another has its answer, in order', async () => {
      const { admission, pass } = crowded();
      const leave = enterNow(admission, 'm');
      const [second, third] = [waitingStart(admission, 'm'), waitingStart(admission, 'm')];
      leave();
      await pass(0);
      expect([second.leave, third.leave]).toEqual([expect.any(Function), undefined]);
      second.leave?.();
      await pass(0);
      expect(third.leave).toBeDefined();
    });

    it('is refused when it has waited for long enough', async () => {
      const { admission, pass } = crowded();
      enterNow(admission, 'm');
      const waiting = waitingStart(admission, 'm');
      await pass(990);
      expect(waiting).toEqual({});
      await pass(20);
      expect(waiting.error).toMatchObject(THROTTLED);
      expect(Object.fromEntries(admission.throttled)['share']).toBe(1);
      expect(admission.waiting).toBe(0);
    });

    it('is refused at once when too many wait', async () => {
      const { admission } = crowded();
      enterNow(admission, 'm');
      waitingStart(admission, 'm');
      waitingStart(admission, 'm');
      await expect(start(admission, 'm')).rejects.toMatchObject(THROTTLED);
      expect(Object.fromEntries(admission.throttled)['share']).toBe(1);
      // The rest of the queue is for others.
      enterNow(admission, 'other');
      waitingStart(admission, 'other');
    });

    it('goes on when the engine is no longer behind, though nobody gets an answer', async () => {
      const engine = { fullness: 2 };
      const admission = new Admission({ fullness: () => engine.fullness });
      enterNow(admission, 'm');
      const waiting = waitingStart(admission, 'm');
      engine.fullness = 0.9;
      await vi.advanceTimersByTimeAsync(20);
      expect(waiting.leave).toBeDefined();
    });

    it('lets machines have their turn one after the other', async () => {
      const { admission, pass } = crowded();
      const leaves = [enterNow(admission, 'a'), enterNow(admission, 'b')];
      const flood = [waitingStart(admission, 'a'), waitingStart(admission, 'a')];
      const other = waitingStart(admission, 'b');
      for (const leave of leaves) leave();
      await pass(0);
      expect(flood.map(({ leave }) => leave !== undefined)).toEqual([true, false]);
      expect(other.leave).toBeDefined();
    });
  });
});
