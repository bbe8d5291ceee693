/** The writer's database with a failpoint: between the statements of a transaction, of a migration, and in a checkpoint. */
import { spawn } from 'node:child_process';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { block, type Failpoint, type FailpointName, PAUSE_MS } from '../failpoint.ts';

type Run = (...values: SQLInputValue[]) => unknown;

export function failingDatabase(db: DatabaseSync, failpoint: Failpoint): DatabaseSync {
  let historyRows = 0;
  const come = (name: FailpointName) => {
    if (!failpoint.comes(name)) return;
    if (failpoint.action === 'error') throw new Error(`failpoint ${name}`);
    block(PAUSE_MS);
  };
  const watched: Readonly<Record<string, (statement: StatementSync) => Run>> = {
    BEGIN:
      (statement) =>
      (...values) => {
        historyRows = 0;
        return statement.run(...values);
      },
    COMMIT:
      (statement) =>
      (...values) => {
        const result = statement.run(...values);
        if (failpoint.isDue('checkpoint.running')) checkpoint(db);
        return result;
      },
    'INSERT INTO history':
      (statement) =>
      (...values) => {
        if (historyRows++ > 0) come('batch.mid-group-commit');
        const result = statement.run(...values);
        come('step.mid-transaction');
        return result;
      },
  };
  const prepare = (sql: string) => {
    const statement = db.prepare(sql);
    const start = Object.keys(watched).find((one) => sql.startsWith(one));
    return start === undefined ? statement : { run: watched[start]?.(statement) };
  };
  const exec = (sql: string) => {
    db.exec(sql);
    if (sql.includes('CREATE') && !sql.startsWith('CREATE TABLE meta')) come('migrate.step');
  };
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      if (name === 'exec') return exec;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** Another process kills this one while the log is moved into the database, at a moment that nobody chooses. */
function checkpoint(db: DatabaseSync): never {
  spawn('kill', ['-9', String(process.pid)], { stdio: 'ignore' });
  for (;;) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
