/**
 * What operations of KMS give back: outputs of the API model of 2014-11-01 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const kmsShapes: ServiceShapes = {
  operations: {
    CancelKeyDeletion: 'CancelKeyDeletionResponse',
    ConnectCustomKeyStore: 'ConnectCustomKeyStoreResponse',
    CreateAlias: '',
    CreateCustomKeyStore: 'CreateCustomKeyStoreResponse',
    CreateGrant: 'CreateGrantResponse',
    CreateKey: 'CreateKeyResponse',
    Decrypt: 'DecryptResponse',
    DeleteAlias: '',
    DeleteCustomKeyStore: 'DeleteCustomKeyStoreResponse',
    DeleteImportedKeyMaterial: 'DeleteImportedKeyMaterialResponse',
    DeriveSharedSecret: 'DeriveSharedSecretResponse',
    DescribeCustomKeyStores: 'DescribeCustomKeyStoresResponse',
    DescribeKey: 'DescribeKeyResponse',
    DisableKey: '',
    DisableKeyRotation: '',
    DisconnectCustomKeyStore: 'DisconnectCustomKeyStoreResponse',
    EnableKey: '',
    EnableKeyRotation: '',
    Encrypt: 'EncryptResponse',
    GenerateDataKey: 'GenerateDataKeyResponse',
    GenerateDataKeyPair: 'GenerateDataKeyPairResponse',
    GenerateDataKeyPairWithoutPlaintext: 'GenerateDataKeyPairWithoutPlaintextResponse',
    GenerateDataKeyWithoutPlaintext: 'GenerateDataKeyWithoutPlaintextResponse',
    GenerateMac: 'GenerateMacResponse',
    GenerateRandom: 'GenerateRandomResponse',
    GetKeyLastUsage: 'GetKeyLastUsageResponse',
    GetKeyPolicy: 'GetKeyPolicyResponse',
    GetKeyRotationStatus: 'GetKeyRotationStatusResponse',
    GetParametersForImport: 'GetParametersForImportResponse',
    GetPublicKey: 'GetPublicKeyResponse',
    ImportKeyMaterial: 'ImportKeyMaterialResponse',
    ListAliases: 'ListAliasesResponse',
    ListGrants: 'ListGrantsResponse',
    ListKeyPolicies: 'ListKeyPoliciesResponse',
    ListKeyRotations: 'ListKeyRotationsResponse',
    ListKeys: 'ListKeysResponse',
    ListResourceTags: 'ListResourceTagsResponse',
    ListRetirableGrants: 'ListGrantsResponse',
    PutKeyPolicy: '',
    ReEncrypt: 'ReEncryptResponse',
    ReplicateKey: 'ReplicateKeyResponse',
    RetireGrant: '',
    RevokeGrant: '',
    RotateKeyOnDemand: 'RotateKeyOnDemandResponse',
    ScheduleKeyDeletion: 'ScheduleKeyDeletionResponse',
    Sign: 'SignResponse',
    TagResource: '',
    UntagResource: '',
    UpdateAlias: '',
    UpdateCustomKeyStore: 'UpdateCustomKeyStoreResponse',
    UpdateKeyDescription: '',
    UpdatePrimaryRegion: '',
    Verify: 'VerifyResponse',
    VerifyMac: 'VerifyMacResponse',
  },
  structures: {
    CancelKeyDeletionResponse: 'KeyId: s(1..2048)',
    ConnectCustomKeyStoreResponse: '',
    CreateCustomKeyStoreResponse: 'CustomKeyStoreId: s(1..64)',
    CreateGrantResponse: 'GrantToken: s(1..8192); GrantId: s(1..128)',
    CreateKeyResponse: 'KeyMetadata: #KeyMetadata',
    KeyMetadata:
      'AWSAccountId: s; KeyId!: s(1..2048); Arn: s(20..2048); CreationDate: t; Enabled: b; Description: s(..8192); KeyUsage: |SIGN_VERIFY|ENCRYPT_DECRYPT|GENERATE_VERIFY_MAC|KEY_AGREEMENT; KeyState: |Creating|Enabled|Disabled|PendingDeletion|PendingImport|PendingReplicaDeletion|Unavailable|Updating; DeletionDate: t; ValidTo: t; Origin: |AWS_KMS|EXTERNAL|AWS_CLOUDHSM|EXTERNAL_KEY_STORE; CustomKeyStoreId: s(1..64); CloudHsmClusterId: s(19..24); ExpirationModel: |KEY_MATERIAL_EXPIRES|KEY_MATERIAL_DOES_NOT_EXPIRE; KeyManager: |AWS|CUSTOMER; CustomerMasterKeySpec: |RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2; KeySpec: |RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2|ML_DSA_44|ML_DSA_65|ML_DSA_87|ECC_NIST_EDWARDS25519; EncryptionAlgorithms: [|SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE]; SigningAlgorithms: [|RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512]; KeyAgreementAlgorithms: [|ECDH]; MultiRegion: b; MultiRegionConfiguration: #MultiRegionConfiguration; PendingDeletionWindowInDays: n(1..365); MacAlgorithms: [|HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|HMAC_SHA_512]; XksKeyConfiguration: #XksKeyConfigurationType; CurrentKeyMaterialId: s(64..64)',
    MultiRegionConfiguration:
      'MultiRegionKeyType: |PRIMARY|REPLICA; PrimaryKey: #MultiRegionKey; ReplicaKeys: [#MultiRegionKey]',
    MultiRegionKey: 'Arn: s(20..2048); Region: s(1..32)',
    XksKeyConfigurationType: 'Id: s(1..128)',
    DecryptResponse:
      'KeyId: s(1..2048); Plaintext: s; EncryptionAlgorithm: |SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE; CiphertextForRecipient: s; KeyMaterialId: s(64..64)',
    DeleteCustomKeyStoreResponse: '',
    DeleteImportedKeyMaterialResponse: 'KeyId: s(1..2048); KeyMaterialId: s(..64)',
    DeriveSharedSecretResponse:
      'KeyId: s(1..2048); SharedSecret: s; CiphertextForRecipient: s; KeyAgreementAlgorithm: |ECDH; KeyOrigin: |AWS_KMS|EXTERNAL|AWS_CLOUDHSM|EXTERNAL_KEY_STORE',
    DescribeCustomKeyStoresResponse:
      'CustomKeyStores: [#CustomKeyStoresListEntry]; NextMarker: s(1..1024); Truncated: b',
    CustomKeyStoresListEntry:
      'CustomKeyStoreId: s(1..64); CustomKeyStoreName: s(1..256); CloudHsmClusterId: s(19..24); TrustAnchorCertificate: s(1..5000); ConnectionState: |CONNECTED|CONNECTING|FAILED|DISCONNECTED|DISCONNECTING; ConnectionErrorCode: |INVALID_CREDENTIALS|CLUSTER_NOT_FOUND|NETWORK_ERRORS|INTERNAL_ERROR|INSUFFICIENT_CLOUDHSM_HSMS|USER_LOCKED_OUT|USER_NOT_FOUND|USER_LOGGED_IN|SUBNET_NOT_FOUND|INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET|XKS_PROXY_ACCESS_DENIED|XKS_PROXY_NOT_REACHABLE|XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND|XKS_PROXY_INVALID_RESPONSE|XKS_PROXY_INVALID_CONFIGURATION|XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION|XKS_PROXY_TIMED_OUT|XKS_PROXY_INVALID_TLS_CONFIGURATION; CreationDate: t; CustomKeyStoreType: |AWS_CLOUDHSM|EXTERNAL_KEY_STORE; XksProxyConfiguration: #XksProxyConfigurationType',
    XksProxyConfigurationType:
      'Connectivity: |PUBLIC_ENDPOINT|VPC_ENDPOINT_SERVICE; AccessKeyId: s(20..30); UriEndpoint: s(10..128); UriPath: s(10..128); VpcEndpointServiceName: s(20..64); VpcEndpointServiceOwner: s(12..12)',
    DescribeKeyResponse: 'KeyMetadata: #KeyMetadata',
    DisconnectCustomKeyStoreResponse: '',
    EncryptResponse:
      'CiphertextBlob: s; KeyId: s(1..2048); EncryptionAlgorithm: |SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE',
    GenerateDataKeyResponse:
      'CiphertextBlob: s; Plaintext: s; KeyId: s(1..2048); CiphertextForRecipient: s; KeyMaterialId: s(64..64)',
    GenerateDataKeyPairResponse:
      'PrivateKeyCiphertextBlob: s; PrivateKeyPlaintext: s; PublicKey: s; KeyId: s(1..2048); KeyPairSpec: |RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SM2|ECC_NIST_EDWARDS25519; CiphertextForRecipient: s; KeyMaterialId: s(64..64)',
    GenerateDataKeyPairWithoutPlaintextResponse:
      'PrivateKeyCiphertextBlob: s; PublicKey: s; KeyId: s(1..2048); KeyPairSpec: |RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SM2|ECC_NIST_EDWARDS25519; KeyMaterialId: s(64..64)',
    GenerateDataKeyWithoutPlaintextResponse: 'CiphertextBlob: s; KeyId: s(1..2048); KeyMaterialId: s(64..64)',
    GenerateMacResponse:
      'Mac: s; MacAlgorithm: |HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|HMAC_SHA_512; KeyId: s(1..2048)',
    GenerateRandomResponse: 'Plaintext: s; CiphertextForRecipient: s',
    GetKeyLastUsageResponse:
      'KeyId: s(1..2048); KeyLastUsage: #KeyLastUsageData; TrackingStartDate: t; KeyCreationDate: t',
    KeyLastUsageData:
      'Operation: |Decrypt|DeriveSharedSecret|Encrypt|GenerateDataKey|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|GenerateDataKeyWithoutPlaintext|GenerateMac|ReEncrypt|Sign|Verify|VerifyMac; Timestamp: t; CloudTrailEventId: s; KmsRequestId: s',
    GetKeyPolicyResponse: 'Policy: s(1..131072); PolicyName: s(1..128)',
    GetKeyRotationStatusResponse:
      'KeyRotationEnabled: b; KeyId: s(1..2048); RotationPeriodInDays: n(90..2560); NextRotationDate: t; OnDemandRotationStartDate: t',
    GetParametersForImportResponse: 'KeyId: s(1..2048); ImportToken: s; PublicKey: s; ParametersValidTo: t',
    GetPublicKeyResponse:
      'KeyId: s(1..2048); PublicKey: s; CustomerMasterKeySpec: |RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2; KeySpec: |RSA_2048|RSA_3072|RSA_4096|ECC_NIST_P256|ECC_NIST_P384|ECC_NIST_P521|ECC_SECG_P256K1|SYMMETRIC_DEFAULT|HMAC_224|HMAC_256|HMAC_384|HMAC_512|SM2|ML_DSA_44|ML_DSA_65|ML_DSA_87|ECC_NIST_EDWARDS25519; KeyUsage: |SIGN_VERIFY|ENCRYPT_DECRYPT|GENERATE_VERIFY_MAC|KEY_AGREEMENT; EncryptionAlgorithms: [|SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE]; SigningAlgorithms: [|RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512]; KeyAgreementAlgorithms: [|ECDH]',
    ImportKeyMaterialResponse: 'KeyId: s(1..2048); KeyMaterialId: s(64..64)',
    ListAliasesResponse: 'Aliases: [#AliasListEntry]; NextMarker: s(1..1024); Truncated: b',
    AliasListEntry:
      'AliasName: s(1..256); AliasArn: s(20..2048); TargetKeyId: s(1..2048); CreationDate: t; LastUpdatedDate: t',
    ListGrantsResponse: 'Grants: [#GrantListEntry]; NextMarker: s(1..1024); Truncated: b',
    GrantListEntry:
      'KeyId: s(1..2048); GrantId: s(1..128); Name: s(1..256); CreationDate: t; GranteePrincipal: s(1..256); RetiringPrincipal: s(1..256); IssuingAccount: s(1..256); Operations: [|Decrypt|Encrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|ReEncryptFrom|ReEncryptTo|Sign|Verify|GetPublicKey|CreateGrant|RetireGrant|DescribeKey|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|GenerateMac|VerifyMac|DeriveSharedSecret]; Constraints: #GrantConstraints',
    GrantConstraints: 'EncryptionContextSubset: {s}; EncryptionContextEquals: {s}',
    ListKeyPoliciesResponse: 'PolicyNames: [s(1..128)]; NextMarker: s(1..1024); Truncated: b',
    ListKeyRotationsResponse: 'Rotations: [#RotationsListEntry]; NextMarker: s(1..1024); Truncated: b',
    RotationsListEntry:
      'KeyId: s(1..2048); KeyMaterialId: s(64..64); KeyMaterialDescription: s(..256); ImportState: |IMPORTED|PENDING_IMPORT; KeyMaterialState: |NON_CURRENT|CURRENT|PENDING_ROTATION|PENDING_MULTI_REGION_IMPORT_AND_ROTATION; ExpirationModel: |KEY_MATERIAL_EXPIRES|KEY_MATERIAL_DOES_NOT_EXPIRE; ValidTo: t; RotationDate: t; RotationType: |AUTOMATIC|ON_DEMAND',
    ListKeysResponse: 'Keys: [#KeyListEntry]; NextMarker: s(1..1024); Truncated: b',
    KeyListEntry: 'KeyId: s(1..2048); KeyArn: s(20..2048)',
    ListResourceTagsResponse: 'Tags: [#Tag]; NextMarker: s(1..1024); Truncated: b',
    Tag: 'TagKey!: s(1..128); TagValue!: s(..256)',
    ReEncryptResponse:
      'CiphertextBlob: s; SourceKeyId: s(1..2048); KeyId: s(1..2048); SourceEncryptionAlgorithm: |SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE; DestinationEncryptionAlgorithm: |SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE; SourceKeyMaterialId: s(64..64); DestinationKeyMaterialId: s(64..64)',
    ReplicateKeyResponse: 'ReplicaKeyMetadata: #KeyMetadata; ReplicaPolicy: s(1..131072); ReplicaTags: [#Tag]',
    RotateKeyOnDemandResponse: 'KeyId: s(1..2048)',
    ScheduleKeyDeletionResponse:
      'KeyId: s(1..2048); DeletionDate: t; KeyState: |Creating|Enabled|Disabled|PendingDeletion|PendingImport|PendingReplicaDeletion|Unavailable|Updating; PendingWindowInDays: n(1..365)',
    SignResponse:
      'KeyId: s(1..2048); Signature: s; SigningAlgorithm: |RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512',
    UpdateCustomKeyStoreResponse: '',
    VerifyResponse:
      'KeyId: s(1..2048); SignatureValid: b; SigningAlgorithm: |RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512',
    VerifyMacResponse:
      'KeyId: s(1..2048); MacValid: b; MacAlgorithm: |HMAC_SHA_224|HMAC_SHA_256|HMAC_SHA_384|HMAC_SHA_512',
  },
};
