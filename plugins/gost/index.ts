export { type GostBackend, gostBackend, type SignedBytes } from './backend.ts';
export {
  type GostCertificate,
  type KeyUsage,
  type NameAttribute,
  readCertificate,
  readPublicKey,
} from './certificate.ts';
export { GostError, type GostErrorCode } from './error.ts';
export { hmacStreebog } from './hmac.ts';
export { derOf, type PemBlock, readPem, writePem } from './pem.ts';
export { publicKeyOf, readPrivateKey } from './private-key.ts';
export { type GostPrivateKey, type GostPublicKey, signDigest, verifyDigest } from './signature.ts';
export { createStreebog, type GostBits, type Streebog, streebog } from './streebog.ts';
