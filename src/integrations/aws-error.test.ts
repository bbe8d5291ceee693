import { expect, test } from 'vitest';
import type { ServiceFailure } from './aws-error.ts';
import { awsSdkError, cutCause, MAX_CAUSE_LENGTH, optimisedError, sdkClientError } from './aws-error.ts';

const SNS = { prefix: 'SNS', serviceName: 'AmazonSNS', baseException: 'AmazonSNSException' };
const failure: ServiceFailure = {
  code: 'NotFound',
  modelled: true,
  message: 'Topic does not exist',
  statusCode: 404,
  requestId: 'r-1',
};

test('optimised: the code gets the suffix Exception, the cause the whole answer', () => {
  expect(optimisedError(SNS, failure)).toEqual({
    error: 'SNS.NotFoundException',
    cause:
      'Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: r-1; Proxy: null)',
  });
});

test('optimised: a code outside the API model becomes the base class and stays in the cause', () => {
  const error = optimisedError(SNS, { ...failure, code: 'Throttling', modelled: false, statusCode: 400 });
  expect(error.error).toBe('SNS.AmazonSNSException');
  expect(error.cause).toContain('Error Code: Throttling;');
});

test('optimised: an answer without code and request id shows null, as Java does', () => {
  const error = optimisedError(SNS, { ...failure, code: undefined, requestId: undefined, modelled: false });
  expect(error.cause).toBe(
    'Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: null; Request ID: null; Proxy: null)',
  );
});

test('aws-sdk: commas instead of semicolons, no error code, the attempt count', () => {
  expect(awsSdkError('Sns', { ...failure, code: 'NotFoundException' })).toEqual({
    error: 'Sns.NotFoundException',
    cause: 'Topic does not exist (Service: Sns, Status Code: 404, Request ID: r-1) (SDK Attempt Count: 1)',
  });
  expect(awsSdkError('Sns', { ...failure, modelled: false }).error).toBe('Sns.SnsException');
});

test('no answer: SdkClientException', () => {
  expect(sdkClientError('SQS', 'Unable to execute HTTP request: x')).toEqual({
    error: 'SQS.SdkClientException',
    cause: 'Unable to execute HTTP request: x',
  });
});

test('a cause is cut to what an event may hold, never inside a character', () => {
  const full = 'x'.repeat(MAX_CAUSE_LENGTH);
  expect(cutCause(full)).toBe(full);
  expect(cutCause(`${full}y`)).toBe(full);
  const cut = cutCause(`${'x'.repeat(MAX_CAUSE_LENGTH - 1)}😀`);
  expect(cut).toBe('x'.repeat(MAX_CAUSE_LENGTH - 1));
});
