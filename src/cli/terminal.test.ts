import { describe, expect, it } from 'vitest';
import { createTerminal, cut, printable, styled } from './terminal.ts';

const tty = { isTTY: true, columns: 100, rows: 30, write: () => true };
const file = { write: () => true };

describe('createTerminal', () => {
  it('draws live and in colour on a terminal', () => {
    expect(createTerminal(tty, {})).toMatchObject({ live: true, colour: true, unicode: true });
  });

  it('writes plain lines into a file or a pipe', () => {
    expect(createTerminal(file, {})).toMatchObject({ live: false, colour: false });
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ FORCE_COLOR: '0' }, false],
  ])('on a terminal with %j colour is %s', (env, colour) => {
    expect(createTerminal(tty, env).colour).toBe(colour);
  });

  it.each([
    [{}, true],
    [{ LANG: 'C' }, false],
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
    [{ LC_CTYPE: 'C.utf8' }, true],
  ])('with the locale %j Unicode is %s', (env, unicode) => {
    expect(createTerminal(tty, env).unicode).toBe(unicode);
  });

  it('takes 80 columns when a terminal does not know its width', () => {
    expect(createTerminal({ ...tty, columns: 0 }, {}).columns()).toBe(80);
  });
});

describe('printable', () => {
  it('keeps what a terminal would obey out of the text', () => {
    expect(printable('a\u001b[31mb\u009bc\u202ed\ne')).toBe('a [31mb c d e');
  });
});

describe('cut', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, 'a'],
    ['abcdef', -3, ''],
  ])('cuts %s to %i columns', (text, width, expected) => {
    expect(cut(text, width, true)).toBe(expected);
  });

  it('has a mark for terminals without Unicode', () => {
    expect(cut('abcdef', 5, false)).toBe('ab...');
  });
});

describe('styled', () => {
  it('leaves the text alone without colour', () => {
    expect(styled('x', 'red', false)).toBe('x');
    expect(styled('x', 'red', true)).toBe('\u001b[31mx\u001b[39m');
  });
});
