import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gostBackend } from '@reglament/gost';
import type { OutgoingFile } from '@reglament/sdk';
import { openKitHost } from '@reglament/sdk/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Smev3Config } from '../../../plugins/smev3/config.ts';
import { fetchFile, storeFile } from '../../../plugins/smev3/transport/file-storage.ts';
import { type FtpDaemon, findFtpDaemon, openFtpDaemon } from '../../support/ftp-daemon.ts';

const python = findFtpDaemon();
const content = randomBytes(1_000_000);
const signal = new AbortController().signal;
const name = 'План дома № 2 («новый»).pdf';

function fileOf(bytes: Buffer): OutgoingFile {
  const facts = { id: 'one', name, mediaType: 'application/pdf', size: bytes.length, sha256: '' };
  return {
    ...facts,
    open: async () =>
      (async function* () {
        for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      })(),
  };
}

function through(python: string, without: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'reglament-ftp-'));
  const [own, given] = [join(root, 'own'), join(root, 'given')];
  for (const folder of [own, given]) mkdirSync(folder);
  const users = [
    { user: 'body', password: 'storage-1', folder: own, may: 'elradfmwMT' },
    { user: 'one-off', password: 'key-1', folder: given, may: 'elr' },
  ];
  let daemon: FtpDaemon;
  beforeAll(async () => {
    daemon = await openFtpDaemon(python, { users, without });
  });
  afterAll(async () => {
    await daemon.close();
    rmSync(root, { recursive: true });
  });
  const hostFor = (ftpUser = 'body', ftpPassword = 'storage-1') => {
    const storage = { ftpHost: '127.0.0.1', ftpPort: daemon.port, ftpUser, ftpPassword };
    return openKitHost<Smev3Config>({ config: { version: '1.2', url: 'http://127.0.0.1:9', ...storage } });
  };
  const asking = (fileName: string, password = 'key-1') =>
    fetchFile(hostFor().host, { uuid: randomUUID(), user: 'one-off', password, fileName }, signal);
  const fetching = async (fileName: string) => {
    const found = await asking(fileName);
    if ('missing' in found) throw new Error(found.missing);
    const bytes = await buffer(found.open());
    await found.discard();
    return { name: found.name, digests: found.digests, bytes };
  };
  return { own, given, hostFor, asking, fetching, cutAfter: (bytes: number) => daemon.cutAfter(bytes) };
}

if (!python) {
  test('с чужим сервером FTP не сверено: нет пакета python3-pyftpdlib', () => expect(python).toBeUndefined());
} else {
  describe('сервер без EPSV', () => {
    const { own, fetching, hostFor, given } = through(python, ['EPSV']);
    test('туда и обратно через PASV', async () => {
      const uuid = randomUUID();
      await storeFile(hostFor().host, { uuid, file: fileOf(content), signal });
      writeFileSync(join(given, name), readFileSync(join(own, uuid, name)));
      expect((await fetching(name)).digests[256]).toEqual(gostBackend().digest(256, content));
    });
  });

  describe('файлы через чужой сервер FTP', () => {
    const { own, given, hostFor, asking, fetching, cutAfter } = through(python, []);

    test('положен в папку с именем UUID, имя и байты те же', async () => {
      const uuid = randomUUID();
      const { host, evidence } = hostFor();
      await storeFile(host, { uuid, file: fileOf(content), signal });
      expect(readdirSync(join(own, uuid))).toEqual([name]);
      expect(readFileSync(join(own, uuid, name)).equals(content)).toBe(true);
      expect(evidence.map(({ method, status }) => `${method} ${status}`)).toEqual([
        'FTP USER ok',
        `FTP MKD ${uuid} ok`,
        `FTP STOR ${uuid} ok`,
      ]);
    });
    test('обрыв посреди файла – повтор кладёт его целиком', async () => {
      const uuid = randomUUID();
      await cutAfter(300_000);
      const store = () => storeFile(hostFor().host, { uuid, file: fileOf(content), signal });
      await expect(store()).rejects.toMatchObject({ code: 'storage', retry: 'later' });
      await store();
      expect(readFileSync(join(own, uuid, name)).equals(content)).toBe(true);
    });
    test('взят по одноразовому ключу, хеши посчитаны по пути; пустой – тоже файл', async () => {
      for (const bytes of [content, Buffer.alloc(0)]) {
        writeFileSync(join(given, name), bytes);
        const found = await fetching(`/${name}`);
        expect([found.name, found.bytes.equals(bytes)]).toEqual([name, true]);
        for (const bits of [256, 512] as const) expect(found.digests[bits]).toEqual(gostBackend().digest(bits, bytes));
      }
    });
    test('обрыв посреди полученного – не файл; следующий раз берёт целиком', async () => {
      writeFileSync(join(given, name), content);
      await cutAfter(300_000);
      await expect(asking(name)).rejects.toMatchObject({ code: 'storage', retry: 'later' });
      expect((await fetching(name)).bytes.equals(content)).toBe(true);
    });
    test('файла нет, ключ не тот – больше не ждут', async () => {
      expect(await asking('нет.pdf')).toMatchObject({ missing: expect.stringContaining('550') });
      expect(await asking(name, 'чужой')).toMatchObject({ missing: expect.stringContaining('530') });
    });
    test('не пускают – человеку; писать нельзя – словами хранилища', async () => {
      const store = (...who: readonly string[]) =>
        storeFile(hostFor(...who).host, { uuid: randomUUID(), file: fileOf(Buffer.from('x')), signal });
      await expect(store('body', 'не тот')).rejects.toMatchObject({ code: 'storageLogin', retry: 'never' });
      await expect(store('one-off', 'key-1')).rejects.toThrow(/Файловое хранилище СМЭВ не приняло.*550/);
    });
  });
}
