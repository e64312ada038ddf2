import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderStore } from './folder-store.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reglament-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const everything = async () =>
  (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());

describe('the folder of files', () => {
  it('keeps a content once, under its hash, and gives it back', async () => {
    const store = await openFolderStore(root);
    const content = randomBytes(200_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    for (let time = 0; time < 2; time++) {
      const received = await store.receive(Readable.from([content.subarray(0, 7), content.subarray(7)]), 200_000);
      expect(received).toMatchObject({ size: 200_000, sha256 });
      expect(await received.keep()).toBe(sha256);
      await received.discard();
    }
    expect((await everything()).map(({ name }) => name)).toEqual([sha256]);
    expect((await buffer(await store.open(sha256))).equals(content)).toBe(true);
  });

  it('refuses what is larger than the limit, leaves nothing, and lets the sender finish', async () => {
    const store = await openFolderStore(root);
    const source = Readable.from([randomBytes(10), randomBytes(10)]);
    await expect(store.receive(source, 19)).rejects.toMatchObject({ code: 'tooLarge' });
    expect(source.errored).toBeNull();
    expect(await everything()).toEqual([]);
  });

  it('does not read for ever what is far too large', async () => {
    const store = await openFolderStore(root);
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 1000;
        this.push(Buffer.alloc(1000));
      },
    });
    await expect(store.receive(endless, 5000)).rejects.toMatchObject({ code: 'tooLarge' });
    endless.destroy();
    expect(sent).toBeLessThan(200_000);
  });

  it('leaves nothing when the sender breaks off, and says so', async () => {
    const store = await openFolderStore(root);
    const source = new PassThrough();
    source.write('half');
    const received = store.receive(source, 100);
    source.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    await expect(received).rejects.toMatchObject({ code: 'malformedBody' });
    expect(await everything()).toEqual([]);
  });

  it('leaves nothing of what is discarded', async () => {
    const store = await openFolderStore(root);
    const received = await store.receive(Readable.from([Buffer.from('x')]), 100);
    await received.discard();
    expect(await everything()).toEqual([]);
  });

  it.each(['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(62)}/.`, 'A'.repeat(64)])(
    'opens nothing by the key %j',
    async (key) => {
      const store = await openFolderStore(root);
      await expect(store.open(key)).rejects.toThrow('Not a key');
    },
  );

  it('removes what a crash left behind a day ago, and nothing newer', async () => {
    await openFolderStore(root);
    const [old, fresh] = [join(root, 'incoming', 'old'), join(root, 'incoming', 'fresh')];
    await writeFile(old, 'x');
    await writeFile(fresh, 'x');
    const before = Date.now() / 1000 - 25 * 60 * 60;
    await utimes(old, before, before);
    await openFolderStore(root);
    expect(await readdir(join(root, 'incoming'))).toEqual(['fresh']);
  });
});
