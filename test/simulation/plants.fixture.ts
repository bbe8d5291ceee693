/**
 * Bugs of the kind that the simulator is there to find, planted into what the engine stands on. Each is what a wrong
 * engine or store would do: forget, repeat, reorder, or speak too early.
 */
import type { Batch, ExecutionRow, ResourceKind } from '../../src/store/store.ts';
import type { Dice } from './dice.ts';
import type { Plant } from './world.ts';

/** Changes a part of all batches, so that the damage is rare enough to be hard to find. */
const sometimes =
  (change: (batch: Batch) => Batch): NonNullable<Plant['change']> =>
  (batch: Batch, dice: Dice) =>
    dice.chance(0.3) ? change(batch) : batch;

const without = (forgotten: ResourceKind) =>
  sometimes((batch) => ({ ...batch, resourcesPut: batch.resourcesPut.filter(({ kind }) => kind !== forgotten) }));

/** Only the first row of each is written. */
function withoutChanges(kind: ResourceKind): NonNullable<Plant['change']> {
  const written = new Set<string>();
  return (batch) => ({
    ...batch,
    resourcesPut: batch.resourcesPut.filter((row) => {
      if (row.kind !== kind) return true;
      const isFirst = !written.has(row.key);
      written.add(row.key);
      return isFirst;
    }),
  });
}

function withSecondChild(batch: Batch): Batch {
  const child = batch.inserts.find(({ parent, mapRunArn }) => parent !== undefined && mapRunArn === undefined);
  if (child === undefined) return batch;
  const second = { ...child, id: child.id + 1_000_000, arn: `${child.arn}-again`, name: `${child.name}-again` };
  const history = batch.history.filter(({ executionId }) => executionId === child.id);
  return {
    ...batch,
    inserts: [...batch.inserts, second],
    history: [...batch.history, ...history.map((row) => ({ ...row, executionId: second.id }))],
  };
}

function oldRows(): NonNullable<Plant['answer']> {
  const first = new Map<string, ExecutionRow>();
  return (name, answer, dice) => {
    if (name !== 'execution' || answer === undefined) return answer;
    const row = answer as ExecutionRow;
    const known = first.get(row.arn);
    if (known === undefined) first.set(row.arn, row);
    return known !== undefined && dice.chance(0.5) ? known : answer;
  };
}

export const PLANTS: Readonly<Record<string, () => Plant>> = {
  'a message from child to parent is forgotten': () => ({ change: sometimes((batch) => ({ ...batch, inboxPut: [] })) }),
  'an acknowledged EXPRESS start is forgotten': () => ({
    change: (batch) => ({ ...batch, resourcesPut: batch.resourcesPut.filter(({ kind }) => kind !== 'expressStart') }),
  }),
  'a child is started twice': () => ({ change: sometimes(withSecondChild) }),
  'a batch is acknowledged before it is durable, and overtaken': () => ({ acksEarly: true }),
  'a batch is torn by a crash': () => ({ tears: true }),
  'a batch that was refused counts as written': () => ({ acksRefused: true }),
  'a row of history is forgotten': () => ({
    change: sometimes((batch) => ({ ...batch, history: batch.history.slice(1) })),
  }),
  'a row of history is written with the ids of another': () => ({
    change: sometimes((batch) => ({
      ...batch,
      history: batch.history.map((row) => ({ ...row, firstEventId: row.firstEventId + 1 })),
    })),
  }),
  'the position of a branch is forgotten': () => ({ change: sometimes((batch) => ({ ...batch, framesPut: [] })) }),
  'an end is in the history and not in the status': () => ({
    change: sometimes((batch) => ({ ...batch, updates: batch.updates.filter(({ status }) => status === undefined) })),
  }),
  'a wake-up is forgotten over a restart': () => ({
    change: (batch) => ({
      ...batch,
      updates: batch.updates.map((update) => ({ ...update, wakeAtMs: null })),
      inserts: batch.inserts.map(({ wakeAtMs: _, ...row }) => row),
    }),
  }),
  'a timer does not fire': () => ({ lostTimers: 0.2 }),
  'a read shows what was before': () => ({ answer: oldRows() }),
  'a read does not find what is there': () => ({
    answer: (name, answer, dice) => (name === 'execution' && dice.chance(0.3) ? undefined : answer),
  }),
  'a version is forgotten': () => ({ change: without('version') }),
  'an alias is forgotten': () => ({ change: without('alias') }),
  'a change of a map run is forgotten': () => ({ change: withoutChanges('mapRun') }),
  'the deletion of a machine is forgotten': () => ({
    change: sometimes((batch) => ({ ...batch, machinesDeleted: [], machines: [] })),
  }),
  'an execution is deleted too early': () => ({ purgesEarly: true }),
  'a service is called twice for one attempt': () => ({ doubledCalls: 0.3 }),
};
