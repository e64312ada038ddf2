import { randomBytes } from 'node:crypto';

/**
 * An id of a row that is written together with what hangs on it, hence known before it is there. UUID version 7 (RFC 9562),
 * as the database makes them: ids grow with time, so that new rows land at the end of the index.
 */
export function newId(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
