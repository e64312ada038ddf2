import type { GostBackend } from './backend.ts';
import { readPublicKey } from './certificate.ts';
import { signDigest, verifyDigest } from './signature.ts';
import { createStreebog, streebog } from './streebog.ts';

export const pureBackend: GostBackend = {
  id: 'pure',
  digest: streebog,
  createDigest: createStreebog,
  sign: (key, bytes) => signDigest(key, streebog(key.bits, bytes)),
  verify({ certificate, bytes, signature }) {
    const key = readPublicKey(certificate);
    return verifyDigest(key, streebog(key.bits, bytes), signature);
  },
};
