/**
 * What operations of STS give back: outputs of the API model of 2011-06-15 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const stsShapes: ServiceShapes = {
  operations: {
    AssumeRole: 'AssumeRoleResponse',
    AssumeRoleWithSAML: 'AssumeRoleWithSAMLResponse',
    AssumeRoleWithWebIdentity: 'AssumeRoleWithWebIdentityResponse',
    AssumeRoot: 'AssumeRootResponse',
    DecodeAuthorizationMessage: 'DecodeAuthorizationMessageResponse',
    GetAccessKeyInfo: 'GetAccessKeyInfoResponse',
    GetCallerIdentity: 'GetCallerIdentityResponse',
    GetDelegatedAccessToken: 'GetDelegatedAccessTokenResponse',
    GetFederationToken: 'GetFederationTokenResponse',
    GetSessionToken: 'GetSessionTokenResponse',
    GetWebIdentityToken: 'GetWebIdentityTokenResponse',
  },
  structures: {
    AssumeRoleResponse:
      'Credentials: #Credentials; AssumedRoleUser: #AssumedRoleUser; PackedPolicySize: n(0..); SourceIdentity: s(2..64)',
    Credentials: 'AccessKeyId!: s(16..128); SecretAccessKey!: s; SessionToken!: s; Expiration!: t',
    AssumedRoleUser: 'AssumedRoleId!: s(2..193); Arn!: s(20..2048)',
    AssumeRoleWithSAMLResponse:
      'Credentials: #Credentials; AssumedRoleUser: #AssumedRoleUser; PackedPolicySize: n(0..); Subject: s; SubjectType: s; Issuer: s; Audience: s; NameQualifier: s; SourceIdentity: s(2..64)',
    AssumeRoleWithWebIdentityResponse:
      'Credentials: #Credentials; SubjectFromWebIdentityToken: s(6..255); AssumedRoleUser: #AssumedRoleUser; PackedPolicySize: n(0..); Provider: s; Audience: s; SourceIdentity: s(2..64)',
    AssumeRootResponse: 'Credentials: #Credentials; SourceIdentity: s(2..64)',
    DecodeAuthorizationMessageResponse: 'DecodedMessage: s',
    GetAccessKeyInfoResponse: 'Account: s',
    GetCallerIdentityResponse: 'UserId: s; Account: s; Arn: s(20..2048)',
    GetDelegatedAccessTokenResponse:
      'Credentials: #Credentials; PackedPolicySize: n(0..); AssumedPrincipal: s(20..2048)',
    GetFederationTokenResponse: 'Credentials: #Credentials; FederatedUser: #FederatedUser; PackedPolicySize: n(0..)',
    FederatedUser: 'FederatedUserId!: s(2..193); Arn!: s(20..2048)',
    GetSessionTokenResponse: 'Credentials: #Credentials',
    GetWebIdentityTokenResponse: 'WebIdentityToken: s; Expiration: t',
  },
};
