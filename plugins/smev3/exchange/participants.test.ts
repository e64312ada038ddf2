import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gostBackend, readCertificate, signDigest } from '@reglament/gost';
import type { Bus, BusMessage, Emulator, Exchange, OutgoingFile, Signer } from '@reglament/sdk';
import { participantHost } from '@reglament/sdk/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Smev3Config } from '../config.ts';
import { connectSmev3 } from '../connection.ts';
import { openEmulator } from '../emulator/emulator.ts';
import { readTestKey } from '../emulator/test-key.ts';
import { replyType } from './bus.ts';

const namespace = 'urn://reglament/smev3/test/order';
const type = `{${namespace}}Order`;
const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" elementFormDefault="qualified">
<xs:element name="Order"><xs:complexType><xs:sequence><xs:element name="department" type="xs:string" minOccurs="0"/><xs:element name="text" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="Answer" type="xs:string"/></xs:schema>`;
const order = (text: string, department?: string) =>
  `<Order xmlns="${namespace}">${department === undefined ? '' : `<department>${department}</department>`}<text>${text}</text></Order>`;
const answer = `<Answer xmlns="${namespace}">Принято</Answer>`;

const now = () => new Date('2026-03-02T10:00:00.000Z');
const { signal } = new AbortController();
const codes = ['portal', 'arch', 'land'] as const;
const keys = { portal: readTestKey('provider'), arch: readTestKey('body-a'), land: readTestKey('body-b') };
const exchange: Exchange = {
  participants: codes.map((code) => ({ code, title: `Участник ${code}`, certificate: keys[code].certificate })),
  types: [
    {
      title: 'Заявление',
      request: type,
      response: `{${namespace}}Answer`,
      schemas: { 'order.xsd': schema },
      recipients: ['arch', 'land'],
      recipientElement: 'department',
    },
  ],
};

let folder: string;
let emulator: Emulator<Smev3Config>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-participants-'));
  emulator = await openEmulator({ now, folder, exchange: () => exchange });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function signerOf(code: keyof typeof keys): Signer {
  const { certificatePem, key } = keys[code];
  return {
    certificate: async () => readCertificate(certificatePem),
    sign: async (content) => signDigest(key, gostBackend().digest(key.bits, content)),
    verify: async () => [],
  };
}

function busOf(code: keyof typeof keys, settings: Partial<Smev3Config> = {}): Bus {
  const body = { id: code, code, title: code };
  const config = { ...emulator.config, ...settings };
  const host = participantHost({ config, body, now, signer: signerOf(code), file: join(folder, code) });
  const { bus } = connectSmev3(host);
  if (bus === undefined) throw new Error('no bus');
  return bus;
}

type Came = BusMessage & { readonly read: string };

async function taken(bus: Bus, wanted = type): Promise<Came[]> {
  const found: Came[] = [];
  for await (const message of bus.take([wanted], signal)) {
    let read = '';
    for (const { content } of message.files) {
      if (content instanceof Uint8Array) read += Buffer.from(content);
      else for await (const piece of content) read += Buffer.from(piece);
    }
    found.push({ ...message, read });
    await message.ack();
  }
  return found;
}

function fileOf(text: string): OutgoingFile {
  const content = Buffer.from(text);
  return {
    ...{ id: 'file-1', name: 'Заявление.zip', mediaType: 'application/zip', size: content.length, sha256: '' },
    open: async () =>
      (async function* () {
        yield content;
      })(),
  };
}

const send = (bus: Bus, xml: string, more: object = {}) =>
  bus.send({ id: 'm1', type, content: { xml }, files: [], ...more }, signal);

test('запрос идёт тому, кого назвал, файл – через хранилище, ответ – тому, кто спросил', async () => {
  const portal = busOf('portal', { inlineLimit: 1 });
  const [arch, land] = [busOf('arch'), busOf('land')];
  const text = 'документ '.repeat(1000);
  await send(portal, order('Прошу', 'land'), { files: [fileOf(text)] });
  expect(await taken(arch)).toEqual([]);
  const [came] = await taken(land);
  expect(came).toMatchObject({
    from: { code: 'portal' },
    content: { xml: expect.stringContaining('Прошу') },
    verdicts: [{ valid: true }, { valid: true }],
  });
  expect(came?.read === text).toBe(true);
  const reply = { reference: came?.reference ?? null, replyTo: came?.id ?? '' };
  await land.send({ id: 'r0', type, content: { status: { code: 6, text: 'Принято' } }, files: [], ...reply }, signal);
  await land.send({ id: 'r1', type, content: { xml: answer }, files: [], ...reply }, signal);
  expect(await taken(portal, replyType)).toMatchObject([
    { replyTo: 'm1', content: { status: { code: '6' } }, from: { code: 'land' } },
    { replyTo: 'm1', content: { xml: expect.stringContaining('Принято') } },
  ]);
  expect(emulator.waiting()).toBe(0);
});

test('продолжение без получателя идёт туда же, куда ушло начало; и после перезапуска узла', async () => {
  await send(busOf('portal'), order('Начало', 'land'), { transaction: 'дело-1' });
  await emulator.close();
  emulator = await openEmulator({ now, folder, exchange: () => exchange });
  await send(busOf('portal'), order('Продолжение'), { id: 'm2', transaction: 'дело-1' });
  expect(await taken(busOf('arch'))).toEqual([]);
  expect((await taken(busOf('land'))).map(({ content }) => content.xml)).toEqual([
    expect.stringContaining('Начало'),
    expect.stringContaining('Продолжение'),
  ]);
});

test.each([
  ['неизвестный получатель', order('Прошу', 'nobody')],
  ['продолжение того, чего не было', order('Прошу')],
  ['не по схеме', `<Order xmlns="${namespace}"><wrong/></Order>`],
])('%s – отказ узла тому, кто спросил', async (_case, xml) => {
  const portal = busOf('portal');
  await send(portal, xml);
  const [refusal] = await taken(portal, replyType);
  expect(refusal).toMatchObject({ replyTo: 'm1', content: { rejected: { text: expect.any(String) } } });
  for (const code of ['arch', 'land'] as const) expect(await taken(busOf(code))).toEqual([]);
});
