import type { Emulator } from '@reglament/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
import { type Version, versions } from './version.ts';

const moment = new Date('2026-03-02T09:00:00Z');
const now = () => moment;
const ECHO = 'urn://reglament/smev3/emulator/echo/1.0.0';
let emulator: Emulator<{ url: string }>;
let asker: RawClient;
let answerer: RawClient;

beforeEach(async () => {
  emulator = await openEmulator({ now, routes: { [ECHO]: '1000000000012' } });
  asker = openRawClient({ url: emulator.config.url, now });
  answerer = clientB('1.2');
});
afterEach(() => emulator.close());

const clientB = (version: Version) =>
  openRawClient({ url: emulator.config.url, now, key: readTestKey('body-b'), version });
const take = (client: RawClient, method: 'GetRequest' | 'GetResponse', inside = timestamp) =>
  client.call(method, { signed: selector(inside) });
const holds = (came: Came, target: string, holder: string) => {
  const element = came.find(target);
  return element !== undefined && checkSignature(element, came.find(holder), now()).ok;
};

function answerText({ messageId, to, said }: { messageId: string; to: string; said: string }): string {
  const head = `<ns2:SenderProvidedResponseData Id="SIGNED_BY_CALLER"><ns2:MessageID>${messageId}</ns2:MessageID>`;
  return `${head}<ns2:To>${to}</ns2:To>${said}</ns2:SenderProvidedResponseData>`;
}

const echoed = (text: string) =>
  `<MessagePrimaryContent><EchoResponse xmlns="${ECHO}"><Text>${text}</Text></EchoResponse></MessagePrimaryContent>`;

async function asked(client = asker): Promise<{ messageId: string; request: Came; to: string }> {
  const messageId = client.newId();
  await client.call('SendRequest', { signed: requestText({ messageId, content: echo('Вопрос') }) });
  const request = await take(answerer, 'GetRequest');
  return { messageId, request, to: request.textOf('ReplyTo') ?? '' };
}

describe('ведомство спрашивает ведомство', () => {
  test('запрос идёт тому, кто отвечает на этот вид, ответ – назад; подписи обоих и СМЭВ верны', async () => {
    const { messageId, request, to } = await asked();
    expect(request.textOf('MessagePrimaryContent')).toBe('Вопрос');
    expect(holds(request, 'Request', 'SMEVSignature')).toBe(true);
    expect(holds(request, 'SenderProvidedRequestData', 'SenderInformationSystemSignature')).toBe(true);
    expect((await take(asker, 'GetRequest')).find('RequestMessage')).toBeUndefined();
    const interim =
      '<ns2:RequestStatus><ns2:StatusCode>1</ns2:StatusCode><ns2:StatusDescription>Ждите</ns2:StatusDescription></ns2:RequestStatus>';
    for (const said of [interim, echoed('Ответ')]) {
      const signed = answerText({ messageId: answerer.newId(), to, said });
      const came = await answerer.call('SendResponse', { signed });
      expect([came.fault, came.textOf('Status')]).toEqual([undefined, 'responseIsAcceptedBySmev']);
      expect(holds(came, 'MessageMetadata', 'SMEVSignature')).toBe(true);
    }
    const first = await take(asker, 'GetResponse');
    expect([first.textOf('OriginalMessageId'), first.textOf('StatusDescription')]).toEqual([messageId, 'Ждите']);
    const second = await take(asker, 'GetResponse', `${selectType('EchoResponse')}${timestamp}`);
    expect(holds(second, 'SenderProvidedResponseData', 'SenderInformationSystemSignature')).toBe(true);
    expect(emulator.effects.map(({ kind }) => kind)).toEqual(['request', 'reply', 'reply']);
  });

  test('в другой версии подпись отправителя не передаётся, остальное – да', async () => {
    await asked();
    const request = await take(clientB('1.3'), 'GetRequest');
    expect(request.element.namespaceURI).toMatch(/\/1\.3$/);
    expect(request.find('SenderProvidedRequestData')?.namespaceURI).toMatch(/\/1\.3$/);
    expect(request.find('SenderInformationSystemSignature')).toBeUndefined();
    expect(holds(request, 'Request', 'SMEVSignature')).toBe(true);
  });

  test.each<[string, string, (to: string) => { client?: RawClient; to?: string; said?: string; messageId?: string }]>([
    ['неизвестный адрес', 'RecipientIsNotFound', () => ({ to: 'bm9uZQ==' })],
    ['отвечает не тот', 'AccessDenied', () => ({ client: asker })],
    [
      'вместо ответа – запрос',
      'IncorrectResponseContentType',
      () => ({ said: `<MessagePrimaryContent>${echo('x')}</MessagePrimaryContent>` }),
    ],
    [
      'неизвестный вид',
      'BusinessDataTypeIsNotSupported',
      () => ({ said: '<MessagePrimaryContent><a xmlns="urn:a"/></MessagePrimaryContent>' }),
    ],
    ['не по схеме', 'InvalidContent', () => ({ said: echoed('') })],
    ['имя не UUID', 'InvalidMessageIdFormat', () => ({ messageId: 'x' })],
  ])('ответ: %s – %s', async (_title, fault, change) => {
    const { to } = await asked();
    const { client = answerer, ...changed } = change(to);
    const text = { messageId: client.newId(), to, said: echoed('Ответ'), ...changed };
    expect((await client.call('SendResponse', { signed: answerText(text) })).fault).toBe(fault);
  });

  test('повтор ответа – MessageIsAlreadySent, дошло один раз', async () => {
    const { to } = await asked();
    const signed = answerText({ messageId: answerer.newId(), to, said: echoed('Ответ') });
    emulator.play({ kind: 'reset', late: true }, { kind: 'answer' });
    await expect(answerer.call('SendResponse', { signed })).rejects.toThrow();
    expect((await answerer.call('SendResponse', { signed })).fault).toBe('MessageIsAlreadySent');
    expect((await take(asker, 'GetResponse')).textOf('MessagePrimaryContent')).toBe('Ответ');
    expect(emulator.waiting()).toBe(2);
  });
});

describe.each(versions)('версия %s', (version) => {
  test('все методы отвечают на своём языке', async () => {
    const client = openRawClient({ url: emulator.config.url, now, version });
    const stamp = '<Timestamp Id="SIGNED_BY_CALLER">2026-03-02T12:00:00+03:00</Timestamp>';
    const messageId = client.newId();
    const sent = await client.call('SendRequest', { signed: requestText({ messageId }) });
    const status = await client.call('GetStatus', { signed: stamp });
    const nothing = await client.call('GetStatus', { signed: stamp });
    const queues = await client.call('GetIncomingQueueStatistics', { signed: stamp });
    const request = await take(clientB(version), 'GetRequest');
    const ack = await clientB(version).call('Ack', { signed: ackText(messageId) });
    const names = [sent, status, nothing, request, ack].map(({ element }) => [
      element.localName,
      element.namespaceURI?.slice(-3),
    ]);
    expect(names).toEqual(
      ['SendRequestResponse', 'GetStatusResponse', 'GetStatusResponse', 'GetRequestResponse', 'AckResponse'].map(
        (name) => [name, version],
      ),
    );
    expect([status.textOf('StatusCategory'), nothing.element.childNodes.length]).toEqual([
      'requestIsAcceptedBySmev',
      0,
    ]);
    expect(holds(status, 'AsyncProcessingStatusData', 'SMEVSignature')).toBe(true);
    if (version === '1.3') expect(queues.textOf('faultcode')).toBe('soap:Client');
    else expect(queues.element.childNodes.length).toBe(2);
  });
});

test('статистика считает то, что ждёт', async () => {
  await asker.call('SendRequest', { signed: requestText({ messageId: asker.newId() }) });
  const signed = '<Timestamp Id="SIGNED_BY_CALLER">2026-03-02T12:00:00+03:00</Timestamp>';
  const queues = await answerer.call('GetIncomingQueueStatistics', { signed });
  const [first] = Array.from(queues.element.childNodes);
  expect(first?.toString()).toMatch(/queueName="ORG\d+\.requests" pendingMessageNumber="1"/);
});

describe('извне положенный запрос (file)', () => {
  test('портал: приходит первому, кто спросит, с верными подписями; ответ виден в effects', async () => {
    await emulator.file?.({ xml: echo('С портала'), transactionCode: 'код-1', test: true });
    const request = await take(answerer, 'GetRequest');
    expect([request.textOf('TransactionCode'), request.find('TestMessage') !== undefined]).toEqual(['код-1', true]);
    expect(holds(request, 'SenderProvidedRequestData', 'SenderInformationSystemSignature')).toBe(true);
    expect((await take(asker, 'GetRequest')).find('RequestMessage')).toBeUndefined();
    const text = { messageId: answerer.newId(), to: request.textOf('ReplyTo') ?? '', said: echoed('Вот') };
    expect((await answerer.call('SendResponse', { signed: answerText(text) })).fault).toBeUndefined();
    expect(emulator.effects.map(({ id, kind }) => [id, kind])).toEqual([[text.messageId, 'reply']]);
  });

  test('адресованный приходит только своему', async () => {
    await emulator.file?.({ xml: echo('Вам'), to: '1000000000011' });
    expect((await take(answerer, 'GetRequest')).find('RequestMessage')).toBeUndefined();
    expect((await take(asker, 'GetRequest')).textOf('MessagePrimaryContent')).toBe('Вам');
  });

  test('сценарии: повторы, срок, нечитаемое, чужая подпись', async () => {
    emulator.play({ kind: 'repeat', times: 2 }, { kind: 'broken' }, { kind: 'special', name: 'wrongSmevSignature' });
    for (const text of ['1', '2', '3']) await emulator.file?.({ xml: echo(text) });
    const seen = [await take(asker, 'GetRequest'), await take(asker, 'GetRequest'), await take(asker, 'GetRequest')];
    expect(seen.map((came) => holds(came, 'Request', 'SMEVSignature'))).toEqual([true, true, false]);
    expect(seen[1]?.find('Nothing')).toBeDefined();
    for (const came of seen) {
      expect((await asker.call('Ack', { signed: ackText(came.textOf('MessageID') ?? '') })).fault).toBeUndefined();
    }
    expect(emulator.waiting()).toBe(1);
  });

  test('не по схеме – сказано сразу', async () => {
    await expect(emulator.file?.({ xml: echo('') })).rejects.toThrow(/не соответствуют схеме/);
    await expect(emulator.file?.({ text: 'x' })).rejects.toThrow(/нет xml/);
  });
});
