import { createHash } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import type { Bucket } from '../bucket.ts';
import type { SealStore } from './seal-store.ts';

const SEALS = 'journal-seals/';

/**
 * Seals in a bucket, `journal-seals/<number>.txt`. One process at a time seals, under a lock in the database, so looking
 * before writing is enough to never replace one; whoever has the bucket's key still could, which its versioning prevents.
 */
export function openSealBucket(bucket: Bucket): SealStore {
  const keyOf = (number: number) => `${SEALS}${String(number).padStart(6, '0')}.txt`;
  return {
    async numbers() {
      const numbers: number[] = [];
      for await (const { key } of bucket.list(SEALS)) {
        const [, digits] = /^(\d{6,})\.txt$/.exec(key.slice(SEALS.length)) ?? [];
        if (digits !== undefined) numbers.push(Number(digits));
      }
      return numbers.toSorted((a, b) => a - b);
    },
    async read(number) {
      const content = await bucket.open(keyOf(number));
      return content === undefined ? undefined : textOf(content);
    },
    async write(number, text) {
      const key = keyOf(number);
      if ((await bucket.find(key)) !== undefined) throw new Error(`seal ${number} is there already`);
      const sha256 = createHash('sha256').update(text).digest('hex');
      await bucket.put(key, { source: { text }, size: Buffer.byteLength(text), sha256 });
    },
  };
}
