/** What every store must do: one suite, run over each implementation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Batch,
  type ClosedPlace,
  EMPTY_BATCH,
  type ExecutionQuery,
  type ExecutionRow,
  type ExecutionSummary,
  type HistoryRow,
  type ParentLink,
  type ResourceQuery,
  type ResourceRow,
  type RevisionRow,
  type StateMachineRow,
  type Store,
} from './store.ts';
import type { ChildrenQuery, ScanHints, ScanQuery } from './tree-queries.ts';

export const REALM = { account: '123456789012', region: 'us-east-1' };
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:Orders';
const OTHER_MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:Refunds';

export function batch(parts: Partial<Batch>): Batch {
  return { ...EMPTY_BATCH, ...parts };
}

export function arnOf(id: number): string {
  return `arn:aws:states:us-east-1:123456789012:execution:Orders:run-${id}`;
}

export function execution(id: number, parts: Partial<ExecutionRow> = {}): ExecutionRow {
  const arn = arnOf(id);
  return {
    id,
    arn,
    name: `run-${id}`,
    stateMachineArn: MACHINE,
    revision: 1,
    status: 'RUNNING',
    startMs: 1_700_000_000_000 + id,
    input: '{}',
    rootArn: arn,
    depth: 0,
    redriveCount: 0,
    ...parts,
  };
}

export function turn(executionId: number, firstEventId: number, lastEventId: number): HistoryRow {
  return { executionId, firstEventId, lastEventId, body: `[${firstEventId}..${lastEventId}]` };
}

const PARENT: ParentLink = {
  id: 1,
  arn: arnOf(1),
  framePath: '0/b1',
  state: 'StartChild',
  attempt: 0,
  taskId: 5,
  sync: true,
};

const CHILD_PARTS: Partial<ExecutionRow> = { parent: PARENT, rootArn: arnOf(1), depth: 1 };

function machine(name: string, parts: Partial<StateMachineRow> = {}): StateMachineRow {
  const arn = `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
  return { arn, name, type: 'STANDARD', status: 'ACTIVE', createdMs: 1_700_000_000_000, currentRevision: 1, ...parts };
}

function revision(id: number, parts: Partial<RevisionRow> = {}): RevisionRow {
  return {
    id,
    stateMachineArn: MACHINE,
    definition: '{"StartAt":"A"}',
    roleArn: 'arn:aws:iam::123456789012:role/r',
    configuration: '{}',
    createdMs: 1_700_000_000_000,
    ...parts,
  };
}

/** `makeStore` gives a store over data of its own that is not open yet; opening it again after `close` is a restart. */
export function describeStore(name: string, makeStore: () => Store): void {
  describe(name, () => {
    let store: Store;

    beforeEach(async () => {
      store = makeStore();
      await store.open();
    });
    afterEach(() => store.close());

    const commit = (parts: Partial<Batch>) => store.commit(batch(parts));
    const row = async (id: number) => (await store.load(id))?.row;

    async function restart() {
      await store.close();
      return store.open();
    }

    describe('state machines and revisions', () => {
      it('gives back what was put', async () => {
        const updated = revision(2, { revisionId: '1b4e28ba-2fa1-11d2-883f-0016d3cca427' });
        await commit({ machines: [machine('Orders')], revisions: [revision(1), updated] });
        expect(await store.stateMachine(MACHINE)).toEqual(machine('Orders'));
        expect(await store.revision(1)).toEqual(revision(1));
        expect(await store.revision(2)).toEqual(updated);
        expect(Object.keys((await store.revision(1)) ?? {})).not.toContain('revisionId');
      });

      it('replaces a machine that is put again', async () => {
        await commit({ machines: [machine('Orders')] });
        await commit({ machines: [machine('Orders', { status: 'DELETING', currentRevision: 7 })] });
        expect(await store.stateMachine(MACHINE)).toMatchObject({ status: 'DELETING', currentRevision: 7 });
      });

      it('knows nothing of a machine that was never put, or was deleted', async () => {
        await commit({ machines: [machine('Orders')] });
        await commit({ machinesDeleted: [MACHINE, OTHER_MACHINE] });
        expect(await store.stateMachine(MACHINE)).toBeUndefined();
        expect(await store.revision(9)).toBeUndefined();
      });

      it('lists machines of one account and Region in the order of their ARN, page by page', async () => {
        const foreign = 'arn:aws:states:eu-west-1:123456789012:stateMachine:A';
        const otherAccount = 'arn:aws:states:us-east-1:999999999999:stateMachine:A';
        await commit({
          machines: [
            machine('b'),
            machine('a'),
            machine('C'),
            machine('A', { arn: foreign }),
            machine('A', { arn: otherAccount }),
          ],
        });
        const names = (rows: StateMachineRow[]) => rows.map((one) => one.name);
        const first = await store.stateMachines(REALM, { limit: 2 });
        expect(names(first)).toEqual(['C', 'a']);
        expect(names(await store.stateMachines(REALM, { afterArn: first[1]?.arn ?? '', limit: 2 }))).toEqual(['b']);
        expect(await store.stateMachines({ account: '1', region: 'us-east-1' }, { limit: 9 })).toEqual([]);
      });

      it('refuses a revision whose key exists', async () => {
        await commit({ revisions: [revision(1)] });
        await expect(commit({ revisions: [revision(1)] })).rejects.toMatchObject({ code: 'conflict' });
      });
    });

    describe('executions', () => {
      it('gives back every column, and no member for what is absent', async () => {
        const full = execution(2, {
          ...CHILD_PARTS,
          versionArn: `${MACHINE}:3`,
          aliasArn: `${MACHINE}:live`,
          status: 'FAILED',
          stopMs: 1_700_000_000_900,
          output: '"out"',
          error: 'States.TaskFailed',
          cause: 'because',
          traceHeader: 'Root=1',
          startedByArn: arnOf(1),
          mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:Orders/l:1',
          redriveCount: 2,
          redriveMs: 1_700_000_000_500,
          deadlineMs: 1_700_000_009_000,
          wakeAtMs: 0,
        });
        await commit({ inserts: [execution(1), full] });
        expect(await store.execution(arnOf(1))).toEqual(execution(1));
        expect(Object.keys((await store.execution(arnOf(1))) ?? {}).sort()).toEqual(Object.keys(execution(1)).sort());
        expect(await store.execution(arnOf(2))).toEqual(full);
        expect(await store.execution(arnOf(3))).toBeUndefined();
        expect(await store.load(3)).toBeUndefined();
      });

      it('keeps `sync: false` of a parent link', async () => {
        const parent = { ...PARENT, sync: false };
        await commit({ inserts: [execution(2, { ...CHILD_PARTS, parent })] });
        expect((await row(2))?.parent).toEqual(parent);
      });

      it('keeps hostile text as it is', async () => {
        const texts = [
          "'; DROP TABLE executions;--",
          'a\u0000b',
          '\u{1F600} ü \u2028',
          '',
          '__proto__',
          '"'.repeat(300_000),
        ];
        await commit({ inserts: texts.map((text, index) => execution(index + 1, { input: text, error: text })) });
        for (const [index, text] of texts.entries()) {
          expect(await row(index + 1)).toMatchObject({ input: text, error: text });
        }
        const proto = execution(50, { name: '__proto__', arn: '__proto__', rootArn: '__proto__' });
        await commit({ inserts: [proto] });
        expect(await store.execution('__proto__')).toEqual(proto);
        expect(await store.execution('constructor')).toBeUndefined();
      });

      it('changes the columns that an update has, and clears those that are null', async () => {
        await commit({ inserts: [execution(1, { wakeAtMs: 5, deadlineMs: 9 })] });
        await commit({ updates: [{ id: 1, status: 'SUCCEEDED', stopMs: 7, output: '1', wakeAtMs: null }] });
        expect(await row(1)).toEqual(execution(1, { status: 'SUCCEEDED', stopMs: 7, output: '1', deadlineMs: 9 }));
        await commit({
          updates: [{ id: 1, status: 'RUNNING', stopMs: null, output: null, redriveCount: 1, redriveMs: 8 }],
        });
        expect(await row(1)).toEqual(execution(1, { deadlineMs: 9, redriveCount: 1, redriveMs: 8 }));
      });

      it('lets later updates of a batch win, also over its inserts', async () => {
        await commit({
          inserts: [execution(1)],
          updates: [
            { id: 1, status: 'FAILED', error: 'A' },
            { id: 1, error: 'B' },
          ],
        });
        expect(await row(1)).toMatchObject({ status: 'FAILED', error: 'B' });
      });

      it('refuses a key or an ARN that exists, and an update of what does not', async () => {
        await commit({ inserts: [execution(1)] });
        const refused = { code: 'conflict' };
        await expect(commit({ inserts: [execution(1, { arn: arnOf(2) })] })).rejects.toMatchObject(refused);
        await expect(commit({ inserts: [execution(2, { arn: arnOf(1) })] })).rejects.toMatchObject(refused);
        await expect(commit({ updates: [{ id: 3, wakeAtMs: 1 }] })).rejects.toMatchObject(refused);
      });
    });

    describe('listing executions', () => {
      const version = `${MACHINE}:1`;
      const alias = `${MACHINE}:live`;
      const mapRun = 'arn:aws:states:us-east-1:123456789012:mapRun:Orders/l:1';

      beforeEach(() =>
        commit({
          inserts: [
            execution(1),
            execution(2, { ...CHILD_PARTS, status: 'SUCCEEDED' }),
            execution(3, { stateMachineArn: OTHER_MACHINE }),
            execution(4, { status: 'FAILED', versionArn: version, aliasArn: alias }),
            execution(5, { ...CHILD_PARTS, versionArn: version }),
            execution(6, { mapRunArn: mapRun, status: 'ABORTED' }),
            execution(7, { mapRunArn: mapRun, rootArn: arnOf(1), depth: 2 }),
            execution(8, { status: 'TIMED_OUT' }),
          ],
        }),
      );

      const ids = async (query: Partial<ExecutionQuery>) =>
        (await store.executions({ limit: 100, ...query })).map((one) => one.id);

      it.each<[string, Partial<ExecutionQuery>, number[]]>([
        ['all', {}, [8, 7, 6, 5, 4, 3, 2, 1]],
        ['of a state machine', { stateMachineArn: MACHINE }, [8, 7, 6, 5, 4, 2, 1]],
        ['of a state machine by status', { stateMachineArn: MACHINE, status: 'RUNNING' }, [7, 5, 1]],
        ['by status alone', { status: 'RUNNING' }, [7, 5, 3, 1]],
        ['of a version', { versionArn: version }, [5, 4]],
        ['of a version by status', { versionArn: version, status: 'FAILED' }, [4]],
        ['of an alias', { aliasArn: alias }, [4]],
        ['of a Map Run', { mapRunArn: mapRun }, [7, 6]],
        ['of a Map Run by status', { mapRunArn: mapRun, status: 'ABORTED' }, [6]],
        ['of a parent', { parentArn: arnOf(1) }, [5, 2]],
        ['of a tree, with its root', { rootArn: arnOf(1) }, [7, 5, 2, 1]],
        ['of a tree by status', { rootArn: arnOf(1), status: 'RUNNING' }, [7, 5, 1]],
        ['by several filters', { mapRunArn: mapRun, rootArn: arnOf(1), stateMachineArn: MACHINE }, [7]],
        ['of a parent in another tree', { parentArn: arnOf(1), rootArn: arnOf(9) }, []],
        ['of nothing known', { stateMachineArn: `${MACHINE}x` }, []],
      ])('%s', async (_, query, expected) => {
        expect(await ids(query)).toEqual(expected);
        for (const [index, id] of expected.entries()) {
          expect(await ids({ ...query, beforeId: id, limit: 1 })).toEqual(expected.slice(index + 1, index + 2));
        }
      });

      it('follows a change of status', async () => {
        await commit({ updates: [{ id: 1, status: 'SUCCEEDED' }] });
        expect(await ids({ stateMachineArn: MACHINE, status: 'SUCCEEDED' })).toEqual([2, 1]);
        expect(await ids({ stateMachineArn: MACHINE, status: 'RUNNING' })).toEqual([7, 5]);
      });

      it('gives rows without their payloads', async () => {
        expect(await store.executions({ stateMachineArn: MACHINE, status: 'SUCCEEDED', limit: 1 })).toEqual([
          summary(execution(2, { ...CHILD_PARTS, status: 'SUCCEEDED' })),
        ]);
      });
    });

    describe('scanning executions', () => {
      const machines = [MACHINE, OTHER_MACHINE];
      const scan = (query: Partial<ScanQuery>) =>
        store.scan({ limit: 100, withPayloads: false, maxCharacters: 1_000_000, ...query });
      const ids = async (query: Partial<ScanQuery>) => (await scan(query)).rows.map((one) => one.id);

      beforeEach(() =>
        commit({
          inserts: [
            execution(1),
            execution(2, { ...CHILD_PARTS, status: 'FAILED', error: 'E', cause: 'c', input: '[1]', output: '2' }),
            execution(3, { stateMachineArn: OTHER_MACHINE, status: 'TIMED_OUT' }),
            execution(4, { status: 'SUCCEEDED', output: '"x"' }),
          ],
        }),
      );

      it.each<[string, Partial<ScanQuery>, number[]]>([
        ['all, newest first', {}, [4, 3, 2, 1]],
        ['by several statuses', { statuses: ['FAILED', 'TIMED_OUT'] }, [3, 2]],
        ['by statuses with success', { statuses: ['SUCCEEDED', 'RUNNING'] }, [4, 1]],
        ['of a machine by statuses', { stateMachineArn: MACHINE, statuses: ['FAILED', 'RUNNING'] }, [2, 1]],
        ['of a tree by statuses', { rootArn: arnOf(1), statuses: ['FAILED', 'RUNNING'] }, [2, 1]],
        ['of no status at all', { statuses: [] }, []],
        ['older than a key', { statuses: ['FAILED', 'TIMED_OUT'], beforeId: 3 }, [2]],
      ])('%s', async (_, query, expected) => {
        expect(await ids(query)).toEqual(expected);
      });

      it('gives what searches look at, and payloads when asked for', async () => {
        const plain = { id: 2, arn: arnOf(2), name: 'run-2', stateMachineArn: machines[0], status: 'FAILED' };
        const row = { ...plain, startMs: 1_700_000_000_002, parentId: 1, error: 'E' };
        expect((await scan({ statuses: ['FAILED'] })).rows).toEqual([row]);
        const withPayloads = await scan({ statuses: ['FAILED'], withPayloads: true });
        expect(withPayloads.rows).toEqual([{ ...row, cause: 'c', input: '[1]', output: '2' }]);
      });

      it('says whether older ones are left, and ends early behind large payloads', async () => {
        expect(await scan({ limit: 2 })).toMatchObject({ isLast: false, rows: [{ id: 4 }, { id: 3 }] });
        expect(await scan({ limit: 2, beforeId: 2 })).toMatchObject({ isLast: true, rows: [{ id: 1 }] });
        expect(await scan({ limit: 3 })).toMatchObject({ looked: 3, lastId: 2, oldestMs: 1_700_000_000_002 });
        const cut = await scan({ withPayloads: true, maxCharacters: 4 });
        expect(cut).toMatchObject({ isLast: false, rows: [{ id: 4 }] });
      });
    });

    describe('scanning with hints', () => {
      beforeEach(() =>
        commit({
          inserts: [
            execution(1, { name: 'a[b]c' }),
            execution(2, { ...CHILD_PARTS, name: 'abc', status: 'FAILED', error: 'States.TaskFailed' }),
            execution(3, { name: 'x', stateMachineArn: OTHER_MACHINE }),
          ],
        }),
      );

      it.each<[ScanHints, number[]]>([
        [{ name: 'a[b]*' }, [1]],
        [{ name: 'a?c' }, [2]],
        [{ error: 'States.*' }, [2]],
        [{ stateMachineName: 'Orders' }, [2, 1]],
        [{ stateMachineName: 'O*rs' }, [2, 1]],
        [{ rootsOnly: true }, [3, 1]],
        [{ rootsOnly: true, name: 'x' }, [3]],
        [{ asciiText: 'TASKfail' }, [2]],
        [{ asciiText: '[b]' }, [1]],
      ])('leaves out none that fit %o, and says what was looked at', async (hints, fitting) => {
        const scan = await store.scan({ hints, limit: 3, withPayloads: false, maxCharacters: 1 });
        expect(scan.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(fitting));
        expect(scan).toMatchObject({ looked: 3, lastId: 1, oldestMs: 1_700_000_000_001, isLast: false });
        expect(await store.scan({ hints, limit: 4, withPayloads: true, maxCharacters: 999 })).toMatchObject({
          isLast: true,
        });
      });
    });

    describe('trees', () => {
      const child = (id: number, parentId: number, depth: number, parts: Partial<ExecutionRow> = {}) =>
        execution(id, {
          parent: { ...PARENT, id: parentId, arn: arnOf(parentId) },
          rootArn: arnOf(1),
          depth,
          ...parts,
        });

      beforeEach(() =>
        commit({
          inserts: [
            execution(1),
            child(2, 1, 1),
            execution(3),
            child(4, 2, 2, { status: 'FAILED', stopMs: 9 }),
            child(5, 1, 1, { status: 'FAILED', stopMs: 8 }),
          ],
        }),
      );

      it('give the children of an execution, oldest first, without payloads', async () => {
        const rows = await store.children({ parentArn: arnOf(1), limit: 9 });
        expect(rows).toEqual([child(2, 1, 1), child(5, 1, 1, { status: 'FAILED', stopMs: 8 })].map(summary));
        const ids = async (query: Partial<ChildrenQuery>) =>
          (await store.children({ parentArn: arnOf(1), limit: 9, ...query })).map((one) => one.id);
        expect(await ids({ afterId: 2 })).toEqual([5]);
        expect(await ids({ limit: 1 })).toEqual([2]);
        expect(await ids({ status: 'FAILED' })).toEqual([5]);
        expect(await ids({ parentArn: arnOf(5) })).toEqual([]);
      });

      it('count children', async () => {
        expect(await store.childCounts([arnOf(2), arnOf(1), arnOf(5), 'nobody', arnOf(1)])).toEqual([1, 2, 0, 0, 2]);
        expect(await store.childCounts([])).toEqual([]);
      });

      it('are read whole, a parent before its children, page by page', async () => {
        const all = await store.treeRows({ rootArn: arnOf(1), afterId: 0, limit: 9 });
        expect(all).toEqual([
          { id: 1, arn: arnOf(1), status: 'RUNNING', depth: 0 },
          { id: 2, arn: arnOf(2), parentId: 1, status: 'RUNNING', depth: 1 },
          { id: 4, arn: arnOf(4), parentId: 2, status: 'FAILED', depth: 2, stopMs: 9 },
          { id: 5, arn: arnOf(5), parentId: 1, status: 'FAILED', depth: 1, stopMs: 8 },
        ]);
        const page = await store.treeRows({ rootArn: arnOf(1), afterId: 1, limit: 2 });
        expect(page).toEqual(all.slice(1, 3));
        expect(await store.treeRows({ rootArn: arnOf(1), afterId: 0, limit: 1 })).toEqual(all.slice(0, 1));
        expect(await store.treeRows({ rootArn: arnOf(2), afterId: 0, limit: 9 })).toEqual([]);
      });

      it('give executions by their keys', async () => {
        expect(await store.executionsById([5, 3, 9])).toEqual(
          [execution(3), child(5, 1, 1, { status: 'FAILED', stopMs: 8 })].map(summary),
        );
      });

      it('give the oldest that run', async () => {
        const ids = async (limit: number) => (await store.oldestRunning(limit)).map((one) => one.id);
        expect([await ids(9), await ids(2)]).toEqual([
          [1, 2, 3],
          [1, 2],
        ]);
        await commit({ updates: [{ id: 1, status: 'SUCCEEDED' }] });
        expect(await store.oldestRunning(1)).toEqual([summary(child(2, 1, 1))]);
      });

      it('give frames that wait for a task, in the order of their places', async () => {
        const waiting = (executionId: number, path: string) => ({ executionId, path, body: '{"wait":{"on":"task"}}' });
        const frames = [waiting(1, '0.1'), waiting(1, '0.2'), waiting(2, '0')];
        await commit({
          framesPut: [
            ...frames.toReversed(),
            waiting(3, 'redrive:0'),
            { executionId: 1, path: '0', body: '{"wait":{"on":"children"}}' },
          ],
        });
        expect(await store.waitingFrames({ limit: 9 })).toEqual(frames);
        expect(await store.waitingFrames({ executionId: 1, limit: 9 })).toEqual(frames.slice(0, 2));
        expect(await store.waitingFrames({ after: { executionId: 1, path: '0.1' }, limit: 1 })).toEqual([frames[1]]);
      });

      it('keep what an execution was forked from', async () => {
        const fork = execution(6, { forkedFromArn: arnOf(1), forkedFromState: 'Ship' });
        await commit({ inserts: [fork] });
        expect(await row(6)).toEqual(fork);
      });
    });

    describe('resources', () => {
      const row = (key: string, position: number, scope = 'scope'): ResourceRow => ({
        kind: 'alias',
        key,
        scope,
        position,
        body: JSON.stringify({ key }),
      });

      it('are found by kind and key', async () => {
        await commit({ resourcesPut: [row('a', 1)] });
        expect(await store.resource('alias', 'a')).toEqual(row('a', 1));
        expect(await store.resource('version', 'a')).toBeUndefined();
      });

      it('are replaced and deleted', async () => {
        await commit({ resourcesPut: [row('a', 1), row('b', 2)] });
        await commit({ resourcesPut: [row('a', 3)], resourcesDeleted: [{ kind: 'alias', key: 'b' }] });
        expect(await store.resources({ kind: 'alias', scope: 'scope', limit: 9 })).toEqual([row('a', 3)]);
      });

      it('are listed by scope, in the order of their positions, in pages in both directions', async () => {
        const rows = [row('c', 1), row('a', 2), row('b', 2), row('d', 9)];
        await commit({ resourcesPut: [...rows, row('x', 1, 'other')] });
        const keys = async (query: Partial<ResourceQuery>) =>
          (await store.resources({ kind: 'alias', scope: 'scope', limit: 9, ...query })).map(({ key }) => key);
        expect(await keys({})).toEqual(['c', 'a', 'b', 'd']);
        expect(await keys({ limit: 2 })).toEqual(['c', 'a']);
        expect(await keys({ after: row('a', 2) })).toEqual(['b', 'd']);
        expect(await keys({ reverse: true, limit: 3 })).toEqual(['d', 'b', 'a']);
        expect(await keys({ reverse: true, after: row('b', 2) })).toEqual(['a', 'c']);
      });
    });

    describe('counting RUNNING executions', () => {
      const elsewhere = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders';

      it('follows inserts and updates, by account and Region', async () => {
        await commit({
          inserts: [
            execution(1),
            execution(2, { stateMachineArn: OTHER_MACHINE }),
            execution(3, { status: 'SUCCEEDED' }),
            execution(4, { stateMachineArn: elsewhere }),
            execution(5),
          ],
          updates: [
            { id: 5, status: 'FAILED' },
            { id: 5, status: 'ABORTED' },
          ],
        });
        expect(await store.countRunning(REALM)).toBe(2);
        expect(await store.countRunning({ ...REALM, region: 'eu-west-1' })).toBe(1);
        expect(await store.countRunning({ ...REALM, account: '1' })).toBe(0);
        expect((await store.runningRealms()).sort((a, b) => b.count - a.count)).toEqual([
          { realm: REALM, count: 2 },
          { realm: { ...REALM, region: 'eu-west-1' }, count: 1 },
        ]);
        await commit({
          updates: [
            { id: 1, status: 'SUCCEEDED' },
            { id: 2, wakeAtMs: 4 },
            { id: 3, status: 'RUNNING' },
            { id: 4, status: 'RUNNING' },
          ],
        });
        expect(await store.countRunning(REALM)).toBe(2);
        expect(await store.countRunning({ ...REALM, region: 'eu-west-1' })).toBe(1);
      });

      it('forgets a rejected batch', async () => {
        await commit({ inserts: [execution(1)] });
        await expect(commit({ inserts: [execution(2), execution(1)] })).rejects.toThrow();
        expect(await store.countRunning(REALM)).toBe(1);
      });

      it('is the same after a restart', async () => {
        await commit({ inserts: [execution(1), execution(2, { status: 'FAILED' }), execution(3)] });
        await commit({ inserts: [execution(4, { stateMachineArn: OTHER_MACHINE })] });
        await restart();
        expect(await store.countRunning(REALM)).toBe(3);
      });
    });

    describe('frames', () => {
      const frame = (path: string, body = `{"at":"${path}"}`) => ({ executionId: 1, path, body });
      const paths = async () => (await store.load(1))?.frames.map((one) => one.path);

      beforeEach(() => commit({ inserts: [execution(1), execution(2)] }));

      it('puts, replaces and deletes by path', async () => {
        await commit({ framesPut: [frame('0/b1'), frame('0'), frame('0/b0')] });
        expect((await store.load(1))?.frames).toEqual([frame('0'), frame('0/b0'), frame('0/b1')]);
        await commit({ framesDeleted: [{ executionId: 1, path: '0/b0' }], framesPut: [frame('0', '{}')] });
        expect((await store.load(1))?.frames).toEqual([frame('0', '{}'), frame('0/b1')]);
        await commit({ framesDeleted: [{ executionId: 9, path: '0' }] });
      });

      it('drops all frames of one execution, before it puts new ones', async () => {
        await commit({ framesPut: [frame('0'), frame('0/b0'), { ...frame('0'), executionId: 2 }] });
        await commit({ framesDropped: [1], framesPut: [frame('0/b7')] });
        expect(await paths()).toEqual(['0/b7']);
        expect((await store.load(2))?.frames).toHaveLength(1);
      });
    });

    describe('history', () => {
      const from = (fromEventId: number, limitEvents: number, reverse = false) =>
        store.history({ executionId: 1, fromEventId, reverse, limitEvents });
      const turns = [turn(1, 1, 3), turn(1, 4, 4), turn(1, 5, 10)];

      beforeEach(() => commit({ inserts: [execution(1), execution(2)], history: [...turns, turn(2, 1, 9)] }));

      it('gives enough rows for the events asked for, in ascending order', async () => {
        expect(await from(1, 100)).toEqual(turns);
        expect(await from(1, 3)).toEqual(turns.slice(0, 1));
        expect(await from(1, 4)).toEqual(turns.slice(0, 2));
        expect(await from(1, 5)).toEqual(turns);
      });

      it('begins with the row that holds the event, of which earlier events do not count', async () => {
        expect(await from(3, 1)).toEqual([turns[0]]);
        expect(await from(3, 2)).toEqual(turns.slice(0, 2));
        expect(await from(4, 1)).toEqual([turns[1]]);
        expect(await from(7, 100)).toEqual([turns[2]]);
        expect(await from(11, 100)).toEqual([]);
      });

      it('gives rows in descending order, from an event backwards', async () => {
        expect(await from(Number.MAX_SAFE_INTEGER, 100, true)).toEqual(turns.toReversed());
        expect(await from(10, 6, true)).toEqual([turns[2]]);
        expect(await from(6, 2, true)).toEqual([turns[2]]);
        expect(await from(6, 3, true)).toEqual([turns[2], turns[1]]);
        expect(await from(3, 1, true)).toEqual([turns[0]]);
        expect(await from(0, 1, true)).toEqual([]);
      });

      it('has nothing for an execution without events', async () => {
        expect(await store.history({ executionId: 9, fromEventId: 1, reverse: false, limitEvents: 5 })).toEqual([]);
      });

      it('tells the last event with the execution', async () => {
        await commit({ inserts: [execution(3)] });
        expect((await store.load(1))?.lastEventId).toBe(10);
        expect((await store.load(3))?.lastEventId).toBe(0);
      });

      it('refuses events that are stored already, with all of their batch', async () => {
        const stale = commit({ updates: [{ id: 1, status: 'FAILED' }], history: [turn(2, 10, 11), turn(1, 5, 6)] });
        await expect(stale).rejects.toMatchObject({ code: 'conflict' });
        expect((await store.load(1))?.row.status).toBe('RUNNING');
        expect((await store.load(2))?.lastEventId).toBe(9);
        expect(await from(5, 1)).toEqual([turns[2]]);
      });
    });

    describe('wake-ups', () => {
      beforeEach(() =>
        commit({
          inserts: [
            execution(1, { wakeAtMs: 300 }),
            execution(2, { wakeAtMs: 0 }),
            execution(3),
            execution(4, { wakeAtMs: 300 }),
            execution(5, { wakeAtMs: 100, status: 'SUCCEEDED' }),
            execution(6, { wakeAtMs: 200 }),
          ],
        }),
      );

      it('come in the order of their time, then of the key, page by page', async () => {
        const first = await store.wakeUps({ limit: 3 });
        expect(first).toEqual([
          { id: 2, wakeAtMs: 0 },
          { id: 6, wakeAtMs: 200 },
          { id: 1, wakeAtMs: 300 },
        ]);
        expect(await store.wakeUps({ after: { wakeAtMs: 300, id: 1 }, limit: 3 })).toEqual([{ id: 4, wakeAtMs: 300 }]);
        expect(await store.wakeUps({ after: { wakeAtMs: 300, id: 4 }, limit: 3 })).toEqual([]);
      });

      it('follow updates', async () => {
        await commit({
          updates: [
            { id: 1, status: 'ABORTED' },
            { id: 2, wakeAtMs: null },
            { id: 3, wakeAtMs: 50 },
            { id: 5, status: 'RUNNING' },
          ],
        });
        expect((await store.wakeUps({ limit: 9 })).map((one) => one.id)).toEqual([3, 5, 6, 4]);
      });
    });

    describe('inbox', () => {
      const message = (id: number, executionId: number) => ({ id, executionId, body: `"m${id}"` });

      it('gives the messages of an execution in the order of their keys, until they are deleted', async () => {
        await commit({ inserts: [execution(1)], inboxPut: [message(3, 1), message(1, 1), message(2, 2)] });
        expect((await store.load(1))?.inbox).toEqual([message(1, 1), message(3, 1)]);
        await commit({ inboxDeleted: [1, 99], inboxPut: [message(4, 1)] });
        expect((await store.load(1))?.inbox).toEqual([message(3, 1), message(4, 1)]);
      });

      it('tells the executions that have messages, page by page', async () => {
        await commit({ inboxPut: [message(1, 7), message(2, 3), message(3, 7), message(4, 5)] });
        expect(await store.executionsWithInbox({ afterId: 0, limit: 2 })).toEqual([3, 5]);
        expect(await store.executionsWithInbox({ afterId: 5, limit: 2 })).toEqual([7]);
        expect(await store.executionsWithInbox({ afterId: 7, limit: 2 })).toEqual([]);
      });

      it('gives the keys of what was sent to an execution, there or not', async () => {
        await commit({ inserts: [execution(1)], inboxPut: [message(3, 7), message(1, 7), message(2, 1)] });
        expect(await store.messagesTo(7)).toEqual([1, 3]);
        expect(await store.messagesTo(1)).toEqual([2]);
        expect(await store.messagesTo(8)).toEqual([]);
      });

      it('refuses a key that exists', async () => {
        await commit({ inboxPut: [message(1, 7)] });
        await expect(commit({ inboxPut: [message(1, 8)] })).rejects.toMatchObject({ code: 'conflict' });
      });
    });

    describe('purging', () => {
      const closed = (id: number, stopMs: number, parts: Partial<ExecutionRow> = {}) =>
        execution(id, { status: 'SUCCEEDED', stopMs, ...parts });
      const ids = async () => (await store.executions({ limit: 99 })).map((one) => one.id).reverse();
      /** Until nothing is left to do; answers with the number of executions of each step. */
      async function purge(closedBeforeMs: number, maxRows = 100): Promise<number[]> {
        const steps: number[] = [];
        for (let after: ClosedPlace | undefined; ; ) {
          const { executions, next } = await store.purge({ closedBeforeMs, maxRows, ...(after && { after }) });
          steps.push(executions);
          if (next === undefined) return steps;
          after = next;
        }
      }

      it('deletes what closed before an instant, with history, frames, map runs and redrives', async () => {
        const mapRun = (scope: string, key: string): ResourceRow => ({
          ...{ kind: 'mapRun', key, scope, position: 1, body: '{}' },
        });
        const redrive = (scope: string, key: string): ResourceRow => ({ ...mapRun(scope, key), kind: 'redrive' });
        await commit({
          inserts: [closed(1, 100), closed(2, 200, { status: 'FAILED' }), closed(3, 300), execution(4)],
          history: [turn(1, 1, 3), turn(1, 4, 5), turn(3, 1, 2), turn(4, 1, 2)],
          framesPut: [
            { executionId: 2, path: 'redrive:0', body: '{}' },
            { executionId: 4, path: '0', body: '{}' },
          ],
          resourcesPut: [
            mapRun(arnOf(1), 'm1'),
            mapRun(arnOf(3), 'm3'),
            redrive(arnOf(1), 'r1'),
            redrive(arnOf(3), 'r3'),
          ],
        });
        expect(await purge(300)).toEqual([2]);
        expect(await ids()).toEqual([3, 4]);
        expect(await store.execution(arnOf(1))).toBeUndefined();
        expect(await store.load(2)).toBeUndefined();
        expect(await store.history({ executionId: 1, fromEventId: 1, reverse: false, limitEvents: 9 })).toEqual([]);
        expect((await store.load(3))?.lastEventId).toBe(2);
        expect((await store.load(4))?.frames).toHaveLength(1);
        expect(await store.resource('mapRun', 'm1')).toBeUndefined();
        expect(await store.resource('mapRun', 'm3')).toBeDefined();
        expect(await store.resource('redrive', 'r1')).toBeUndefined();
        expect(await store.resource('redrive', 'r3')).toBeDefined();
      });

      it('keeps a child as long as the parent that waits for it runs, and no longer', async () => {
        const child = { ...CHILD_PARTS, parent: PARENT };
        const forgotten = { ...CHILD_PARTS, parent: { ...PARENT, sync: false } };
        await commit({ inserts: [execution(1), closed(2, 10, child), closed(3, 11, forgotten), closed(4, 12)] });
        expect(await purge(100)).toEqual([2]);
        expect(await ids()).toEqual([1, 2]);
        await commit({ updates: [{ id: 1, status: 'FAILED', stopMs: 50 }] });
        expect(await purge(20)).toEqual([1]);
        expect(await ids()).toEqual([1]);
      });

      it('keeps an execution that has messages', async () => {
        await commit({ inserts: [closed(1, 10), closed(2, 10)], inboxPut: [{ id: 1, executionId: 1, body: 'm' }] });
        await purge(100);
        expect(await ids()).toEqual([1]);
      });

      it('keeps one that goes on after its end', async () => {
        await commit({ inserts: [closed(1, 10, { status: 'FAILED' })] });
        await commit({ updates: [{ id: 1, status: 'RUNNING', stopMs: null }] });
        expect(await purge(100)).toEqual([0]);
        expect(await ids()).toEqual([1]);
      });

      it('goes in small steps, oldest end first, whatever the size of an execution', async () => {
        const many = Array.from({ length: 25 }, (_, index) => turn(3, index + 1, index + 1));
        await commit({ inserts: [closed(1, 30), closed(2, 20), closed(3, 10)], history: [...many, turn(1, 1, 2)] });
        const first = await store.purge({ closedBeforeMs: 100, maxRows: 4 });
        expect(first.executions).toBe(1);
        expect(await ids()).toEqual([1, 2]);
        expect((await purge(100, 4)).reduce((sum, one) => sum + one)).toBe(2);
        expect(await ids()).toEqual([]);
      });

      it('looks at a bounded number of executions that stay', async () => {
        const child = (id: number) => closed(id, id, CHILD_PARTS);
        await commit({ inserts: [execution(1), ...[2, 3, 4, 5].map(child), closed(6, 6)] });
        expect(await purge(100, 2)).toEqual([0, 0, 1]);
        expect(await ids()).toEqual([1, 2, 3, 4, 5]);
      });

      it('gives no key out again', async () => {
        await commit({ inserts: [execution(6), closed(7, 10)] });
        await purge(100);
        expect((await restart()).nextExecution).toBe(8);
        await commit({ inserts: [closed(8, 10)] });
        await purge(100);
        expect((await restart()).nextExecution).toBe(9);
      });

      it('frees the name', async () => {
        await commit({ inserts: [closed(1, 10)] });
        await purge(100);
        await commit({ inserts: [{ ...execution(2), arn: arnOf(1), name: 'run-1' }] });
        expect((await store.execution(arnOf(1)))?.id).toBe(2);
      });

      describe('of revisions', () => {
        const ofGone = { stateMachineArn: machine('Gone').arn };
        const left = async (...ids: number[]) => {
          const found = await Promise.all(ids.map((id) => store.revision(id)));
          return found.flatMap((row) => row?.id ?? []);
        };

        it('deletes those of a machine that is gone, when they are met so twice', async () => {
          await commit({ machines: [machine('Orders')], revisions: [revision(1), revision(2, ofGone)] });
          await purge(100);
          expect(await left(1, 2)).toEqual([1, 2]);
          await purge(100);
          expect(await left(1, 2)).toEqual([1]);
        });

        it('keeps those of a machine of which an execution, or an item of one, is left', async () => {
          const item = { stateMachineArn: `${ofGone.stateMachineArn}/Label` };
          await commit({ revisions: [revision(1, ofGone)], inserts: [closed(1, 50, ofGone), closed(2, 90, item)] });
          for (const closedBeforeMs of [40, 40, 60, 60]) await purge(closedBeforeMs);
          expect(await left(1)).toEqual([1]);
          for (const closedBeforeMs of [100, 100]) await purge(closedBeforeMs);
          expect(await left(1)).toEqual([]);
        });

        it('keeps one with which an EXPRESS execution is still to run', async () => {
          const start = {
            kind: 'expressStart',
            key: 'k',
            scope: 's',
            position: 1,
            body: '{"revision":1,"row":{}}',
          } as const;
          await commit({ revisions: [revision(1, ofGone), revision(11, ofGone)], resourcesPut: [start] });
          for (let i = 0; i < 3; i++) await purge(100);
          expect(await left(1, 11)).toEqual([1]);
        });

        it('keeps one that is used again between two looks', async () => {
          await commit({ revisions: [revision(1, ofGone)] });
          await purge(100);
          await commit({ inserts: [execution(1, ofGone)] });
          await purge(100);
          await commit({ updates: [{ id: 1, status: 'SUCCEEDED', stopMs: 10 }] });
          await purge(100);
          expect(await left(1)).toEqual([1]);
        });

        it('gets to all of them, some in each sweep', async () => {
          await commit({ revisions: [1, 2, 3, 4, 5].map((id) => revision(id, ofGone)) });
          for (let sweep = 0; sweep < 6; sweep++) await purge(100, 2);
          expect(await left(1, 2, 3, 4, 5)).toEqual([]);
        });
      });

      it('takes its turn among commits', async () => {
        const done = [
          commit({ inserts: [closed(1, 10)] }),
          store.purge({ closedBeforeMs: 100, maxRows: 9 }),
          commit({ inserts: [{ ...execution(2), arn: arnOf(1) }] }),
        ];
        expect((await Promise.all(done))[1]).toEqual({ executions: 1 });
      });
    });

    describe('batches', () => {
      it('a failing batch changes nothing, whatever it held', async () => {
        const before = batch({
          machines: [machine('Orders')],
          inserts: [execution(1, { wakeAtMs: 1 }), execution(2)],
          framesPut: [{ executionId: 1, path: '0', body: 'old' }],
          history: [turn(1, 1, 2)],
          inboxPut: [{ id: 1, executionId: 1, body: 'm' }],
        });
        await store.commit(before);
        const loaded = await store.load(1);
        const failing = commit({
          machines: [machine('Orders', { status: 'DELETING' }), machine('New')],
          revisions: [revision(5)],
          inserts: [execution(3)],
          updates: [{ id: 1, status: 'FAILED', wakeAtMs: null }],
          framesDropped: [1],
          framesPut: [
            { executionId: 1, path: '1', body: 'new' },
            { executionId: 2, path: '0', body: 'new' },
          ],
          history: [turn(1, 3, 4), turn(2, 1, 1)],
          inboxDeleted: [1],
          inboxPut: [
            { id: 2, executionId: 2, body: 'm' },
            { id: 2, executionId: 2, body: 'm' },
          ],
        });
        await expect(failing).rejects.toMatchObject({ code: 'conflict' });
        expect(await store.load(1)).toEqual(loaded);
        expect(await store.load(2)).toEqual({ row: execution(2), frames: [], inbox: [], lastEventId: 0 });
        expect(await store.execution(arnOf(3))).toBeUndefined();
        expect(await store.revision(5)).toBeUndefined();
        expect(await store.stateMachines(REALM, { limit: 9 })).toEqual([machine('Orders')]);
        expect(await store.wakeUps({ limit: 9 })).toEqual([{ id: 1, wakeAtMs: 1 }]);
        expect(await store.executionsWithInbox({ afterId: 0, limit: 9 })).toEqual([1]);
        expect(await store.countRunning(REALM)).toBe(2);
      });

      it('are applied in the order of the calls, without waiting in between', async () => {
        const commits = [commit({ inserts: [execution(1)] })];
        for (let n = 1; n <= 50; n++) commits.push(commit({ updates: [{ id: 1, output: `${n}` }] }));
        const resolved: number[] = [];
        await Promise.all(commits.map((one, index) => one.then(() => resolved.push(index))));
        expect(resolved).toEqual(commits.map((_, index) => index));
        expect((await row(1))?.output).toBe('50');
      });

      it('a rejected one takes with it those queued behind it, and no later one', async () => {
        const outcomes = await Promise.allSettled([
          commit({ inserts: [execution(1)] }),
          commit({ inserts: [execution(1)] }),
          commit({ inserts: [execution(2)] }),
          commit({ inserts: [execution(3)] }),
        ]);
        expect(outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'))).toEqual([
          'done',
          'conflict',
          'behind',
          'behind',
        ]);
        await commit({ inserts: [execution(4)] });
        expect((await store.executions({ limit: 9 })).map((one) => one.id)).toEqual([4, 1]);
      });

      it('an empty one is fine', async () => {
        await expect(store.commit(EMPTY_BATCH)).resolves.toBeUndefined();
      });
    });

    describe('opening and closing', () => {
      it('counts keys from 1 when there are no data', async () => {
        expect(await restart()).toMatchObject({ nextExecution: 1, nextRevision: 1, nextMessage: 1 });
      });

      it('finds everything again, and goes on behind the last keys', async () => {
        await commit({
          machines: [machine('Orders')],
          revisions: [revision(4)],
          inserts: [execution(7), execution(3)],
          history: [turn(7, 1, 5)],
          inboxPut: [{ id: 9, executionId: 7, body: 'm' }],
        });
        const loaded = await store.load(7);
        expect(await restart()).toMatchObject({ nextExecution: 8, nextRevision: 5, nextMessage: 10 });
        expect(await store.load(7)).toEqual(loaded);
        expect(await store.stateMachine(MACHINE)).toEqual(machine('Orders'));
      });

      it('makes a setting once', async () => {
        let made = 0;
        const make = () => `value ${++made}`;
        const both = await Promise.all([store.setting('__proto__', make), store.setting('__proto__', make)]);
        expect(both).toEqual(['value 1', 'value 1']);
        expect(await store.setting('other', () => 'b')).toBe('b');
        await restart();
        expect(await store.setting('__proto__', () => 'never')).toBe('value 1');
      });

      it('waits for running commits when it closes', async () => {
        const running = [commit({ inserts: [execution(1)] }), commit({ inserts: [execution(2)] })];
        const closed = store.close();
        await expect(Promise.all(running)).resolves.toHaveLength(2);
        await closed;
        await store.open();
        expect(await row(2)).toEqual(execution(2));
      });

      it('answers nothing when it is closed', async () => {
        await store.close();
        await expect(store.execution(arnOf(1))).rejects.toMatchObject({ code: 'closed' });
        await expect(store.countRunning(REALM)).rejects.toMatchObject({ code: 'closed' });
        await expect(commit({})).rejects.toMatchObject({ code: 'closed' });
        await store.close();
      });
    });
  });
}

function summary({ input: _, output: __, cause: ___, ...rest }: ExecutionRow): ExecutionSummary {
  return rest;
}
