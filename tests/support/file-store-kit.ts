import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { FileStore } from '../../core/src/file/store.ts';

export interface StoreUnderTest {
  readonly store: FileStore;
  /** Names of all that is there, kept and on its way. */
  everything(): Promise<string[]>;
}

export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Of a store that nothing is taken out of. */
export const nobodySweeps = async (): Promise<void> => undefined;

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** What every store of files must do; each test gets an empty one. */
export function describeFileStore(name: string, empty: () => Promise<StoreUnderTest>): void {
  const put = async (store: FileStore, content: Buffer) =>
    (await store.receive(Readable.from([content]), content.length)).keep(nobodySweeps);

  describe(name, () => {
    it('keeps a content once, under its hash, and gives it back', async () => {
      const { store, everything } = await empty();
      const content = randomBytes(200_000);
      const key = sha256(content);
      for (let time = 0; time < 2; time++) {
        const received = await store.receive(Readable.from([content.subarray(0, 7), content.subarray(7)]), 200_000);
        expect(received).toMatchObject({ size: 200_000, sha256: key });
        expect(await received.keep(nobodySweeps)).toBe(key);
        await received.discard();
      }
      expect(await everything()).toEqual([key]);
      expect((await buffer(await store.open(key))).equals(content)).toBe(true);
    });

    it('gives a part of a content', async () => {
      const { store } = await empty();
      const content = randomBytes(100_000);
      const key = await put(store, content);
      for (const [start, end] of [
        [0, 9],
        [10, 70_000],
        [99_999, 99_999],
      ] as const) {
        const part = await buffer(await store.open(key, { start, end }));
        expect(part.equals(content.subarray(start, end + 1))).toBe(true);
      }
    });

    it('keeps a content that has nothing in it', async () => {
      const { store } = await empty();
      const key = await put(store, Buffer.alloc(0));
      expect(await buffer(await store.open(key))).toHaveLength(0);
    });

    it('keeps large contents that come at the same time, each whole', async () => {
      const { store } = await empty();
      const contents = Array.from({ length: 4 }, () => randomBytes(3_000_000));
      const keys = await Promise.all(contents.map((content) => put(store, content)));
      const read = await Promise.all(keys.map(async (key) => buffer(await store.open(key))));
      expect(read.map(sha256)).toEqual(contents.map(sha256));
    });

    it('asks to spare a content before it is there, and keeps nothing when that fails', async () => {
      const { store, everything } = await empty();
      const received = await store.receive(Readable.from([Buffer.from('x')]), 100);
      const asked: string[] = [];
      await received.keep(async (key) => void asked.push(key, ...(await allOf(store.list())).map((one) => one.key)));
      expect(asked).toEqual([sha256(Buffer.from('x'))]);
      const other = await store.receive(Readable.from([Buffer.from('y')]), 100);
      await expect(other.keep(() => Promise.reject(new Error('not spared')))).rejects.toThrow('not spared');
      await other.discard();
      expect(await everything()).toEqual(asked);
    });

    it('removes a content, and removes again what is gone', async () => {
      const { store, everything } = await empty();
      const [gone, left] = [await put(store, Buffer.from('gone')), await put(store, Buffer.from('left'))];
      for (const _twice of [1, 2]) await store.remove(gone);
      expect(await everything()).toEqual([left]);
      await expect(store.open(gone)).rejects.toThrow(gone);
      await expect(store.remove('../x')).rejects.toThrow('Not a key');
    });

    it('names all that is kept, with sizes, in order', async () => {
      const { store } = await empty();
      const sizes = new Map<string, number>();
      for (let size = 1; size <= 12; size += 1) sizes.set(await put(store, randomBytes(size)), size);
      const discarded = await store.receive(Readable.from([randomBytes(40)]), 100);
      await discarded.discard();
      const listed = await allOf(store.list());
      expect(listed).toEqual([...sizes].map(([key, size]) => ({ key, size })).sort((a, b) => (a.key < b.key ? -1 : 1)));
    });

    it('refuses what is larger than the limit, leaves nothing, and lets the sender finish', async () => {
      const { store, everything } = await empty();
      const source = Readable.from([randomBytes(10), randomBytes(10)]);
      await expect(store.receive(source, 19)).rejects.toMatchObject({ code: 'tooLarge' });
      expect(source.errored).toBeNull();
      expect(await everything()).toEqual([]);
    });

    it('does not read for ever what is far too large', async () => {
      const { store } = await empty();
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
      const { store, everything } = await empty();
      const source = new PassThrough();
      source.write('half');
      const received = store.receive(source, 100);
      source.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
      await expect(received).rejects.toMatchObject({ code: 'malformedBody' });
      expect(await everything()).toEqual([]);
    });

    it('leaves nothing of what is discarded', async () => {
      const { store, everything } = await empty();
      const received = await store.receive(Readable.from([Buffer.from('x')]), 100);
      await received.discard();
      expect(await everything()).toEqual([]);
    });

    it('throws at once when the content is not there', async () => {
      const { store } = await empty();
      await expect(store.open('a'.repeat(64))).rejects.toThrow('a'.repeat(64));
    });

    it.each(['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(62)}/.`, 'A'.repeat(64)])(
      'opens nothing by the key %j',
      async (key) => {
        const { store } = await empty();
        await expect(store.open(key)).rejects.toThrow('Not a key');
      },
    );
  });
}
