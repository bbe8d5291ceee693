import { expect, test } from 'vitest';
import { sdkHttpMetadata, sdkResponseMetadata } from './sdk-metadata.ts';

const answer = {
  statusCode: 200,
  requestId: 'r-1',
  headers: [
    ['x-amzn-RequestId', 'r-1'],
    ['Set-Cookie', 'a'],
    ['Content-Type', 'application/json'],
    ['Set-Cookie', 'b'],
    ['connection', 'keep-alive'],
  ],
} as const;

test('AllHttpHeaders keeps order and every value; HttpHeaders is sorted without regard to case', () => {
  expect(JSON.stringify(sdkHttpMetadata(answer))).toBe(
    JSON.stringify({
      AllHttpHeaders: {
        'x-amzn-RequestId': ['r-1'],
        'Set-Cookie': ['a', 'b'],
        'Content-Type': ['application/json'],
        connection: ['keep-alive'],
      },
      HttpHeaders: {
        connection: 'keep-alive',
        'Content-Type': 'application/json',
        'Set-Cookie': 'b',
        'x-amzn-RequestId': 'r-1',
      },
      HttpStatusCode: 200,
    }),
  );
  expect(sdkResponseMetadata(answer)).toEqual({ RequestId: 'r-1' });
});

test('a header named __proto__ is a header like any other', () => {
  const metadata = sdkHttpMetadata({ ...answer, headers: [['__proto__', 'x']] });
  expect(JSON.stringify(metadata)).toContain('"__proto__":["x"]');
  expect(JSON.stringify(metadata)).toContain('"__proto__":"x"');
});
