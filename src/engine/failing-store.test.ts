/** What has to go on although the store failed at a bad moment. */
import { expect, test } from 'vitest';
import { StoreError } from '../store/errors.ts';
import { MemoryStore } from '../store/memory/store.ts';
import type { Store } from '../store/store.ts';
import { REALM, TestEngine } from '../testkit/test-engine.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const TASK = { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } };

/** A store whose methods fail as often as `failures` says, `commit` after it has done its work. */
function failing(failures: Partial<Record<keyof Store, number>>): Store {
  return new Proxy<Store>(new MemoryStore(), {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        const left = failures[name as keyof Store] ?? 0;
        if (left === 0) return method.apply(target, args);
        failures[name as keyof Store] = left - 1;
        if (name === 'commit') await method.apply(target, args);
        throw new StoreError(name === 'commit' ? 'failed' : 'unavailable', 'as planned');
      };
    },
  });
}

test('a deleted machine is gone although its executions could not be read when the last of them ended', async () => {
  const failures: { executions?: number } = {};
  const t = await TestEngine.start({ store: failing(failures) });
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, End: true } } };
  const machine = await t.createMachine('M', wait);
  await t.start(machine);
  await t.engine.deleteStateMachine(machine);
  failures.executions = 2;
  await t.advance(10);
  await expect(t.engine.describeStateMachine(machine)).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
});

test('an EXPRESS start that the store has is made although its definition could not be read at first', async () => {
  const failures: { commit?: number; revision?: number } = {};
  const t = await TestEngine.start({ store: failing(failures) });
  const definition = JSON.stringify(TASK);
  const machine = { name: 'E', definition, roleArn: 'arn:aws:iam::123456789012:role/r', configuration: '{}' };
  const { arn } = await t.engine.createStateMachine(REALM, { ...machine, type: 'EXPRESS' });
  Object.assign(failures, { commit: 1, revision: 1 });
  await expect(t.engine.startExecution({ stateMachineArn: arn })).rejects.toMatchObject({ code: 'ServiceUnavailable' });
  await t.advance(10);
  expect(t.calls).toHaveLength(1);
});
