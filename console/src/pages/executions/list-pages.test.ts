/** What changes the pages of a list of executions. */
import { describe, expect, it } from 'vitest';
import type { Change } from '../../api/live.ts';
import type { ExecutionNode, Status } from '../../api/operations.ts';
import { type FoundPages, mayMatch, unsettledPages, withChanges, withFresh } from './list-pages.ts';

const node = (executionArn: string, status: Status = 'SUCCEEDED', childCount = 0): ExecutionNode => ({
  ...{ executionArn, name: executionArn, stateMachineArn: 'arn:m:Order', type: 'STANDARD', status, startDate: 1 },
  ...{ rootArn: executionArn, depth: 0, redriveCount: 0, childCount },
});
const page = (nodes: readonly ExecutionNode[], nextToken?: string) => ({
  ...{ executions: nodes, scannedAll: nextToken === undefined },
  ...(nextToken !== undefined && { nextToken }),
});
const held: FoundPages = {
  pages: [page([node('d'), node('c', 'RUNNING')], 'older'), page([node('b'), node('a', 'RUNNING')])],
  pageParams: ['', 'older'],
};
const change = (executionArn: string, parts: Partial<Change> = {}): Change => ({
  ...{ executionArn, rootArn: executionArn, stateMachineArn: 'arn:m:Order', name: executionArn, status: 'RUNNING' },
  ...{ startDate: 1, lastEventId: 1, types: [], isNew: false, ...parts },
});
const changes = (...all: readonly Change[]) => new Map(all.map((one) => [one.executionArn, one]));
const arns = ({ pages }: FoundPages) =>
  pages.map(({ executions }) => executions.map((one) => one.executionArn).join(''));

describe('the first page, read again', () => {
  it('brings new executions to the top, and takes the place of what was known', () => {
    const next = withFresh(held, page([node('e'), node('d'), node('c', 'FAILED')], 'more'));
    expect(arns(next)).toEqual(['edc', 'ba']);
    expect(next.pages[0]?.executions[2]?.status).toBe('FAILED');
    expect(next.pages[0]?.nextToken).toBe('older');
  });

  it('is the whole list when something would be missing in between', () => {
    const next = withFresh(held, page([node('z'), node('y')], 'x'));
    expect(arns(next)).toEqual(['zy']);
    expect(next.pageParams).toEqual(['']);
  });
});

describe('changes', () => {
  it('give status, end and error to the execution, and touch no other page', () => {
    const next = withChanges(held, changes(change('a', { status: 'FAILED', stopDate: 9, error: 'E' })));
    expect(next.pages[1]?.executions[1]).toMatchObject({ status: 'FAILED', stopDate: 9, error: 'E' });
    expect(next.pages[0]).toBe(held.pages[0]);
  });

  it('take the error away when it goes on', () => {
    const failed = withChanges(held, changes(change('a', { status: 'FAILED', stopDate: 9, error: 'E' })));
    const next = withChanges(failed, changes(change('a', { status: 'RUNNING' })));
    expect(next.pages[1]?.executions[1]).toMatchObject({ status: 'RUNNING', error: undefined, stopDate: undefined });
  });

  it('count new children of what is in the list', () => {
    const born = (name: string) => change(name, { isNew: true, parentArn: 'c' });
    expect(withChanges(held, changes(born('x'), born('y'))).pages[0]?.executions[1]?.childCount).toBe(2);
  });

  it('that concern nothing in the list leave it as it is', () => {
    expect(withChanges(held, changes(change('x'), change('a')))).toBe(held);
  });
});

it('pages to be read again are the first, and those in which something was running', () => {
  expect(unsettledPages(held)).toEqual([0, 1]);
  expect(unsettledPages({ ...held, pages: [page([node('d')], 'older'), page([node('b')])] })).toEqual([0]);
});

describe('a new execution', () => {
  it.each([
    ['of another status', { status: ['FAILED' as const] }, false],
    ['by name', { name: 'or?er*' }, true],
    ['of another name', { name: 'order' }, false],
    ['by name of its machine', { stateMachineName: 'Ord*' }, true],
    ['of another machine', { stateMachineName: 'Ord' }, false],
    ['when only roots are wanted', { rootsOnly: true }, true],
  ])('%s may be searched for: %o %s', (_, filters, expected) => {
    expect(mayMatch(filters, change('order-1', { isNew: true }))).toBe(expected);
  });
});
