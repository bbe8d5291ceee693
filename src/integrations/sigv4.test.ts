/** Signatures, against those of the AWS SDK's own signer. */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { signedHeaders } from './sigv4.ts';

const MS = Date.UTC(2026, 10, 23, 4, 5, 6, 789);

/** What the SDK's signer needs of a hash. */
class Sha256 {
  readonly #hash;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }
  update(data: unknown): void {
    this.#hash.update(data as Uint8Array);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const PLAIN = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const request = {
  method: 'POST',
  path: '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Agreet/invocations',
  query: [] as string[],
  headers: { host: 'lambda.us-east-1.amazonaws.com', 'content-type': 'application/octet-stream' },
  body: '{"ü":1}',
};

describe.each([
  ['a plain call', request, PLAIN],
  ['a session token', request, { ...PLAIN, sessionToken: 'FwoGZXIvYXdzE' }],
  ['a query', { ...request, query: ['Qualifier=%24LATEST', 'A=b%20c'] }, PLAIN],
  ['spaces in headers', { ...request, headers: { ...request.headers, 'x-a': '  a   b ' } }, PLAIN],
  ['no body', { ...request, body: '' }, PLAIN],
])('%s', (_, toSign, credentials) => {
  test('is signed as the SDK signs it', async () => {
    const signer = new SignatureV4({
      ...{ credentials, region: 'us-east-1', service: 'lambda', sha256: Sha256, applyChecksum: false },
    });
    const query = Object.fromEntries(
      toSign.query.map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]),
    );
    const { headers, method, path, body } = toSign;
    const sdkRequest = { method, path, query, headers, body, protocol: 'https:', hostname: headers.host };
    const signed = await signer.sign(sdkRequest, { signingDate: new Date(MS) });
    const ours = signedHeaders(toSign, credentials, { region: 'us-east-1', service: 'lambda' }, MS);
    expect(ours['authorization']).toBe(signed.headers['authorization']);
    expect(ours['x-amz-date']).toBe(signed.headers['x-amz-date']);
    expect(ours['x-amz-security-token']).toBe(signed.headers['x-amz-security-token']);
    expect(ours).toMatchObject(headers);
  });
});
