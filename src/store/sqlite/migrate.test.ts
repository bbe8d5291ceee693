import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';

const ONE = 'CREATE TABLE one (a INTEGER) STRICT';
const TWO = 'CREATE TABLE two (a INTEGER) STRICT; INSERT INTO one VALUES (2)';

describe('migrate', () => {
  let db: DatabaseSync;

  beforeEach(() => {
    db = new DatabaseSync(':memory:');
  });

  const rowsOfOne = () => db.prepare('SELECT a FROM one').all().length;
  const versions = () => db.prepare("SELECT key FROM meta WHERE key LIKE 'schema/%' ORDER BY key").all();

  it('runs what is missing, each once', () => {
    migrate(db, [ONE]);
    migrate(db, [ONE, TWO]);
    migrate(db, [ONE, TWO]);
    expect(rowsOfOne()).toBe(1);
    expect(versions()).toHaveLength(2);
  });

  it('refuses the data of a newer release, and says so', () => {
    migrate(db, [ONE, TWO]);
    expect(() => migrate(db, [ONE])).toThrow(/newer release: schema version 2, this release knows up to 1/);
  });

  it('refuses a schema that was altered', () => {
    migrate(db, [ONE]);
    expect(() => migrate(db, [`${ONE} -- edited`])).toThrow('Schema version 1 of the data is not the one');
  });

  it('refuses the database of another program, and leaves it as it was', () => {
    db.exec(ONE);
    expect(() => migrate(db, [TWO])).toThrow('belongs to another program');
    expect(db.prepare('SELECT name FROM sqlite_schema').all()).toHaveLength(1);
  });

  it('changes nothing when one of several fails', () => {
    migrate(db, [ONE]);
    expect(() => migrate(db, [ONE, TWO, 'CREATE NONSENSE'])).toThrow();
    expect(rowsOfOne()).toBe(0);
    expect(versions()).toHaveLength(1);
  });
});
