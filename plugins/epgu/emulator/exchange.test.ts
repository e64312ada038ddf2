import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bus, BusMessage, Emulated, JsonObject, NewBusMessage, OfferedService, Scenario } from '@reglament/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unpackFiles } from '../archive.ts';
import { elkType, readElkAnswer, writeElkOrder } from '../wire/elk-status.ts';
import { cancel, file, write } from './desk.ts';
import { exchangeOnce } from './exchange.ts';
import { type KeptPortal, openPortalStore, withSwitches } from './kept-portal.ts';
import { zipOf } from './zip.ts';

const now = () => new Date('2026-03-02T10:00:00.000Z');
const { signal } = new AbortController();
const service: OfferedService = {
  body: { code: 'city', title: 'Город' },
  ...{ code: 'trees', title: 'Вырубка', view: {}, example: () => ({}) },
  form: { schema: { type: 'object', properties: { reason: { type: 'string' } } }, sections: [] },
};

let folder: string;
let store: KeptPortal;
let sent: NewBusMessage[];
let waiting: BusMessage[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-portal-'));
  store = openPortalStore(folder);
  [sent, waiting] = [[], []];
});
afterEach(() => rmSync(folder, { recursive: true }));

const bus: Bus = {
  send: async (message) => void sent.push(message),
  async *take() {
    yield* waiting;
  },
};

async function look(scenario: Scenario = { kind: 'answer' }): Promise<readonly Emulated[]> {
  const effects: Emulated[] = [];
  const ground = {
    bus,
    services: async () => [service],
    entries: () => undefined,
    applicants: [],
    verify: async () => [],
  };
  await exchangeOnce({ store, ground, now, effects, next: () => scenario }, signal);
  return effects;
}

const filed = () =>
  file(
    { store, now },
    { person: 'p', source: 'mfc', applicant: { kind: 'person' }, service, answers: { reason: 'Сухие' }, documents: [] },
  );

function came(id: string, content: JsonObject, more: Partial<BusMessage> = {}): BusMessage {
  const from = { code: 'city', title: 'Город' };
  return { id, type: 'smev3/reply', from, content, files: [], ack: async () => undefined, ...more };
}

const status = (orderId: string) =>
  writeElkOrder({ operation: 'Update', orderId, history: [{ status: '6', at: now(), attachments: [] }] });
const titles = (id: string) =>
  store
    .current()
    .orders.find((order) => order.id === id)
    ?.events.map(({ title }) => title) ?? [];

test('заявление уходит один раз; что пришло дважды, сказано один раз; всё помнится после перезапуска', async () => {
  const { id } = filed();
  await look();
  await look();
  expect(sent.map(({ transaction }) => transaction)).toEqual([id]);
  waiting = [came('r1', { status: { code: '6', text: 'В работе' } }, { replyTo: sent[0]?.id ?? '' })];
  await look();
  store = openPortalStore(folder);
  await look();
  expect(titles(id)).toEqual(['Заявление отправлено', 'Принято в работу']);
  expect(sent).toHaveLength(1);
});

test('переставлено: первое ждёт второго и уходит после него', async () => {
  const order = filed();
  await look();
  store.change((portal) => ({ ...portal, isSwapping: true }));
  write({ store, now }, order, 'Раз');
  await look();
  expect(sent).toHaveLength(1);
  cancel({ store, now }, order, 'Два');
  await look();
  expect(sent.slice(1).map(({ content }) => /<(cancelRequest|textRequest)>/.exec(String(content.xml))?.[1])).toEqual([
    'cancelRequest',
    'textRequest',
  ]);
  expect(store.current().isSwapping).toBe(false);
});

test('недоступный портал ничего не отправляет и не забирает', async () => {
  filed();
  store.change((portal) => ({ ...portal, isDown: true }));
  waiting = [came('r1', {})];
  await look();
  expect([sent, store.current().seen]).toEqual([[], []]);
});

test.each([
  ['своё', (id: string) => id, { kind: 'answer' }, { status: 'ok' }],
  ['чужое', () => '404', { kind: 'answer' }, { status: 'error', message: 'Заявления с таким номером нет' }],
  [
    'отказ по сценарию',
    (id: string) => id,
    { kind: 'refuse', reason: 'Не сейчас' },
    { status: 'error', message: 'Не сейчас' },
  ],
] as const)('статус: %s', async (...[, numberOf, scenario, answer]) => {
  const { id } = filed();
  waiting = [came('m1', { xml: status(numberOf(id)) }, { type: elkType, reference: { replyTo: 'x' } })];
  const effects = await look(scenario);
  const reply = sent.find(({ type }) => type === elkType);
  expect(reply).toMatchObject({ replyTo: 'm1', reference: { replyTo: 'x' } });
  expect(readElkAnswer(String(reply?.content.xml))).toMatchObject(answer);
  expect([effects.length, titles(id).length]).toEqual(answer.status === 'ok' ? [1, 2] : [0, 1]);
});

test('велено молчать – статус забран, не показан и без ответа; велено отказывать – отказано, что бы ни было сыграно', async () => {
  const { id } = filed();
  waiting = [came('m1', { xml: status(id) }, { type: elkType })];
  store.change((portal) => withSwitches(portal, { isSilent: true }));
  await look();
  expect([sent.filter(({ type }) => type === elkType), titles(id).length]).toEqual([[], 1]);
  store.change((portal) => withSwitches(portal, { isRefusing: true }));
  expect(store.current()).toMatchObject({ isSilent: false, isRefusing: true });
  await look();
  const reply = sent.find(({ type }) => type === elkType);
  expect(readElkAnswer(String(reply?.content.xml))).toMatchObject({ status: 'error' });
  store.change((portal) => withSwitches(portal, { isRefusing: false }));
  waiting = [came('m2', { xml: status(id) }, { type: elkType })];
  await look();
  expect(titles(id)).toHaveLength(2);
});

test('архив читается тем, чем его читает система', async () => {
  const files = [
    { name: 'План «А».txt', content: Buffer.from('план') },
    { name: 'b.bin', content: Buffer.alloc(3000, 7) },
  ];
  const unpacked = await unpackFiles([{ name: '1.zip', content: zipOf(files) }]);
  const read: { name: string; content: Buffer }[] = [];
  for (const { name, open } of unpacked.files) {
    const pieces: Uint8Array[] = [];
    for await (const piece of open()) pieces.push(piece);
    read.push({ name, content: Buffer.concat(pieces) });
  }
  await unpacked.discard();
  expect([unpacked.problems, read]).toEqual([[], files]);
});
