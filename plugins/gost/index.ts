export type { GostBackend, SignedBytes } from './backend.ts';
export {
  type GostCertificate,
  type KeyUsage,
  type NameAttribute,
  readCertificate,
  readPublicKey,
} from './certificate.ts';
export {
  type ChainProblem,
  type ChainQuestion,
  type ChainVerdict,
  checkChain,
  type Trust,
} from './chain.ts';
export { gostBackend } from './chosen-backend.ts';
export { type CmsOrder, type CmsSigner, signCms } from './cms-sign.ts';
export { type CmsProblem, type CmsReading, type CmsSignature, verifyCms } from './cms-verify.ts';
export { default as english } from './en.json' with { type: 'json' };
export { engineBackend } from './engine-backend.ts';
export { GostError, type GostErrorCode } from './error.ts';
export { hmacStreebog } from './hmac.ts';
export { type CertificateOrder, issueCertificate, keyFromSeed } from './issue-certificate.ts';
export { derOf, type PemBlock, readPem, writePem } from './pem.ts';
export { type KeyFile, readPkcs12 } from './pkcs12.ts';
export { publicKeyOf, readPrivateKey, writePrivateKey } from './private-key.ts';
export { pureBackend } from './pure-backend.ts';
export { type RevocationList, readRevocationList } from './revocation-list.ts';
export { type GostPrivateKey, type GostPublicKey, signDigest, verifyDigest } from './signature.ts';
export { createStreebog, type GostBits, type Streebog, streebog } from './streebog.ts';
