import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmulator } from './emulator.ts';
import { ackText, echo, openRawClient, requestText, selector, timestamp } from './raw-client.ts';

let moment = new Date('2026-03-02T09:00:00Z').getTime();
const now = () => new Date(moment);
let folder: string;
let open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reglament-node-'));
  open = [];
});
afterEach(async () => {
  for (const node of open) await node.close();
  rmSync(folder, { recursive: true });
});

async function start() {
  const node = await openEmulator({ now, folder });
  open.push(node);
  const client = openRawClient({ url: node.config.url, now });
  const ask = (messageId: string) =>
    client.call('SendRequest', { signed: requestText({ messageId, content: echo('Раз') }) });
  const take = () => client.call('GetResponse', { signed: selector(timestamp) });
  const ack = (messageId: string) => client.call('Ack', { signed: ackText(messageId) });
  return { node, client, ask, take, ack };
}

/** Nobody is told that the process ends: what it had said before is all that counts. */
const startAgain = start;

test('принятое до остановки получает ответ после неё, повтор остаётся повтором', async () => {
  const first = await start();
  first.node.play({ kind: 'answer', afterSeconds: 60 });
  const messageId = first.client.newId();
  expect((await first.ask(messageId)).fault).toBeUndefined();

  const second = await startAgain();
  expect((await second.ask(messageId)).fault).toBe('MessageIsAlreadySent');
  expect(second.node.effects).toEqual([]);
  expect(second.node.waiting()).toBe(1);
  moment += 60_000;
  const came = await second.take();
  expect(came.textOf('OriginalMessageId')).toBe(messageId);
  expect(came.textOf('MessageID')).toBeDefined();
});

test('выданное, но не подтверждённое, приходит снова под тем же именем; подтверждение первого запуска в силе', async () => {
  const first = await start();
  for (const id of [first.client.newId(), first.client.newId()]) await first.ask(id);
  const idOf = async ({ take }: typeof first) => (await take()).textOf('MessageID') ?? '';
  const one = await idOf(first);
  const other = await idOf(first);

  const second = await startAgain();
  expect((await second.ack(one)).fault).toBeUndefined();
  const third = await startAgain();
  expect(third.node.waiting()).toBe(1);
  expect(await idOf(third)).toBe(other);
  expect((await third.ack(other)).fault).toBeUndefined();
  expect((await startAgain()).node.waiting()).toBe(0);
});

test('отказ самого узла переживает остановку со своими словами', async () => {
  const first = await start();
  const signed = requestText({ messageId: first.client.newId(), content: echo('Раз').replace('Раз', '') });
  await first.client.call('SendRequest', { signed });
  const refusal = /<ns2:SmevFault[\s\S]*<\/ns2:SmevFault>/;
  const [before] = refusal.exec((await first.take()).text) ?? [];
  expect(before).toContain('InvalidContent');
  const [after] = refusal.exec((await (await startAgain()).take()).text) ?? [];
  expect(after).toBe(before);
});

test('запрос, который положили ведомству, остаётся в его очереди', async () => {
  const first = await start();
  await first.node.file?.({ xml: echo('С портала') });
  expect((await startAgain()).node.waiting()).toBe(1);
});

test('испорченное отложено, узел начинает заново', async () => {
  writeFileSync(join(folder, 'node.state'), 'не то');
  const { node, ask, client } = await start();
  expect(node.waiting()).toBe(0);
  expect((await ask(client.newId())).fault).toBeUndefined();
  expect(readdirSync(folder).toSorted()).toEqual(['node.state', 'node.state.broken']);
});
