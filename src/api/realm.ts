/**
 * Which account and Region a request speaks for. Source: SigV4, "credential scope" (key/date/region/service/aws4_request).
 * The Region is the one that the client signed for; an access key of twelve digits names its account, so that several
 * accounts can be tried with one server. Nothing is proved here: who may speak for an account is a matter of signatures.
 */
import type { Realm } from '../aws/arn.ts';

const CREDENTIAL = 'Credential=';

/** `authorization`: the header; `credential`: the value of X-Amz-Credential in a query string. Both may be absent or junk. */
export function requestRealm(
  request: { readonly authorization?: string | undefined; readonly credential?: string | undefined },
  defaults: Realm,
): Realm {
  const scope = credentialOf(request.authorization) ?? request.credential;
  if (scope === undefined) return defaults;
  const [key = '', , region = ''] = scope.split('/', 5);
  return {
    account: isAccount(key) ? key : defaults.account,
    region: isRegion(region) ? region : defaults.region,
  };
}

function credentialOf(authorization: string | undefined): string | undefined {
  const start = authorization?.indexOf(CREDENTIAL) ?? -1;
  if (authorization === undefined || start < 0) return undefined;
  const end = authorization.indexOf(',', start);
  return authorization.slice(start + CREDENTIAL.length, end < 0 ? undefined : end).trim();
}

function isAccount(key: string): boolean {
  return /^\d{12}$/.test(key);
}

/** Any plain word: made-up Regions such as `local` are as good as AWS's; nothing that could break an ARN. */
function isRegion(text: string): boolean {
  return /^[a-z][a-z0-9-]{1,39}$/.test(text);
}
