import { describe, expect, it } from 'vitest';
import { DEFAULT_ENDPOINT, endpointOf } from './endpoint.ts';

describe('the endpoint', () => {
  const env = { AWS_ENDPOINT_URL_SFN: 'http://sfn:1/', AWS_ENDPOINT_URL: 'http://all:1' };

  it('is the one given, else that of Step Functions, else that of all services, else the default', () => {
    expect(endpointOf({ endpointUrl: 'http://given:1' }, env)).toBe('http://given:1');
    expect(endpointOf({}, env)).toBe('http://sfn:1');
    expect(endpointOf({}, { AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL })).toBe('http://all:1');
    expect(endpointOf({}, {})).toBe(DEFAULT_ENDPOINT);
  });

  it.each(['nonsense', 'file:///etc/passwd'])('refuses %s', (endpointUrl) => {
    expect(() => endpointOf({ endpointUrl }, {})).toThrow(endpointUrl);
  });
});
