import type { Emulator } from '@reglament/sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmulator } from './emulator.ts';
import {
  ackText,
  type Came,
  echo,
  openRawClient,
  type RawClient,
  requestText,
  selector,
  selectType,
  timestamp,
} from './raw-client.ts';
import { readTestKey } from './test-key.ts';
import { checkSignature } from './verify.ts';

let moment = new Date('2026-03-02T09:00:00Z').getTime();
const now = () => new Date(moment);
let emulator: Emulator<{ url: string }>;
let client: RawClient;

beforeEach(async () => {
  emulator = await openEmulator({ now });
  client = openRawClient({ url: emulator.config.url, now });
});
afterEach(() => emulator.close());

const getResponse = (one = client, inside = timestamp) => one.call('GetResponse', { signed: selector(inside) });
const ack = (messageId: string, one = client) => one.call('Ack', { signed: ackText(messageId) });

async function ask(one = client, text = 'Раз, два'): Promise<string> {
  const messageId = one.newId();
  const came = await one.call('SendRequest', { signed: requestText({ messageId, content: echo(text) }) });
  expect(came.fault).toBeUndefined();
  return messageId;
}

function holds(came: Came, target: string, holder: string): boolean {
  const [signed, signature] = [came.find(target), came.find(holder)];
  return signed !== undefined && checkSignature(signed, signature, now()).ok;
}

test('запрос принят, подпись СМЭВ над MessageMetadata верна', async () => {
  const messageId = client.newId();
  const came = await client.call('SendRequest', { signed: requestText({ messageId }) });
  expect([came.status, came.element.localName, came.textOf('MessageId')]).toEqual([
    200,
    'SendRequestResponse',
    messageId,
  ]);
  expect(came.textOf('Status')).toBe('requestIsQueued');
  expect(holds(came, 'MessageMetadata', 'SMEVSignature')).toBe(true);
  expect(emulator.effects.map(({ id, kind }) => [id, kind])).toEqual([[messageId, 'request']]);
});

test('ответ приходит с двумя верными подписями, снова – пока не подтверждён', async () => {
  const messageId = await ask(
    client,
    'Повтори & <это>'.replace(/[&<>]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[found] ?? ''),
  );
  const first = await getResponse();
  expect(first.contentType).toMatch(/^multipart\/related/);
  expect(first.textOf('OriginalMessageId')).toBe(messageId);
  expect(first.textOf('MessagePrimaryContent')).toBe('Повтори & <это>');
  expect(holds(first, 'Response', 'SMEVSignature')).toBe(true);
  expect(holds(first, 'SenderProvidedResponseData', 'SenderInformationSystemSignature')).toBe(true);
  const again = await getResponse();
  const answerId =
    first.find('SenderProvidedResponseData')?.getElementsByTagName('ns2:MessageID')[0]?.textContent ?? '';
  expect(again.text).toContain(answerId);
  expect((await ack(answerId)).element.localName).toBe('AckResponse');
  expect((await ack(answerId)).fault).toBe('TargetMessageIsNotFound');
  const empty = await getResponse();
  expect([empty.element.localName, empty.element.childNodes.length, emulator.waiting()]).toEqual([
    'GetResponseResponse',
    0,
    0,
  ]);
});

test('неподтверждённое не загораживает остальное', async () => {
  const [one, other] = [await ask(), await ask()];
  const seen = [await getResponse(), await getResponse(), await getResponse()].map((came) =>
    came.textOf('OriginalMessageId'),
  );
  expect(seen).toEqual([one, other, one]);
});

test('чужая очередь не видна, чужое не подтвердить', async () => {
  const other = openRawClient({ url: emulator.config.url, now, key: readTestKey('body-b') });
  await ask();
  const mine = await getResponse();
  const theirs = await getResponse(other);
  expect(theirs.find('ResponseMessage')).toBeUndefined();
  const answerId = mine.find('SenderProvidedResponseData')?.getElementsByTagName('ns2:MessageID')[0]?.textContent ?? '';
  expect((await ack(answerId, other)).fault).toBe('TargetMessageIsNotFound');
  expect((await ack(answerId)).fault).toBeUndefined();
});

test('очередь делится по виду сведений и по узлу', async () => {
  const messageId = client.newId();
  const before = '<ns2:NodeID>узел-1</ns2:NodeID>';
  await client.call('SendRequest', { signed: requestText({ messageId, before }) });
  const node = `${timestamp}<NodeID>узел-1</NodeID>`;
  expect((await getResponse(client, `${timestamp}<NodeID>узел-2</NodeID>`)).find('ResponseMessage')).toBeUndefined();
  expect((await getResponse(client, timestamp)).find('ResponseMessage')).toBeUndefined();
  expect((await getResponse(client, `${selectType('EchoResponse')}${node}`)).textOf('OriginalMessageId')).toBe(
    messageId,
  );
  expect((await getResponse(client, `${selectType('Unknown')}${node}`)).fault).toBe('UnknownMessageType');
});

test('повтор того же имени – MessageIsAlreadySent, сделано один раз', async () => {
  const messageId = await ask();
  const again = await client.call('SendRequest', { signed: requestText({ messageId }) });
  expect([again.status, again.fault]).toEqual([500, 'MessageIsAlreadySent']);
  expect(emulator.effects).toHaveLength(1);
});

test('ответ в срок по часам', async () => {
  emulator.play({ kind: 'answer', afterSeconds: 60 });
  await ask();
  expect((await getResponse()).find('ResponseMessage')).toBeUndefined();
  moment += 60_000;
  expect((await getResponse()).find('ResponseMessage')).toBeDefined();
});
