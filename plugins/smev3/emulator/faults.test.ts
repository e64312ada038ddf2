import type { Emulator } from '@reglament/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmulator, type SmevNodeOptions } from './emulator.ts';
import { type FaultName, faultNames } from './fault.ts';
import {
  ackText,
  type Came,
  echo,
  openRawClient,
  type RawClient,
  requestText,
  type Said,
  selector,
  selectType,
  timestamp,
} from './raw-client.ts';
import { signElement } from './sign.ts';
import { readTestKey } from './test-key.ts';
import { versions } from './version.ts';

let moment: number;
const now = () => new Date(moment);
let emulator: Emulator<{ url: string }>;
let client: RawClient;

async function open(options: Partial<SmevNodeOptions> = {}) {
  await emulator?.close();
  emulator = await openEmulator({ now, ...options });
  client = openRawClient({ url: emulator.config.url, now });
}

beforeEach(async () => {
  moment = new Date('2026-03-02T09:00:00Z').getTime();
  await open();
});
afterEach(() => emulator.close());

/** `SendRequest` with what is said of it changed. */
function send(change: Partial<Said> = {}, text: Partial<Parameters<typeof requestText>[0]> = {}): Promise<Came> {
  return client.call('SendRequest', { signed: requestText({ messageId: client.newId(), ...text }), ...change });
}

describe('подпись', () => {
  test.each<[string, string, () => Promise<Came>]>([
    ['нет soap:Header', 'PoorSOAPEnvelopeFormat', () => send({ header: false })],
    ['нет подписи', 'NoSignatureFound', () => send({ signature: '' })],
    [
      'подписан другой элемент',
      'IncorrectSignatureTarget',
      () => send({ signature: (right) => right.replace('"#SIGNED_BY_CALLER"', '"#ELSE"') }),
    ],
    ['чужой хэш', 'SignatureIsInvalid', () => send({ spoilt: 'digest' })],
    ['чужое значение', 'SignatureIsInvalid', () => send({ spoilt: 'signature' })],
    [
      'нет преобразования СМЭВ',
      'SignatureIsInvalid',
      () =>
        send({
          signature: (right) => right.replace(/<ds:Transform Algorithm="urn:\/\/smev[^>]+>/, ''),
        }),
    ],
    [
      'нет сертификата',
      'CertificateIsNotFound',
      () => send({ signature: (right) => right.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '') }),
    ],
    [
      'сертификат истёк',
      'CertificateIsExpired',
      () => {
        moment = new Date('2051-01-01T00:00:00Z').getTime();
        return send();
      },
    ],
  ])('%s – %s', async (_title, code, act) => {
    const came = await act();
    expect([came.status, came.fault]).toEqual([500, 'SignatureVerificationFault']);
    expect(came.element.getElementsByTagName('ns3:SignatureVerificationFault')[1]?.textContent).toBe(code);
    expect(came.textOf('Description')).toMatch(/^SMEV-100:/);
    expect(emulator.effects).toHaveLength(0);
  });

  test('подписанное изменено – хэш не сходится', async () => {
    const scope = requestText({ messageId: client.newId() });
    const came = await client.call('SendRequest', { signed: scope, tamper: (xml) => xml.replace('Раз', 'Два') });
    expect(came.fault).toBe('SignatureVerificationFault');
  });

  test('Id повторён – подпись не принята', async () => {
    const twin = '<AttachmentContentList Id="SIGNED_BY_CALLER"/>';
    expect((await send({ after: twin })).fault).toBe('SignatureVerificationFault');
  });
});

describe('подпись должностного лица (ЭП-СП)', () => {
  const content =
    '<e:EchoRequest xmlns:e="urn://reglament/smev3/emulator/echo/1.0.0" Id="PERSONAL"><e:Text>x</e:Text></e:EchoRequest>';
  const signed = (spoilt?: 'digest') => {
    const signature = signElement(content, { id: 'PERSONAL', key: readTestKey('body-b'), spoilt });
    return `<ns2:PersonalSignature>${signature}</ns2:PersonalSignature>`;
  };

  test('верная – принято и отвечено', async () => {
    expect((await send({}, { content, behind: signed() })).fault).toBeUndefined();
    expect(emulator.effects[0]?.content.personalSignature).toBe(true);
    expect((await client.call('GetResponse', { signed: selector(timestamp) })).textOf('MessagePrimaryContent')).toBe(
      'x',
    );
  });

  test('неверная – принято, отказ СМЭВ приходит через GetResponse', async () => {
    expect((await send({}, { content, behind: signed('digest') })).fault).toBeUndefined();
    const came = await client.call('GetResponse', { signed: selector(timestamp) });
    expect(came.find('SmevFault')?.getAttribute('xsi:type')).toBe('ns3:SignatureVerificationFault');
    expect(came.textOf('StatusDetails')).toMatch(/^ЭП-СП: Хэш/);
  });
});

describe('имя и срок сообщения', () => {
  const uuid4 = 'd9d2a4a1-5a86-4c8e-9f6a-3d4b1f0f9a11';
  test.each([
    ['не первого варианта', uuid4],
    ['с большими буквами', 'D9D2A4A1-5A86-11EB-9F6A-3D4B1F0F9A11'],
    ['не UUID', '12345'],
  ])('%s – InvalidMessageIdFormat', async (_title, messageId) => {
    expect((await send({}, { messageId })).fault).toBe('InvalidMessageIdFormat');
  });

  test('двое суток назад – StaleMessageId, чуть меньше – принято', async () => {
    const [old, fresh] = [client.newId(), client.newId()];
    moment += 2 * 86_400_000 - 1_000;
    expect((await send({}, { messageId: fresh })).fault).toBeUndefined();
    moment += 1_000;
    expect((await send({}, { messageId: old })).fault).toBe('StaleMessageId');
  });

  test('EOL прошёл – EndOfLifeReached', async () => {
    const before = '<ns2:EOL>2026-03-02T11:59:59+03:00</ns2:EOL>';
    expect((await send({}, { before })).fault).toBe('EndOfLifeReached');
  });
});

describe('конверт против транспортной схемы – InvalidContent, и ничего не принято', () => {
  test.each<[string, () => Promise<Came>]>([
    ['лишний элемент', () => send({}, { behind: '<ns2:Extra/>' })],
    ['не в том порядке', () => send({}, { behind: '<ns2:NodeID>1</ns2:NodeID>' })],
    ['срок – не дата', () => send({}, { before: '<ns2:EOL>завтра</ns2:EOL>' })],
    ['слишком длинный узел', () => send({}, { before: `<ns2:NodeID>${'1'.repeat(51)}</ns2:NodeID>` })],
    ['выбор без времени', () => client.call('GetResponse', { signed: selector() })],
    ['подтверждение не UUID', () => client.call('Ack', { signed: ackText('1') })],
  ])('%s', async (_title, act) => {
    const came = await act();
    expect([came.status, came.fault]).toEqual([500, 'InvalidContent']);
    expect(came.textOf('ValidationError')).not.toBe('');
    expect(emulator.effects).toEqual([]);
  });
});

describe('содержание', () => {
  test('неизвестный вид сведений – BusinessDataTypeIsNotSupported с его именем', async () => {
    const came = await send({}, { content: '<x:Unknown xmlns:x="urn:unknown"/>' });
    expect([came.fault, came.textOf('RootElementLocalName'), came.textOf('RootElementNamespaceURI')]).toEqual([
      'BusinessDataTypeIsNotSupported',
      'Unknown',
      'urn:unknown',
    ]);
  });

  test('не по схеме вида сведений – принято, отказ СМЭВ приходит через GetResponse и подтверждается', async () => {
    const messageId = client.newId();
    expect((await send({}, { messageId, content: echo('') })).status).toBe(200);
    const came = await client.call('GetResponse', { signed: selector(timestamp) });
    expect(came.textOf('StatusCategory')).toBe('requestIsRejectedBySmev');
    expect(came.find('SmevFault')?.getAttribute('xsi:type')).toBe('ns3:InvalidContent');
    expect(came.textOf('Description')).toMatch(/^SMEV-403:Бизнес-данные .* MessageId = /);
    expect(came.textOf('ValidationError')).toContain('Text');
    expect(came.find('MessageMetadata')?.getElementsByTagName('ns2:Sender')[0]?.textContent).toBe('smev');
    const answerId = came.find('SenderProvidedResponseData')?.getElementsByTagName('ns2:MessageID')[0]?.textContent;
    expect((await client.call('Ack', { signed: ackText(answerId ?? '') })).fault).toBeUndefined();
    const status = await client.call('GetStatus', { signed: timestampSigned });
    expect([status.textOf('OriginalMessageId'), status.textOf('StatusCategory')]).toEqual([
      messageId,
      'requestIsRejectedBySmev',
    ]);
  });

  test.each([
    ['заголовок без вложения', attachment({ contents: [] })],
    ['вложение без заголовка', attachment({ headers: [] })],
    ['имена не сходятся', attachment({ contents: ['other'] })],
  ])('%s – AttachmentContentMiscoordination', async (_title, { behind, after }) => {
    expect((await send({ after }, { behind })).fault).toBe('AttachmentContentMiscoordination');
  });

  test('вложения больше пяти мегабайт – AttachmentSizeLimitExceeded с размерами', async () => {
    const { behind, after } = attachment({ size: 5 * 1024 * 1024 + 3 });
    const came = await send({ after }, { behind });
    expect([came.fault, came.textOf('RealTotalAttachmentSize')]).toEqual([
      'AttachmentSizeLimitExceeded',
      String(5 * 1024 * 1024 + 3),
    ]);
  });
});

describe('кто и кому', () => {
  test('владелец сертификата не зарегистрирован – SenderIsNotRegistered', async () => {
    await open({ registered: [{ ogrn: '1000000000012', mnemonic: 'B', title: 'Второе' }] });
    expect((await send()).fault).toBe('SenderIsNotRegistered');
    const other = openRawClient({ url: emulator.config.url, now, key: readTestKey('body-b') });
    const came = await other.call('SendRequest', { signed: requestText({ messageId: other.newId() }) });
    expect(came.find('Sender')?.textContent).toBe('B');
  });

  test('неизвестный вид в выборе – UnknownMessageType', async () => {
    for (const method of ['GetRequest', 'GetResponse']) {
      const signed = selector(`${selectType('Unknown')}${timestamp}`);
      expect((await client.call(method, { signed })).fault).toBe('UnknownMessageType');
    }
  });

  test('подтверждать нечего – TargetMessageIsNotFound, SMEV-501', async () => {
    const came = await client.call('Ack', { signed: ackText(client.newId()) });
    expect([came.fault, came.textOf('faultstring')?.slice(0, 8)]).toEqual(['TargetMessageIsNotFound', 'SMEV-501']);
  });
});

describe('каждый отказ схемы – по сценарию', () => {
  test.each(versions.flatMap((version) => faultNames.map((fault): [string, FaultName] => [version, fault])))(
    '%s: %s',
    async (version, fault) => {
      emulator.play({ kind: 'special', name: 'fault', with: { fault, text: 'Проверочные слова' } }, { kind: 'answer' });
      const one = openRawClient({ url: emulator.config.url, now, version: version as '1.2' });
      const signed = requestText({ messageId: one.newId() });
      const came = await one.call('SendRequest', { signed });
      expect([came.status, came.fault]).toEqual([500, fault]);
      expect(came.textOf('faultstring')).toContain('Проверочные слова');
      expect(emulator.effects).toHaveLength(0);
      expect((await one.call('SendRequest', { signed })).fault).toBeUndefined();
    },
  );
});

describe('не обмен', () => {
  test.each([
    ['не XML', 'привет'],
    ['обрезано', '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'],
    ['DOCTYPE', '<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>'],
    ['не SOAP', '<x/>'],
    ['чужое пространство имён', soap('<x:SendRequestRequest xmlns:x="urn:x"/>')],
    ['неизвестный метод', soap(`<x:FlyRequest xmlns:x="${typesNamespace('1.2')}"/>`)],
    ['cp1251', Buffer.from([0x3c, 0xcf, 0xf0, 0x3e])],
  ])('%s – soap:Client', async (_title, body) => {
    const came = await client.post(body);
    expect([came.status, came.textOf('faultcode')]).toEqual([500, 'soap:Client']);
  });
});

const timestampSigned = '<Timestamp Id="SIGNED_BY_CALLER">2026-03-02T12:00:00+03:00</Timestamp>';

function typesNamespace(version: string): string {
  return `urn://x-artefacts-smev-gov-ru/services/message-exchange/types/${version}`;
}

function soap(element: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body>${element}</s:Body></s:Envelope>`;
}

function attachment({ headers = ['a.txt'], contents = ['a.txt'], size = 3 }): { behind: string; after: string } {
  const list = (name: string, inside: string[]) => (inside.length ? `<${name}>${inside.join('')}</${name}>` : '');
  const head = (id: string) =>
    `<AttachmentHeader><contentId>${id}</contentId><MimeType>text/plain</MimeType></AttachmentHeader>`;
  const content = Buffer.alloc(size, 'a').toString('base64');
  const body = (id: string) => `<AttachmentContent><Id>${id}</Id><Content>${content}</Content></AttachmentContent>`;
  return {
    behind: list('AttachmentHeaderList', headers.map(head)),
    after: list('AttachmentContentList', contents.map(body)),
  };
}
