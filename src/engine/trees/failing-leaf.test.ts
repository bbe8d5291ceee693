import { describe, expect, it } from 'vitest';
import type { TreeRow } from '../../store/tree-queries.ts';
import { failingPath } from './failing-leaf.ts';

type Status = TreeRow['status'];
const row = (id: number, parentId: number | undefined, status: Status, stopMs?: number): TreeRow => ({
  ...{ id, arn: `e${id}`, status, depth: parentId === undefined ? 0 : id },
  ...(parentId !== undefined && { parentId }),
  ...(stopMs !== undefined && { stopMs }),
});
const ids = (rows: TreeRow[]) => failingPath(rows, 1).map(({ id }) => id);

describe('the way to the failing leaf', () => {
  it('takes the last attempt, not one that was tried again', () => {
    expect(ids([row(1, undefined, 'FAILED', 9), row(2, 1, 'FAILED', 5), row(3, 1, 'FAILED', 9)])).toEqual([1, 3]);
  });

  it('takes what failed, not what was stopped because of it', () => {
    expect(ids([row(1, undefined, 'FAILED', 9), row(2, 1, 'FAILED', 9), row(3, 1, 'ABORTED', 9)])).toEqual([1, 2]);
  });

  it('takes a child that somebody stopped when no other failed', () => {
    expect(ids([row(1, undefined, 'FAILED', 9), row(2, 1, 'ABORTED', 8), row(3, 1, 'SUCCEEDED', 9)])).toEqual([1, 2]);
  });

  it('ends at what was stopped or timed out itself', () => {
    expect(ids([row(1, undefined, 'TIMED_OUT', 9), row(2, 1, 'ABORTED', 9)])).toEqual([1]);
  });

  it('leaves out what failed later than the parent, such as a child that nobody waited for', () => {
    expect(ids([row(1, undefined, 'FAILED', 9), row(2, 1, 'FAILED', 10)])).toEqual([1]);
  });

  it('leads to the deepest failure below what runs or has succeeded', () => {
    const below = [row(2, 1, 'FAILED', 4), row(3, 2, 'TIMED_OUT', 3), row(4, 1, 'SUCCEEDED', 4)];
    expect(ids([row(1, undefined, 'RUNNING'), ...below])).toEqual([1, 2, 3]);
    expect(ids([row(1, undefined, 'SUCCEEDED', 9), ...below])).toEqual([1, 2, 3]);
  });

  it('is empty when nothing failed', () => {
    expect(ids([row(1, undefined, 'SUCCEEDED', 9), row(2, 1, 'RUNNING')])).toEqual([]);
  });
});
