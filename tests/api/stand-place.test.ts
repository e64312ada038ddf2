import { createHash, randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { openBucket } from '../../core/src/bucket.ts';
import { openDatabase } from '../../core/src/db.ts';
import { createLog } from '../../core/src/log.ts';
import { emptyStorage } from '../../core/src/storage.ts';
import { createDatabase } from '../../core/src/test-run/rows.ts';
import { standDatabase, standFiles } from '../../core/src/test-run/stand/place.ts';
import { startBucketServer } from '../support/bucket-server.ts';
import { databaseForThisTest } from '../support/database.ts';

const log = createLog('silent');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('файлы стенда в хранилище S3 удаляются все и только его', async () => {
  const server = await startBucketServer();
  onTestFinished(() => server.close());
  const ids = [randomUUID(), randomUUID()] as const;
  const [ended, other] = [standFiles(server.location, ids[0]), standFiles(server.location, ids[1])];
  const places = [server.location, ended, other].map((place) => {
    if (place.kind !== 'bucket') throw new Error('not a bucket');
    return openBucket(place, log);
  });
  for (const bucket of places) {
    for (const key of ['ab/one', 'journal-seals/2026'])
      await bucket.put(key, { source: { text: key }, size: key.length, sha256: sha256(key) });
  }
  const keysOf = async (bucket: (typeof places)[number] | undefined) => {
    const keys: string[] = [];
    for await (const { key } of bucket?.list('') ?? []) keys.push(key);
    return keys;
  };
  expect(await keysOf(places[0])).toHaveLength(6);
  await emptyStorage(ended, log);
  expect(await keysOf(places[1])).toEqual([]);
  expect(await keysOf(places[2])).toEqual(['ab/one', 'journal-seals/2026']);
  expect(await keysOf(places[0])).toHaveLength(4);
});

test('учётной записи без права создавать базы сказано, что выполнить', async () => {
  const database = await databaseForThisTest();
  const login = `plain_${randomUUID().replaceAll('-', '')}`;
  await database.execute(`create role ${login} login password 'word'`);
  const url = Object.assign(new URL(database.url), { username: login, password: 'word' }).href;
  const plainly = openDatabase({ url, poolSize: 1, log: { warn: () => undefined } });
  onTestFinished(async () => {
    await plainly.close();
    await database.execute(`drop role ${login}`);
  });
  const making = createDatabase(plainly, standDatabase(randomUUID()));
  await expect(making).rejects.toMatchObject({ code: 'stateConflict', message: expect.stringContaining('CREATEDB') });
});
