/** Every item of a Distributed Map is run, and has one execution, whichever commit is the last of the process. */
import { expect, test } from 'vitest';
import { MemoryStore } from '../store/memory/store.ts';
import type { Batch, Store } from '../store/store.ts';
import { TestEngine } from '../testkit/test-engine.ts';

const ITEMS = [1, 2, 3, 4, 5];
const definition = (ExecutionType: string) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
        StartAt: 'P',
        States: { P: { Type: 'Pass', Next: 'W' }, W: { Type: 'Wait', SecondsPath: '$', End: true } },
      },
      End: true,
    },
  },
});

/** A store that answers no commit from a certain one on; that one itself may be applied. */
class MortalStore {
  readonly inner = new MemoryStore();
  commitsLeft = Number.POSITIVE_INFINITY;
  readonly #appliesLast: boolean;

  constructor(appliesLast: boolean) {
    this.#appliesLast = appliesLast;
  }

  get isDead(): boolean {
    return this.commitsLeft <= 0;
  }

  get store(): Store {
    const commit = async (batch: Batch) => {
      this.commitsLeft--;
      if (!this.isDead || (this.commitsLeft === 0 && this.#appliesLast)) await this.inner.commit(batch);
      if (this.isDead) await new Promise(() => {});
    };
    return new Proxy<Store>(this.inner, {
      get(target, name) {
        if (name === 'commit') return commit;
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }
}

/** Lets everything happen until the store is dead; false: the execution has ended before. */
async function dies(t: TestEngine, mortal: MortalStore, executionArn: string): Promise<boolean> {
  while (!mortal.isDead) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!t.engine.idle) continue;
    if ((await mortal.inner.execution(executionArn))?.status === 'SUCCEEDED') return false;
    const next = t.ports.nextTimerMs;
    if (next !== undefined) t.ports.moveTo(next);
  }
  return true;
}

async function run(type: string, commits: number, appliesLast: boolean): Promise<boolean> {
  const mortal = new MortalStore(appliesLast);
  const t = await TestEngine.start({ store: mortal.store, engine: { maxTransitions: 2 } });
  const machine = await t.createMachine('D', definition(type));
  const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:run`;
  mortal.commitsLeft = commits;
  t.start(machine, ITEMS, 'run').catch(() => {}); // nobody may be there to answer
  const hasDied = await dies(t, mortal, executionArn);
  mortal.commitsLeft = Number.POSITIVE_INFINITY;
  await t.crash();
  if ((await mortal.inner.execution(executionArn)) === undefined) await t.start(machine, ITEMS, 'run');
  const { status, output } = await t.finish(executionArn);
  expect([status, output], `commit ${commits}`).toEqual(['SUCCEEDED', JSON.stringify(ITEMS)]);
  const runs = await t.engine.listMapRuns(executionArn, { limit: 9 });
  expect(runs.map(({ items, executions }) => [items.succeeded, executions.total])).toEqual([[5, 5]]);
  if (type === 'STANDARD') {
    const children = await t.engine.listExecutions({ mapRunArn: runs[0]?.arn as string, limit: 99 });
    expect(children.map((child) => child.status)).toEqual(ITEMS.map(() => 'SUCCEEDED'));
  }
  return hasDied;
}

test.each([
  ['STANDARD', true],
  ['STANDARD', false],
  ['EXPRESS', true],
  ['EXPRESS', false],
])('%s items, the last commit applied: %s', async (type, appliesLast) => {
  let commits = 1;
  while (await run(type, commits, appliesLast)) commits++;
  expect(commits).toBeGreaterThan(5);
});
