import type { Bus, BusMessage, Emulator, JsonObject } from '@reglament/sdk';
import { openKitHost, sampleRequest } from '@reglament/sdk/kit';
import { afterEach, describe, expect, test } from 'vitest';
import type { Smev3Config } from '../config.ts';
import { connectSmev3 } from '../connection.ts';
import { openEmulator } from '../emulator/emulator.ts';
import { kit } from '../kit.ts';
import { replyType } from './bus.ts';

const echo = 'urn://reglament/smev3/emulator/echo/1.0.0';
const type = `{${echo}}EchoRequest`;
const xml = `<EchoRequest xmlns="${echo}"><Text>Да</Text></EchoRequest>`;
const answerXml = `<EchoResponse xmlns="${echo}"><Text>Да</Text></EchoResponse>`;
const { signal } = new AbortController();
let emulator: Emulator<Smev3Config>;

afterEach(() => emulator.close());

async function openScene() {
  const now = () => new Date('2026-03-02T10:00:00.000Z');
  emulator = await openEmulator({ now });
  const { host } = openKitHost({ config: emulator.config, now, ...(kit.lends ? { lends: kit.lends } : {}) });
  const connection = connectSmev3(host);
  const { bus } = connection;
  if (bus === undefined) throw new Error('no bus');
  return { bus, connection };
}

async function taken(bus: Bus, ...types: string[]): Promise<BusMessage[]> {
  const found: BusMessage[] = [];
  for await (const message of bus.take(types, signal)) {
    found.push(message);
    await message.ack();
  }
  return found;
}

const send = (bus: Bus, content: JsonObject, more: object = {}) =>
  bus.send({ id: 'm1', type, content, files: [], ...more }, signal);

describe('чужой запрос', () => {
  test('приходит с тем, что нужно для ответа, и ответ уходит туда', async () => {
    const { bus } = await openScene();
    await emulator.file?.({
      xml,
      transactionCode: 'транзакция-1',
      files: [{ name: 'a.txt', mediaType: 'text/plain', text: 'файл' }],
    });
    const [message] = await taken(bus, type);
    expect(message).toMatchObject({
      type,
      from: { code: 'PGU01' },
      content: { xml: expect.stringContaining('<Text>Да</Text>') },
      transaction: 'транзакция-1',
      verdicts: [{ valid: true }, { valid: true }],
      reference: { replyTo: expect.any(String) },
      files: [{ name: 'a.txt' }],
    });
    const reply = { id: 'r1', reference: message?.reference, replyTo: message?.id };
    await send(bus, { status: { code: 6, text: 'В работе' } }, { ...reply, id: 'r0' });
    await send(bus, { xml: answerXml }, reply);
    await send(bus, { xml: answerXml }, reply);
    expect(emulator.effects.map(({ kind }) => kind)).toEqual(['reply', 'reply']);
    expect(await taken(bus, type)).toEqual([]);
  });
  test('отказ – с кодом и словами; с файлами его не отправить', async () => {
    const { bus } = await openScene();
    await emulator.file?.({ xml });
    const [message] = await taken(bus, type);
    const rejected = { rejected: { code: 'ACCESS_DENIED', text: 'Не положено' } };
    const file = { id: 'f', name: 'a', mediaType: 'text/plain', size: 1, sha256: '', open: async () => nothing() };
    await expect(send(bus, rejected, { reference: message?.reference, files: [file] })).rejects.toMatchObject({
      retry: 'never',
    });
    await send(bus, rejected, { reference: message?.reference });
    expect(JSON.stringify(emulator.effects)).toMatch(/ACCESS_DENIED.*Не положено|Не положено.*ACCESS_DENIED/);
  });
  test('с неверной подписью – отдан с приговором, СМЭВ знает, что он не принят', async () => {
    const { bus } = await openScene();
    emulator.play({ kind: 'special', name: 'wrongSmevSignature' });
    await emulator.file?.({ xml });
    const [message] = await taken(bus, type);
    expect(message?.verdicts).toContainEqual(expect.objectContaining({ valid: false }));
    expect(emulator.waiting()).toBe(0);
  });
  test('вида, которого узел не знает, нет – остальное пришло, а о нём сказано', async () => {
    const { bus } = await openScene();
    await emulator.file?.({ xml });
    const found: string[] = [];
    const taking = (async () => {
      for await (const message of bus.take(['{urn:x}Unknown', type], signal)) found.push(message.type);
    })();
    await expect(taking).rejects.toMatchObject({
      code: 'UnknownMessageType',
      message: expect.stringContaining('{urn:x}Unknown'),
    });
    expect(found).toContain(type);
  });
});

describe('свой запрос', () => {
  test('ответ на него приходит сюда, а не к запросам подключения, и наоборот', async () => {
    const { bus, connection } = await openScene();
    await send(bus, { xml }, { transaction: 'транзакция-2' });
    await connection.send?.(sampleRequest('xml', { id: 'request-1', question: { content: xml } }), signal);
    const own: (string | undefined)[] = [];
    for await (const delivery of connection.receive?.([], signal) ?? []) {
      own.push(delivery.requestId);
      await delivery.ack(true);
    }
    expect(own).toEqual(['request-1']);
    expect(await taken(bus, replyType)).toMatchObject([
      { replyTo: 'm1', content: { xml: expect.stringContaining('EchoResponse') } },
    ]);
    expect(emulator.waiting()).toBe(0);
  });
  test.each([
    [{}, 'badContent'],
    [{ xml: '<a' }, 'badContent'],
  ])('без содержания не уходит: %j', async (content, code) => {
    const { bus } = await openScene();
    await expect(send(bus, content)).rejects.toMatchObject({ code, retry: 'never' });
    await expect(send(bus, content, { reference: { replyTo: 'x' } })).rejects.toMatchObject({ code, retry: 'never' });
  });
  test('чужие виды шина не берёт', async () => {
    const { bus } = await openScene();
    expect([type, replyType, 'regional/request', '{}a'].map((one) => bus.carries?.(one))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(await taken(bus, 'regional/request')).toEqual([]);
  });
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array([1]);
}
