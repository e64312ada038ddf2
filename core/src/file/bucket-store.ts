import { rm } from 'node:fs/promises';
import type { Bucket } from '../bucket.ts';
import { type Arrived, openArrivals } from './arrival.ts';
import { checkKey, type FileStore, isKey, type Sparing } from './store.ts';

/** Before the keys of contents, so that seals and whatever else lies beside them. */
const CONTENTS = 'contents/';

/** Files in a bucket: `contents/<sha-256>`. While they arrive and are inspected they lie in a local folder. */
export async function openBucketStore(bucket: Bucket, incoming: string): Promise<FileStore> {
  const receive = await openArrivals(incoming);
  return {
    async receive(source, limit) {
      const arrived = await receive(source, limit);
      const { path, size, sha256 } = arrived;
      const keepIt = async (spare: Sparing) => {
        await spare(sha256);
        return keep(bucket, arrived);
      };
      return { path, size, sha256, keep: keepIt, discard: () => rm(path, { force: true }) };
    },
    async open(key, range) {
      checkKey(key);
      const content = await bucket.open(`${CONTENTS}${key}`, range);
      if (content === undefined) throw new Error(`no content ${key} in the bucket`);
      return content;
    },
    async remove(key) {
      checkKey(key);
      return bucket.remove(`${CONTENTS}${key}`);
    },
    list: () => list(bucket),
  };
}

/** The same content again is not sent again: it is named by its hash, and the storage has checked that hash. */
async function keep(bucket: Bucket, { path, size, sha256 }: Arrived): Promise<string> {
  const key = `${CONTENTS}${sha256}`;
  const there = await bucket.find(key);
  if (there?.size !== size) await bucket.put(key, { source: { path }, size, sha256 });
  await rm(path, { force: true });
  return sha256;
}

async function* list(bucket: Bucket) {
  for await (const { key, size } of bucket.list(CONTENTS)) {
    const name = key.slice(CONTENTS.length);
    if (isKey(name)) yield { key: name, size };
  }
}
