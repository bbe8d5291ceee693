import { describe, expect, it } from 'vitest';
import { NextTokens } from './next-token.ts';

const NOW_MS = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const INVALID = "Invalid Token: 'Invalid token'";
const at = (ms: number, key = 'key') => new NextTokens(key, () => ms);
const token = at(NOW_MS).issue('ListExecutions', ['arn', 'FAILED'], 'some.position:1');

describe('NextTokens', () => {
  it('gives the position back for the same operation and query', () => {
    expect(at(NOW_MS).open('ListExecutions', ['arn', 'FAILED'], token)).toBe('some.position:1');
  });

  it('is short enough for the longest position', () => {
    expect(at(NOW_MS).issue('ListStateMachines', [], 'x'.repeat(256)).length).toBeLessThan(1024);
  });

  it('is good for 24 hours', () => {
    expect(at(NOW_MS + DAY_MS).open('ListExecutions', ['arn', 'FAILED'], token)).toBe('some.position:1');
    expect(() => at(NOW_MS + DAY_MS + 1).open('ListExecutions', ['arn', 'FAILED'], token)).toThrow(INVALID);
  });

  it('is refused by another operation, query or installation', () => {
    expect(() => at(NOW_MS).open('ListMapRuns', ['arn', 'FAILED'], token)).toThrow(INVALID);
    expect(() => at(NOW_MS).open('ListExecutions', ['arn', undefined], token)).toThrow(INVALID);
    expect(() => at(NOW_MS).open('ListExecutions', ['other', 'FAILED'], token)).toThrow(INVALID);
    expect(() => at(NOW_MS, 'other').open('ListExecutions', ['arn', 'FAILED'], token)).toThrow(INVALID);
  });

  it.each(['', '.', 'x', 'a.b', 'null', '=.=', `${token}.`, `${token}=`, ` ${token}`])('refuses %j', (text) => {
    expect(() => at(NOW_MS).open('ListExecutions', ['arn', 'FAILED'], text)).toThrow(INVALID);
  });

  it('is refused with any character changed or missing', () => {
    for (let i = 0; i < token.length; i++) {
      for (const mask of [1, 2, 4, 8, 16, 32, 64]) {
        const flipped = token.slice(0, i) + String.fromCharCode(token.charCodeAt(i) ^ mask) + token.slice(i + 1);
        expect(() => at(NOW_MS).open('ListExecutions', ['arn', 'FAILED'], flipped)).toThrow(INVALID);
      }
      expect(() => at(NOW_MS).open('ListExecutions', ['arn', 'FAILED'], token.slice(0, i))).toThrow(INVALID);
    }
  });
});
