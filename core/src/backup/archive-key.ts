import { createHmac, hkdfSync } from 'node:crypto';

/** Keys made from the installation's secret; the secret itself never stands in an archive. */
export interface ArchiveKey {
  /** The same for the same secret. */
  readonly mark: string;
  /** HMAC-SHA-256 of the manifest, lower-case hex: whoever has no secret cannot change an archive unseen. */
  sign(manifest: string): string;
}

export function archiveKey(secretKey: string): ArchiveKey {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'reglament backup', 32));
  const hmac = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return { mark: hmac('mark').slice(0, 32), sign: (manifest) => hmac(`manifest\n${manifest}`) };
}
