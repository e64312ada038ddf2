import { randomUUID } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import type { Emulator } from '@reglament/sdk';
import { Client } from 'basic-ftp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Smev3Config } from '../config.ts';
import { fileHash } from './attachment.ts';
import { openEmulator } from './emulator.ts';
import {
  ackText,
  type Came,
  echo,
  openRawClient,
  type RawClient,
  requestText,
  selector,
  timestamp,
} from './raw-client.ts';
import { readTestKey } from './test-key.ts';
import { checkSignature } from './verify.ts';

const now = () => new Date('2026-03-02T09:00:00Z');
const ECHO = 'urn://reglament/smev3/emulator/echo/1.0.0';
let emulator: Emulator<Smev3Config>;
let client: RawClient;
const open: Client[] = [];

beforeEach(async () => {
  emulator = await openEmulator({ now });
  client = openRawClient({ url: emulator.config.url, now });
});
afterEach(async () => {
  for (const ftp of open.splice(0)) ftp.close();
  await emulator.close();
});

const take = (one = client, method = 'GetResponse') => one.call(method, { signed: selector(timestamp) });

async function signIn(user = emulator.config.ftpUser, password = emulator.config.ftpPassword): Promise<Client> {
  const ftp = new Client();
  open.push(ftp);
  const host = emulator.config.ftpHost ?? '';
  await ftp.access({ host, port: emulator.config.ftpPort ?? 0, user: user ?? '', password: password ?? '' });
  return ftp;
}

async function download(ftp: Client, path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const into = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await ftp.downloadTo(into, path);
  return Buffer.concat(pieces);
}

/** A part beside the envelope, by its Content-ID. */
function partOf({ text, contentType }: Came, id: string): string | undefined {
  const boundary = /boundary="([^"]+)"/.exec(contentType)?.[1] ?? '';
  const part = text.split(`--${boundary}`).find((each) => each.includes(`Content-ID: <${encodeURIComponent(id)}>`));
  return part?.slice(part.indexOf('\r\n\r\n') + 4, -2);
}

describe('вложения рядом с конвертом', () => {
  const answer = {
    xml: `<EchoResponse xmlns="${ECHO}"><Text>С файлом</Text></EchoResponse>`,
    files: [{ name: 'Выписка.txt', mediaType: 'text/plain', base64: 'AAEC/w==', signature: 'MIIB/w==' }],
  };

  test('содержание и подпись файла – частями; подпись СМЭВ сходится, когда подпись файла стоит на месте', async () => {
    emulator.play({ kind: 'answer', answer });
    await client.call('SendRequest', { signed: requestText({ messageId: client.newId() }) });
    const came = await take();
    expect(came.textOf('contentId')).toBe('Выписка.txt');
    expect(Buffer.from(partOf(came, 'Выписка.txt') ?? '', 'latin1')).toEqual(Buffer.from([0, 1, 2, 255]));
    const header = came.find('SignaturePKCS7');
    const href = header?.getElementsByTagName('xop:Include')[0]?.getAttribute('href') ?? '';
    const response = came.find('Response');
    const check = () => response && checkSignature(response, came.find('SMEVSignature'), now()).ok;
    expect(check()).toBe(false);
    const signature = partOf(came, decodeURIComponent(href.slice('cid:'.length))) ?? '';
    if (header) header.textContent = Buffer.from(signature, 'latin1').toString('base64');
    expect(check()).toBe(true);
  });

  test('в multipart приходит то же, что в самом конверте', async () => {
    const head =
      '<AttachmentHeaderList><AttachmentHeader><contentId>a.bin</contentId><MimeType>application/pdf</MimeType>';
    const signed = (signature: string) =>
      requestText({
        messageId: client.newId(),
        behind: `${head}<SignaturePKCS7>${signature}</SignaturePKCS7></AttachmentHeader></AttachmentHeaderList>`,
      });
    const body = (content: string) =>
      `<AttachmentContentList><AttachmentContent><Id>a.bin</Id><Content>${content}</Content></AttachmentContent></AttachmentContentList>`;
    const include = (id: string) => `<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:${id}"/>`;
    const came = await client.call('SendRequest', {
      signed: signed('AQID'),
      tamper: (xml) => xml.replace('>AQID<', `>${include('sig%40x')}<`),
      after: body(include('file@x')),
      parts: { 'file@x': Buffer.from([0, 13, 10, 255]), 'sig@x': Buffer.from([1, 2, 3]) },
    });
    expect(came.fault).toBeUndefined();
    expect(emulator.effects[0]?.content.attachments).toEqual([{ id: 'a.bin', mediaType: 'application/pdf', size: 4 }]);
    const lost = await client.call('SendRequest', {
      signed: signed('AQID'),
      after: body(include('none@x')),
      parts: {},
    });
    expect(lost.textOf('faultstring')).toContain('none@x');
  });
});

describe('файловое хранилище', () => {
  const content = Buffer.alloc(700_000, 'Большой файл');

  async function upload(uuid: string): Promise<void> {
    const ftp = await signIn();
    await ftp.send(`MKD ${uuid}`);
    await ftp.uploadFrom(Readable.from([content.subarray(0, 300_000), content.subarray(300_000)]), `/${uuid}/Файл.bin`);
  }

  const refer = (uuid: string, hash = fileHash(content)) =>
    `<RefAttachmentHeaderList><RefAttachmentHeader><uuid>${uuid}</uuid><Hash>${hash}</Hash><MimeType>application/pdf</MimeType></RefAttachmentHeader></RefAttachmentHeaderList>`;

  test('отправленное доходит до другого ведомства по одноразовому ключу, который живёт до подтверждения', async () => {
    await emulator.close();
    emulator = await openEmulator({ now, routes: { [ECHO]: '1000000000012' } });
    const asker = openRawClient({ url: emulator.config.url, now });
    const other = openRawClient({ url: emulator.config.url, now, key: readTestKey('body-b') });
    const [uuid, messageId] = [randomUUID(), asker.newId()];
    await upload(uuid);
    const sent = await asker.call('SendRequest', { signed: requestText({ messageId, behind: refer(uuid) }) });
    expect(sent.fault).toBeUndefined();
    const came = await take(other, 'GetRequest');
    const [user, password, fileName] = ['UserName', 'Password', 'FileName'].map((name) => came.textOf(name) ?? '');
    expect(fileName).toBe('Файл.bin');
    expect((await download(await signIn(user, password), `/${fileName}`)).equals(content)).toBe(true);
    await expect(signIn(user, 'wrong')).rejects.toThrow(/530/);
    await expect(download(await signIn(user, password), '/Другой.bin')).rejects.toThrow(/550/);
    const again = await take(other, 'GetRequest');
    expect(again.textOf('UserName')).not.toBe(user);
    await other.call('Ack', { signed: ackText(messageId) });
    await expect(signIn(user, password)).rejects.toThrow(/530/);
  });

  test('чужое хранилище не пишется: ключ получателя только читает', async () => {
    emulator.play({
      kind: 'answer',
      answer: {
        xml: `<EchoResponse xmlns="${ECHO}"><Text>С файлом</Text></EchoResponse>`,
        files: [{ name: 'Большой.txt', mediaType: 'text/plain', text: 'большой', by: 'storage' }],
      },
    });
    await client.call('SendRequest', { signed: requestText({ messageId: client.newId() }) });
    const came = await take();
    expect(came.textOf('Hash')).toBe(fileHash(Buffer.from('большой')));
    const ftp = await signIn(came.textOf('UserName'), came.textOf('Password'));
    expect((await download(ftp, came.textOf('FileName') ?? '')).toString()).toBe('большой');
    expect((await ftp.list()).map(({ name }) => name)).toEqual(['Большой.txt']);
    expect(await ftp.size('Большой.txt')).toBe(14);
    await expect(ftp.uploadFrom(Readable.from([content]), '/x.txt')).rejects.toThrow(/550/);
  });

  test.each([
    ['файла нет', () => refer(randomUUID()), /нет в файловом хранилище/],
    ['хэш другой', (uuid: string) => refer(uuid, fileHash(Buffer.from('x'))), /Хэш файла/],
  ])('%s – принято, отказ СМЭВ приходит через GetResponse', async (_title, header, words) => {
    const [uuid, messageId] = [randomUUID(), client.newId()];
    await upload(uuid);
    await client.call('SendRequest', { signed: requestText({ messageId, content: echo('x'), behind: header(uuid) }) });
    const came = await take();
    expect([came.textOf('StatusCategory'), came.textOf('OriginalMessageId')]).toEqual([
      'requestIsRejectedBySmev',
      messageId,
    ]);
    expect(came.textOf('StatusDetails')).toMatch(words);
  });

  test('без входа ничего не делается; прерванная связь не мешает другим', async () => {
    const ftp = new Client();
    open.push(ftp);
    await ftp.connect(emulator.config.ftpHost, emulator.config.ftpPort);
    await expect(ftp.send('MKD x')).rejects.toThrow(/530/);
    ftp.close();
    await upload(randomUUID());
  });
});
