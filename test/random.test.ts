/**
 * Random trees of state machines on the real engine, with random faults: the process "dies", and the store refuses
 * batches. Whatever happens, every execution of the tree ends, with a well-formed history; and the tree ends as it does
 * without faults.
 *
 * What a service answers depends on what it is asked, never on when. Only where branches run side by side and one
 * fails it is a matter of moments how far the others came: such trees are checked, but not compared.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../src/asl/json.ts';
import { RANDOM_INPUT, randomDefinition } from '../src/asl/random-definition.fixture.ts';
import type { TaskOutcome, TaskRequest } from '../src/integrations/integration.ts';
import { MemoryStore } from '../src/store/memory/store.ts';
import type { Batch } from '../src/store/store.ts';
import { failWith, succeedWith, TestEngine } from '../src/testkit/test-engine.ts';

/** What goes wrong, in order: one entry is used up after every batch that became durable. */
type Fault = 'nothing' | 'crash' | 'lose a batch';

class FaultyStore extends MemoryStore {
  /** Set when the machines are there. */
  faults: Fault[] = [];
  #loseNext = false;
  crashWanted = false;
  lost = 0;

  override async commit(batch: Batch): Promise<void> {
    if (this.#loseNext) {
      this.#loseNext = false;
      this.lost++;
      throw new Error('the disk is full');
    }
    await super.commit(batch);
    const fault = this.faults.shift();
    if (fault === 'crash') this.crashWanted = true;
    if (fault === 'lose a batch') this.#loseNext = true;
  }
}

const MACHINE = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;

/** Tasks of the root: calls, and children in every pattern that needs nobody else. */
const rootTask = fc.constantFrom<JsonObject>(
  { Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' },
  { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$' } },
  {
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: MACHINE('Child'), 'Input.$': '$' },
  },
  {
    Resource: 'arn:aws:states:::states:startExecution.sync',
    Parameters: { StateMachineArn: MACHINE('Child'), Input: { a: 1 } },
  },
  {
    Resource: 'arn:aws:states:::states:startExecution',
    Parameters: { StateMachineArn: MACHINE('Child'), 'Input.$': '$' },
  },
);
const leafTask = fc.constant<JsonObject>({ Resource: 'arn:aws:lambda:us-east-1:123456789012:function:g' });

/** Fails or succeeds by what it is asked, the same for every delivery. */
function service({ parameters }: TaskRequest): TaskOutcome {
  const text = withoutIds(parameters.text) ?? '';
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) % 1009;
  return sum % 4 === 0 ? failWith(sum % 8 === 0 ? 'E1' : 'E2', 'C') : succeedWith({ n: sum });
}

interface Ended {
  readonly status: string;
  readonly error: string | undefined;
  readonly output: string | undefined;
  readonly children: readonly string[];
  /** Nothing was cut off by something beside it. */
  readonly isSettled: boolean;
}

async function run(root: JsonObject, child: JsonObject, input: Json, faults: readonly Fault[]): Promise<Ended> {
  const store = new FaultyStore();
  const t = await TestEngine.start({ store, service, engine: { recoveryDelayMs: 0 } });
  neverTwoAtOnce(t);
  await t.createMachine('Child', child);
  await t.createMachine('Root', root);
  store.faults = [...faults];
  const arn = await startDespite(t, input);
  for (let step = 0; step < 5000; step++) {
    await t.settle();
    if (store.crashWanted) {
      store.crashWanted = false;
      await t.crash();
      continue;
    }
    const tree = await t.engine.listExecutions({ rootArn: arn, status: 'RUNNING', limit: 1 });
    if (tree.length === 0) break;
    const next = t.ports.nextTimerMs;
    if (next === undefined) throw new Error(`stuck: ${tree[0]?.arn}`);
    t.ports.moveTo(next);
  }
  return ended(t, arn);
}

/**
 * Every id that is made up takes a millisecond: so no two executions are due in the same moment, where it would be a
 * matter of luck which comes first.
 */
function neverTwoAtOnce({ ports }: TestEngine): void {
  const uuid = ports.uuid.bind(ports);
  ports.uuid = () => {
    ports.drift(1);
    return uuid();
  };
}

/** The caller of a start that a fault hit tries again, as clients do. */
async function startDespite(t: TestEngine, input: Json): Promise<string> {
  for (let i = 0; i < 50; i++) {
    try {
      return await t.start(MACHINE('Root'), input, 'root');
    } catch (error) {
      if ((error as { code?: string }).code === 'ExecutionAlreadyExists') break;
      t.ports.moveTo(t.ports.nowMs());
      await t.settle();
    }
  }
  return 'arn:aws:states:us-east-1:123456789012:execution:Root:root';
}

async function ended(t: TestEngine, arn: string): Promise<Ended> {
  const row = await t.engine.describeExecution(arn);
  const tree = await t.engine.listExecutions({ rootArn: arn, limit: 1000 });
  let isSettled = tree.every((item) => item.status === 'SUCCEEDED' || item.status === 'FAILED');
  for (const { arn: each } of tree) {
    const events = await t.history(each);
    wellFormed(events);
    if (events.some(({ type }) => /Aborted$|IterationFailed$|ParallelStateFailed$/.test(type))) isSettled = false;
  }
  const children = await Promise.all(
    tree
      .filter((item) => item.depth > 0)
      .map(async (item) => {
        const { status, input, error, output } = await t.engine.describeExecution(item.arn);
        return JSON.stringify([status, withoutIds(input), error, withoutIds(output)]);
      }),
  );
  return { status: row.status, error: row.error, output: withoutIds(row.output), children: children.sort(), isSettled };
}

function wellFormed(events: readonly { id: number; previousEventId: number; type: string }[]): void {
  const ends = events.filter(({ type }) => /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type));
  expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
  expect(events.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
  expect([ends.length, events.at(-1)]).toEqual([1, ends[0]]);
}

/** Names and moments are made up anew in every run. */
function withoutIds(text: string | undefined): string | undefined {
  return text
    ?.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/17[67]\d{10}/g, '<ms>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ GMT/g, '<time>')
    .replaceAll(/(Content-Length[\\":[]+)\d+/g, '$1<n>');
}

test('executions end the same whatever happens to the process and the store', { timeout: 60_000 }, async () => {
  const fault = fc.constantFrom<Fault>('nothing', 'nothing', 'crash', 'lose a batch');
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      randomDefinition({ task: rootTask }),
      randomDefinition({ task: leafTask, depth: 1 }),
      fc.array(fault, { maxLength: 40 }),
      async (root, child, faults) => {
        const expected = await run(root, child, RANDOM_INPUT, []);
        const actual = await run(root, child, RANDOM_INPUT, faults);
        if (!expected.isSettled) return;
        expect(actual).toEqual(expected);
        compared += Number(faults.some((one) => one !== 'nothing'));
      },
    ),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(40);
});
