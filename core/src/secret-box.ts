import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what must be read again (unlike a password) out of the database's backups: AES-256-GCM, key outside of it. */
export interface SecretBox {
  /** `place` (such as a row's id) is bound to the secret: moved to another row, it does not open. */
  seal(text: string, place: string): Buffer;
  /** @throws Error when it was made with another key, for another place, or was changed */
  open(sealed: Uint8Array, place: string): string;
}

const IV = 12;
const TAG = 16;

/** `purpose` keeps the keys of different uses of one SECRET_KEY apart. */
export function openSecretBox(secretKey: string, purpose: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', secretKey, 'reglament', purpose, 32));
  return {
    seal(text, place) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), content]);
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8');
    },
  };
}
