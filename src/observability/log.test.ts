import { describe, expect, it } from 'vitest';
import { StoreError } from '../store/errors.ts';
import { loggedError } from './log.ts';

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('what is logged of an error', () => {
  it('is its type, message, code and where it was thrown', () => {
    const logged = loggedError(new StoreError('unavailable', 'the disk is full'));
    expect(logged).toMatchObject({ type: 'StoreError', message: 'the disk is full', code: 'unavailable' });
    expect(logged.stack).toMatch(/^ {4}at .*log\.test\.ts/);
  });

  it('is not the text that could not be parsed', () => {
    const logged = loggedError(thrownBy(() => JSON.parse('secret')));
    expect(JSON.stringify(logged)).not.toContain('secret');
  });

  it('is not a long text that the message quotes, nor anything that hangs on the error', () => {
    const secret = `secret ${'x'.repeat(40)}`;
    const thrown = thrownBy(() => {
      (secret as unknown as { a: number }).a = 1;
    });
    expect((thrown as Error).message).toContain(secret);
    const logged = loggedError(Object.assign(thrown as Error, { input: secret }));
    expect(JSON.stringify(logged)).not.toContain('secret');
    expect(logged.message).toContain("Cannot create property 'a' on string");
  });

  it('has what it was caused by, to some depth', () => {
    const looped: Error & { cause?: unknown } = new Error('looped');
    looped.cause = looped;
    expect(loggedError(new Error('outer', { cause: looped })).cause?.cause?.message).toBe('looped');
  });

  it('is little of what is no error', () => {
    expect(loggedError('secret')).toEqual({ type: 'string', message: 'not an Error', stack: '' });
  });
});
