/**
 * Where Lambda is and with which credentials it is called, as the AWS SDK finds them: environment, profiles, Region,
 * service-specific endpoints, FIPS and dual-stack, web identity, container and instance roles. The SDK makes a request
 * that is looked at instead of sent.
 */
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { StaticCredentials } from './aws-credentials.ts';
import type { Credentials } from './sigv4.ts';

export interface LambdaEndpoint {
  /** Such as `https://lambda.us-east-1.amazonaws.com`. */
  readonly origin: string;
  /** In front of the API's own paths; '' for most. */
  readonly basePath: string;
  /** Value of the Host header. */
  readonly host: string;
  /** Looked for again shortly before they expire. */
  readonly credentials: () => Credentials | Promise<Credentials>;
}

interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** The SDK takes nothing but an Error for a failure. */
class Seen extends Error {
  readonly request: SdkRequest;

  constructor(request: SdkRequest) {
    super('the request was looked at');
    this.request = request;
  }
}

/** Rejects with what the SDK throws, such as a CredentialsProviderError. */
export async function findLambda(region: string, credentials: StaticCredentials | undefined): Promise<LambdaEndpoint> {
  const sdk = await import('@aws-sdk/client-lambda');
  const requestHandler = {
    handle: (request: unknown) => Promise.reject(new Seen(request as SdkRequest)),
  } as unknown as LambdaClient['config']['requestHandler'];
  const client = new sdk.LambdaClient({ region, maxAttempts: 1, requestHandler, ...(credentials && { credentials }) });
  const seen: unknown = await client
    .send(new sdk.InvokeCommand({ FunctionName: 'f' }))
    .catch((thrown: unknown) => thrown);
  if (!(seen instanceof Seen)) throw seen;
  const { protocol, hostname, port, path, headers } = seen.request;
  const basePath = path.slice(0, path.indexOf('/2015-03-31/'));
  const host = headers['host'] ?? (port === undefined ? hostname : `${hostname}:${port}`);
  const origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
  return { origin, basePath, host, credentials: remembered(client.config.credentials) };
}

/** So long before they expire the SDK looks for new credentials. */
const REFRESH_MS = 300_000;

/** The SDK keeps credentials, too, and for as long; but asking it takes several turns of promises for every call. */
function remembered(find: LambdaClient['config']['credentials']): LambdaEndpoint['credentials'] {
  let found: { readonly credentials: Credentials; readonly untilMs: number } | undefined;
  return () => {
    if (found !== undefined && Date.now() < found.untilMs) return found.credentials;
    return find().then((credentials) => {
      const expiresMs = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
      found = { credentials, untilMs: expiresMs - REFRESH_MS };
      return credentials;
    });
  };
}
