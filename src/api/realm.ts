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
  const known = realms.get(scope);
  if (known?.defaults === defaults) return known.realm;
  const [key = '', , region = ''] = scope.split('/', 5);
  const realm = {
    account: isAccount(key) ? key : defaults.account,
    region: isRegion(region) ? region : defaults.region,
  };
  if (realms.size >= MAX_REALMS) realms.clear();
  if (scope.length <= MAX_SCOPE_LENGTH) realms.set(scope, { realm, defaults });
  return realm;
}

/** What the last scopes meant: a client sends the same one all day. */
const realms = new Map<string, { readonly realm: Realm; readonly defaults: Realm }>();
const MAX_REALMS = 100;
const MAX_SCOPE_LENGTH = 200;

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
