import { describe, expect, it } from 'vitest';
import { parseQuery, quoteValue, termValue, withoutTerm, withTerm } from './query.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12, 0, 30);
const NOON = Date.UTC(2026, 2, 1, 12) / 1000;
const filters = (query: string) => parseQuery(query, NOW_MS).filters;
const problems = (query: string) => parseQuery(query, NOW_MS).terms.flatMap(({ problem }) => problem ?? []);

describe('a query', () => {
  it.each([
    ['', {}],
    ['status:FAILED', { status: ['FAILED'] }],
    ['status:failed,timed-out', { status: ['FAILED', 'TIMED_OUT'] }],
    ['machine:Order*', { stateMachineName: 'Order*' }],
    [
      'machine:arn:aws:states:eu-west-1:1:stateMachine:A',
      { stateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:A' },
    ],
    ['name:"a b"', { name: 'a b' }],
    ['error:States.*', { error: 'States.*' }],
    ['parent:P root:R maprun:M', { parentArn: 'P', rootArn: 'R', mapRunArn: 'M' }],
    ['started:>-24h', { startedAfter: NOON - 86_400 }],
    ['started:<2026-03-01T12:00Z', { startedBefore: NOON }],
    ['started:>-2h started:<-1h', { startedAfter: NOON - 7200, startedBefore: NOON - 3600 }],
    ['card declined', { text: 'card declined' }],
    ['"status:FAILED"', { text: 'status:FAILED' }],
  ])('%s filters by %j', (query, expected) => {
    expect(filters(query)).toEqual(expected);
  });

  it.each([
    ['input.$.customer=42', { in: 'input', path: '$.customer', op: '=', value: 42 }],
    ['input.$.customer:42', { in: 'input', path: '$.customer', op: '=', value: 42 }],
    ['input.$.customer="42"', { in: 'input', path: '$.customer', op: '=', value: '42' }],
    ['input.$.name=Ada', { in: 'input', path: '$.name', op: '=', value: 'Ada' }],
    ['output.$.a[0].b!=true', { in: 'output', path: '$.a[0].b', op: '!=', value: true }],
    ['input.$.note~"a b"', { in: 'input', path: '$.note', op: 'contains', value: 'a b' }],
    ['input.$.coupon', { in: 'input', path: '$.coupon', op: 'exists' }],
  ])('%s looks into payloads', (query, condition) => {
    expect(filters(query)).toEqual({ where: [condition] });
  });

  it.each([
    ['status:BROKEN', 'There is no status BROKEN.'],
    ['colour:red', 'There is no "colour:".'],
    ['started:yesterday', 'Write started:>-24h'],
    ['name:', 'Say what name has to be.'],
  ])('%s says what is wrong and filters nothing', (query, message) => {
    expect(problems(query)).toEqual([expect.stringContaining(message)]);
    expect(filters(query)).toEqual({});
  });

  it('survives an open quote', () => {
    expect(filters('name:"half')).toEqual({ name: 'half' });
  });
});

describe('editing a query', () => {
  it('takes one term away', () => {
    const query = 'status:FAILED  name:a* hello';
    const [, term] = parseQuery(query, NOW_MS).terms;
    expect(withoutTerm(query, term!)).toBe('status:FAILED hello');
  });

  it('puts a term in the place of the one with its key', () => {
    expect(withTerm('status:FAILED hello', 'status', 'RUNNING')).toBe('hello status:RUNNING');
    expect(withTerm('status:FAILED hello', 'status', undefined)).toBe('hello');
  });

  it('writes values so that they are read back', () => {
    for (const value of ['plain', 'two words', 'a "quote" and \\']) {
      expect(termValue(`name:${quoteValue(value)}`, 'name')).toBe(value);
    }
  });
});
