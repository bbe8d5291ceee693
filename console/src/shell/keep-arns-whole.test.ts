import { describe, expect, it } from 'vitest';
import { withWholeArns } from './keep-arns-whole.ts';

describe('an address', () => {
  it.each([
    ['/console/map-runs/arn:aws:states:r:1:mapRun:M/L:x', '/console/map-runs/arn:aws:states:r:1:mapRun:M%2FL:x'],
    [
      '/console/executions/arn:aws:states:r:1:execution:M/L:x',
      '/console/executions/arn:aws:states:r:1:execution:M%2FL:x',
    ],
    ['/console/executions/arn:aws:states:r:1:execution:M:x', '/console/executions/arn:aws:states:r:1:execution:M:x'],
    ['/console/executions', '/console/executions'],
  ])('%s is read as %s', (path, expected) => {
    expect(withWholeArns(path)).toBe(expected);
  });
});
