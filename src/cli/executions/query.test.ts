import { describe, expect, it } from 'vitest';
import { parseQuery } from './query.ts';

const NOW = 1_000_000;

describe('the query of ls', () => {
  it.each<[string, object]>([
    ['', {}],
    ['status:failed,TIMED_OUT', { status: ['FAILED', 'TIMED_OUT'] }],
    ['machine:Order* name:x? error:States.*', { stateMachineName: 'Order*', name: 'x?', error: 'States.*' }],
    ['is:root since:2h', { rootsOnly: true, startedAfter: NOW - 7200 }],
    ['before:1970-01-02', { startedBefore: 86_400 }],
    ['root:arn:aws:x', { rootArn: 'arn:aws:x' }],
    ['input.$.a.b=42', { where: [{ in: 'input', path: '$.a.b', op: '=', value: 42 }] }],
    ['output.$.ok!=true', { where: [{ in: 'output', path: '$.ok', op: '!=', value: true }] }],
    ['input.$.name~Jo', { where: [{ in: 'input', path: '$.name', op: 'contains', value: 'Jo' }] }],
    ['card declined', { text: 'card declined' }],
    ['http://x status:RUNNING', { text: 'http://x', status: ['RUNNING'] }],
  ])('%s', (words, expected) => {
    expect(parseQuery(words === '' ? [] : words.split(' '), NOW)).toEqual(expected);
  });

  it.each(['since:soon', 'is:leaf'])('says what is wrong with %s', (word) => {
    expect(() => parseQuery([word], NOW)).toThrow(/'(soon|is:leaf)'/);
  });
});
