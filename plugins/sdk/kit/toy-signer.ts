import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { SignatureVerdict, Signer } from '../src/index.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const ownCertificate = publicKey.export({ type: 'spki', format: 'der' });

/** Lent to plugins that need a signer: real signatures of a key that nobody trusts, and no CMS around them. */
export const toySigner: Signer = {
  certificate: async () => ({
    owner: 'Проверочный ключ',
    issuer: 'Проверочный ключ',
    serial: createHash('sha256').update(ownCertificate).digest('hex').slice(0, 16),
    validFrom: new Date('2020-01-01T00:00:00Z'),
    validTo: new Date('2040-01-01T00:00:00Z'),
    content: new Uint8Array(ownCertificate),
  }),
  sign: async (content) => new Uint8Array(sign(null, content, privateKey)),
  verify: async (content, signature) => {
    const valid = verify(null, content, publicKey, signature);
    return [verdictOf(valid)];
  },
  verifyRaw: async (content, { value, certificate }) =>
    verdictOf(Buffer.from(certificate).equals(ownCertificate) && verify(null, content, publicKey, value)),
};

function verdictOf(valid: boolean): SignatureVerdict {
  return { valid, text: valid ? 'Подпись проверочного ключа верна' : 'Подпись не подходит к содержанию' };
}
