/** The doctor finds each kind of damage, and nothing in data that are sound. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { storedEvents } from '../../asl/history-record.ts';
import { SqliteStore } from '../../store/sqlite/store.ts';
import { failWith, REALM, TestEngine } from '../../testkit/test-engine.ts';
import { type DoctorReport, examine } from './doctor.ts';
import type { Check } from './findings.ts';

const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:Review';
const machine = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const execution = (name: string) => `arn:aws:states:us-east-1:123456789012:execution:${name}:x`;
const alone = (state: object) => ({ StartAt: 'S', States: { S: state } });
const wait = { Type: 'Wait', Seconds: 3600, End: true };

/** One of each: closed, failed, and waiting for a timer, a child, items, branches and a worker. */
const MACHINES: Record<string, object> = {
  Done: alone({ Type: 'Pass', End: true }),
  Failed: alone({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true }),
  Waiting: alone(wait),
  Parent: alone({
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync',
    Parameters: { StateMachineArn: machine('Waiting') },
    End: true,
  }),
  Branches: alone({
    Type: 'Parallel',
    Branches: [{ StartAt: 'W', States: { W: wait } }],
    End: true,
  }),
  Items: alone({
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'I',
      States: { I: wait },
    },
    End: true,
  }),
  Queued: alone({ Type: 'Task', Resource: ACTIVITY, End: true }),
};

const base = mkdtempSync(join(tmpdir(), 'stairwell-doctor-'));
let dataDir: string;
let made = 0;

beforeAll(async () => {
  const t = await TestEngine.start({
    store: new SqliteStore({ dataDir: join(base, 'sound') }),
    service: () => failWith('E'),
  });
  await t.engine.registry.createActivity(REALM, { name: 'Review', configuration: '{}' });
  for (const [name, definition] of Object.entries(MACHINES)) {
    await t.start(await t.createMachine(name, definition), name === 'Items' ? [1, 2] : {}, 'x');
  }
  await t.settle();
  await t.close();
});
afterAll(() => rmSync(base, { recursive: true }));

beforeEach(() => {
  dataDir = join(base, `case-${++made}`);
  cpSync(join(base, 'sound'), dataDir, { recursive: true });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const look = (quick = false): DoctorReport => examine({ dataDir, quick, progress: () => {} });

function damage(...statements: string[]): void {
  const db = new DatabaseSync(join(dataDir, 'stairwell.db'));
  for (const sql of statements) db.exec(sql);
  db.close();
}

const idOf = (name: string) => `(SELECT id FROM executions WHERE arn = '${execution(name)}')`;
const childOf = (name: string) => `(SELECT min(id) FROM executions WHERE parent_arn = '${execution(name)}')`;
/** Copies an execution's row under another key, ARN and so on. */
const copyRow = (of: string, changes: string) => `
  CREATE TEMP TABLE copy AS SELECT * FROM executions WHERE id = ${of};
  UPDATE copy SET ${changes};
  INSERT INTO executions SELECT * FROM copy;`;
/** Changes the events of an execution, as the API shows them. */
function rewrite(name: string, change: (events: string) => string): void {
  const db = new DatabaseSync(join(dataDir, 'stairwell.db'));
  const rows = db.prepare(`SELECT rowid, first_event_id AS firstEventId, body FROM history
    WHERE execution_id = ${idOf(name)}`);
  const put = db.prepare('UPDATE history SET body = ? WHERE rowid = ?');
  for (const { rowid, firstEventId, body } of rows.all() as { rowid: number; firstEventId: number; body: string }[]) {
    const events = storedEvents({ firstEventId, body }).map(({ text }) => text);
    put.run(change(`[${events.join(',')}]`), rowid);
  }
  db.close();
}

/** The last event is older than the others. */
function early(text: string): string {
  const events = JSON.parse(text) as { timestamp: number }[];
  return JSON.stringify(events.map((event, index) => (index + 1 < events.length ? event : { ...event, timestamp: 1 })));
}

const replaceIn = (name: string, from: string, to: string) => () => rewrite(name, (text) => text.replace(from, to));

describe('the doctor', () => {
  it('finds nothing in sound data', () => {
    const report = look();
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ violations: 0, executions: 10, running: 8 });
    expect(report.events).toBeGreaterThan(20);
  });

  it('looks while a server has the data', async () => {
    const store = new SqliteStore({ dataDir });
    await store.open();
    expect(look().violations).toBe(0);
    await store.close();
  });

  const CASES: [string, Check, string, ...(string | (() => void))[]][] = [
    ['a gap in a history', 'history-order', 'is followed by', replaceIn('Done', '"id":2', '"id":7')],
    [
      'a row of history that is missing',
      'history-order',
      'event 0 is followed by event 2',
      `UPDATE history SET first_event_id = 2 WHERE execution_id = ${idOf('Waiting')}`,
    ],
    ['events out of time', 'history-order', 'is earlier', () => rewrite('Done', early)],
    [
      'an event that names a later one',
      'history-order',
      'as the one before',
      replaceIn('Done', '"previousEventId":2', '"previousEventId":9'),
    ],
    [
      'events that cannot be read',
      'history-order',
      'cannot be read',
      `UPDATE history SET body = '[' WHERE execution_id = ${idOf('Done')}`,
    ],
    ['history of nothing', 'history-order', 'does not exist', `INSERT INTO history VALUES (77, 1, 1, '[]')`],
    [
      'two ends',
      'history-end',
      'follows ExecutionSucceeded',
      `INSERT INTO history SELECT execution_id, last_event_id + 1, last_event_id + 1,
        '[{"id":' || (last_event_id + 1) || ',"previousEventId":1,"timestamp":9999999999,"type":"ExecutionSucceeded"}]'
        FROM history WHERE execution_id = ${idOf('Done')}`,
    ],
    [
      'another status than the end',
      'status',
      'its history ends with ExecutionSucceeded',
      `UPDATE executions SET status = 'FAILED', output = NULL WHERE id = ${idOf('Done')}`,
    ],
    [
      'an end without a stop date',
      'status',
      'without a stop date',
      `UPDATE executions SET stop_ms = NULL WHERE id = ${idOf('Done')}`,
    ],
    [
      'success without an output',
      'status',
      'without an output',
      `UPDATE executions SET output = NULL WHERE id = ${idOf('Done')}`,
    ],
    [
      'an end without a history',
      'status',
      'has no history',
      `DELETE FROM history WHERE execution_id = ${idOf('Done')}`,
    ],
    [
      'another number of redrives',
      'status',
      'redrive count is 1',
      `UPDATE executions SET redrive_count = 1 WHERE id = ${idOf('Failed')}`,
    ],
    [
      'a timer without a wake-up',
      'stuck',
      'is woken never',
      `UPDATE executions SET wake_at_ms = NULL WHERE id = ${idOf('Waiting')}`,
    ],
    [
      'a wake-up that is too late',
      'stuck',
      'but is woken at',
      `UPDATE executions SET wake_at_ms = wake_at_ms + 1 WHERE id = ${idOf('Waiting')}`,
    ],
    [
      'a position that is missing',
      'stuck',
      'has no position',
      `DELETE FROM frames WHERE execution_id = ${idOf('Waiting')}`,
    ],
    [
      'a position that cannot be read',
      'stuck',
      'cannot be read',
      `UPDATE frames SET body = '{' WHERE execution_id = ${idOf('Waiting')}`,
    ],
    [
      'branches that are gone',
      'stuck',
      'of which none runs',
      `DELETE FROM frames WHERE execution_id = ${idOf('Branches')} AND path <> '0'`,
    ],
    [
      'a child that is gone',
      'stuck',
      'which does not exist',
      `DELETE FROM frames WHERE execution_id = ${childOf('Parent')}`,
      `DELETE FROM history WHERE execution_id = ${childOf('Parent')}`,
      `DELETE FROM executions WHERE id = ${childOf('Parent')}`,
    ],
    [
      'a task that is not in the queue',
      'stuck',
      'not in the queue',
      `DELETE FROM resources WHERE kind = 'activityTask'`,
    ],
    ['positions of nothing', 'frames', 'does not exist', `INSERT INTO frames VALUES (77, '0', '{}')`],
    [
      'positions of what succeeded',
      'frames',
      '1 positions left',
      `INSERT INTO frames VALUES (${idOf('Done')}, 'redrive:0', '{}')`,
    ],
    [
      'positions of what is closed',
      'frames',
      'it is RUNNING',
      `INSERT INTO frames VALUES (${idOf('Waiting')}, 'redrive:0', '{}')`,
    ],
    [
      'a second child of an attempt',
      'children',
      'another child of state S, attempt 0',
      copyRow(childOf('Parent'), "id = 99, arn = 'twin'"),
    ],
    ['a second execution of an item', 'children', 'another child', copyRow(childOf('Items'), "id = 99, arn = 'twin'")],
    [
      'a child that runs beyond its parent',
      'child-left',
      'which waited for it, is ABORTED',
      `UPDATE executions SET status = 'ABORTED' WHERE id = ${idOf('Parent')}`,
    ],
    [
      'a message to nobody',
      'inbox',
      'has no receiver',
      `INSERT INTO inbox VALUES (1, 77, '{"type":"stop","error":{}}')`,
    ],
    [
      'a message of nobody',
      'inbox',
      'which does not exist',
      `INSERT INTO inbox VALUES (1, ${idOf('Parent')}, '{"type":"childEnded","childId":77}')`,
    ],
    ['a Map Run of nobody', 'map-run', 'does not exist', `UPDATE resources SET scope = 'none' WHERE kind = 'mapRun'`],
    [
      'a Map Run whose counts are wrong',
      'map-run',
      'in place of',
      `UPDATE resources SET body = replace(body, '"total":2', '"total":3') WHERE kind = 'mapRun'`,
    ],
    [
      'a task of a closed execution',
      'activity-task',
      'is SUCCEEDED',
      `UPDATE resources SET body = replace(body, '"executionId":' || ${idOf('Queued')}, '"executionId":' || ${idOf('Done')}) WHERE kind = 'activityTask'`,
    ],
    [
      'a definition that is gone',
      'definition',
      'does not exist',
      `DELETE FROM revisions WHERE state_machine_arn = '${machine('Waiting')}'`,
    ],
  ];

  it.each(CASES)('finds %s', (_, check, what, ...statements) => {
    for (const statement of statements) typeof statement === 'string' ? damage(statement) : statement();
    const report = look();
    const found = report.findings.filter((finding) => finding.check === check).map((finding) => finding.what);
    expect(found.join('\n')).toContain(what);
    expect(report.violations).toBeGreaterThan(0);
  });

  it('finds an end that nobody told the parent of', () => {
    const child = childOf('Parent');
    damage(
      `UPDATE executions SET status = 'ABORTED', stop_ms = 9, wake_at_ms = NULL WHERE id = ${child}`,
      `DELETE FROM frames WHERE execution_id = ${child}`,
    );
    const stuck = look().findings.filter(({ check }) => check === 'stuck');
    expect(stuck).toHaveLength(1);
    expect(stuck[0]).toMatchObject({ arn: execution('Parent'), what: expect.stringContaining('was not told so') });
    damage(`INSERT INTO inbox VALUES (1, ${idOf('Parent')}, '{"type":"childEnded","childId":' || ${child} || '}')`);
    expect(look().findings.filter(({ check }) => check === 'stuck')).toEqual([]);
  });

  it('lets history be that is being deleted in steps', () => {
    damage(`INSERT INTO history VALUES (77, 1, 1, '[]')`, `INSERT INTO meta VALUES ('purge/77', '')`);
    expect(look().findings).toEqual([]);
  });

  it('says that a file is damaged, and reads no further', () => {
    const path = join(dataDir, 'stairwell.db');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 8192 * 8, 8192 * 12);
    writeFileSync(path, bytes);
    expect(look().counts).toMatchObject({ database: expect.any(Number) });
  });

  it('counts what it does not keep', () => {
    const values = Array.from({ length: 300 }, (_, index) => `(${1000 + index}, 1, 1, '[]')`);
    damage(`INSERT INTO history VALUES ${values.join(', ')}`);
    const report = look();
    expect(report.counts).toEqual({ 'history-order': 300 });
    expect(report.findings).toHaveLength(100);
  });

  it('finds gaps between rows when it looks quickly, and does not read events', () => {
    replaceIn('Done', '"id":2', '"id":7')();
    expect(look(true).findings).toEqual([]);
    damage(`UPDATE history SET first_event_id = 2 WHERE execution_id = ${idOf('Waiting')}`);
    expect(look(true).counts).toEqual({ 'history-order': 1 });
  });

  it('refuses data of an earlier release, and says what to do', () => {
    damage(`DELETE FROM meta WHERE key = (SELECT max(key) FROM meta WHERE key GLOB 'schema/*')`);
    expect(look).toThrow(/earlier release: schema version \d+, .* Use the doctor of that release/);
  });

  it('refuses a folder without data', () => {
    expect(() => examine({ dataDir: join(base, 'none'), quick: false, progress: () => {} })).toThrow(
      'There are no data',
    );
  });
});
