import { describe, expect, it } from 'vitest';
import { StoreError } from '../errors.ts';
import { commitError, openError } from './sqlite-errors.ts';

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('from SQLite'), { errcode });
}

describe('the error of a commit', () => {
  it.each([
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 1555, 'conflict'],
    ['SQLITE_CONSTRAINT_UNIQUE', 2067, 'conflict'],
    ['SQLITE_TOOBIG', 18, 'conflict'],
    ['SQLITE_FULL', 13, 'unavailable'],
    ['SQLITE_BUSY', 5, 'unavailable'],
    ['SQLITE_IOERR_WRITE', 778, 'unavailable'],
    ['SQLITE_IOERR_FSYNC', 1034, 'failed'],
    ['SQLITE_IOERR_READ', 266, 'failed'],
    ['SQLITE_CORRUPT', 11, 'failed'],
    ['SQLITE_NOMEM', 7, 'failed'],
  ])('%s (%i) is `%s`', (_, errcode, code) => {
    expect(commitError(sqliteError(errcode)).code).toBe(code);
  });

  it('of a value that no column takes is a conflict', () => {
    expect(commitError(new TypeError('cannot be bound')).code).toBe('conflict');
  });

  it('stays what it is when it has a code already', () => {
    const error = new StoreError('behind', 'x');
    expect(commitError(error)).toBe(error);
  });
});

describe('the error of opening', () => {
  it.each([
    ['SQLITE_NOTADB', 26, 'unreadable'],
    ['SQLITE_CORRUPT', 11, 'unreadable'],
    ['SQLITE_CANTOPEN', 14, 'failed'],
  ])('%s (%i) is `%s`', (_, errcode, code) => {
    expect(openError(sqliteError(errcode)).code).toBe(code);
  });
});
