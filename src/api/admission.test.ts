import { describe, expect, it } from 'vitest';
import { Admission } from './admission.ts';

const REALM = { account: '123456789012', region: 'us-east-1' };
const arn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const start = (admission: Admission, machine: string, input = '{}') =>
  admission.enter('StartExecution', { stateMachineArn: arn(machine), input }, REALM);

/** How many of `count` are taken. */
function taken(count: number, enter: () => unknown): number {
  let entered = 0;
  for (let n = 0; n < count; n++) {
    try {
      enter();
      entered++;
    } catch (error) {
      expect(error).toMatchObject({ code: 'ThrottlingException', status: 400 });
    }
  }
  return entered;
}

const roomy = (start: number, backlog = () => 0) =>
  new Admission({ room: { start, sync: 10 }, backlog, leastStarts: start });

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
    const leave = start(admission, 'm');
    expect(taken(1, () => start(admission, 'm'))).toBe(0);
    leave();
    expect(taken(1, () => start(admission, 'm'))).toBe(1);
  });

  it('counts a large input as several requests', () => {
    const admission = roomy(100);
    expect(taken(100, () => start(admission, 'm', 'x'.repeat(262_144)))).toBe(3);
  });

  it('lets each machine start one at a time while the store is behind', () => {
    const admission = roomy(100, () => 8001);
    expect(['a', 'b', 'c'].map((machine) => taken(5, () => start(admission, machine)))).toEqual([1, 1, 1]);
    expect(Object.fromEntries(admission.throttled)['backlog']).toBe(12);
  });

  it.each(['DescribeExecution', 'StopExecution', 'SendTaskSuccess', 'GetExecutionHistory'])(
    'takes %s when starts have no room left',
    (operation) => {
      const admission = roomy(1, () => 1_000_000);
      for (let n = 0; n < 5; n++) taken(1, () => start(admission, `m${n}`));
      expect(taken(100, () => admission.enter(operation, {}, REALM))).toBe(100);
    },
  );

  it('bounds every lane but the polls of workers', () => {
    const admission = new Admission({ room: { control: 3, other: 2, sync: 4 }, backlog: () => 0 });
    expect(taken(9, () => admission.enter('DescribeExecution', {}, REALM))).toBe(3);
    expect(taken(9, () => admission.enter('ListExecutions', {}, REALM))).toBe(2);
    expect(taken(9, () => admission.enter('StartSyncExecution', { stateMachineArn: arn('m') }, REALM))).toBe(2);
    expect(taken(900, () => admission.enter('GetActivityTask', {}, REALM))).toBe(900);
  });
});
