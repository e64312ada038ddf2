import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml } from '@reglament/xml';
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmevVersion, versions } from '../config.ts';
import {
  ack,
  type Call,
  getIncomingQueueStatistics,
  getRequest,
  getResponse,
  getStatus,
  sendRequest,
  sendResponse,
} from './build.ts';
import { readAnswer } from './read.ts';

const shared = join(import.meta.dirname, '../../../../shared/smev');
const isThere = existsSync(shared);
if (!isThere) {
  process.stderr.write('не выполнено: нет ../shared – конверты не сверены с опубликованными схемами и сообщениями\n');
}

const messageId = 'ac9fbf27-8b8c-11eb-9086-e2bf794ac2e9';
const timestamp = new Date('2026-03-02T10:00:00.000Z');
const content = '<q:Query xmlns:q="urn://example/query/1.0"><q:Text>«А» &amp; Б</q:Text></q:Query>';
const attachments = [
  { contentId: 'FILE_1', mimeType: 'application/pdf', signature: Buffer.from('cms'), content: Buffer.from('%PDF') },
  { contentId: 'FILE_2', mimeType: 'text/plain', content: Buffer.from('текст') },
];
const references = [{ uuid: messageId, name: 'План.pdf', hash: Buffer.alloc(32, 7), mimeType: 'application/pdf' }];

/** Every method, as far as it goes. */
const calls: readonly { readonly title: string; make(version: SmevVersion): Call | undefined }[] = [
  { title: 'SendRequest, коротко', make: (version) => sendRequest(version, { messageId, content }) },
  {
    title: 'SendRequest, всё',
    make: (version) =>
      sendRequest(version, {
        messageId,
        referenceMessageId: messageId,
        transactionCode: 'код <транзакции>',
        nodeId: 'узел-1',
        endOfLife: timestamp,
        content,
        personalSignature: '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>',
        attachments,
        references,
        isTest: true,
      }),
  },
  {
    title: 'SendResponse, содержание',
    make: (version) =>
      sendResponse(version, { messageId, to: 'eyJ=', response: { kind: 'content', content, attachments, references } }),
  },
  {
    title: 'SendResponse, отказ',
    make: (version) =>
      sendResponse(version, {
        messageId,
        to: 'eyJ=',
        response: { kind: 'rejected', reasons: [{ code: 'NO_DATA', description: 'Сведений нет' }] },
      }),
  },
  {
    title: 'SendResponse, состояние',
    make: (version) =>
      sendResponse(version, {
        messageId,
        to: 'eyJ=',
        response: { kind: 'status', code: 6, description: 'В работе', parameters: [{ key: 'а', value: 'б' }] },
      }),
  },
  { title: 'GetRequest', make: (version) => getRequest(version, { timestamp }) },
  {
    title: 'GetResponse',
    make: (version) =>
      getResponse(version, { timestamp, nodeId: 'узел-1', type: { namespace: 'urn://example', name: 'Answer' } }),
  },
  { title: 'GetStatus', make: (version) => getStatus(version, timestamp) },
  { title: 'Ack', make: (version) => ack(version, messageId, true) },
  {
    title: 'GetIncomingQueueStatistics',
    make: (version) =>
      version === '1.3' ? undefined : getIncomingQueueStatistics(version, { timestamp, nodeId: 'узел-1' }),
  },
];

describe.skipIf(!isThere)('конверты по опубликованным схемам', () => {
  beforeAll(() => void xmlRegisterFsInputProviders());

  describe.each(versions)('%s', (version) => {
    let schema: XmlDocument;
    let validator: XsdValidator;
    beforeAll(() => {
      const file = join(shared, `transport/${version}/smev-message-exchange-types-${version}.xsd`);
      schema = XmlDocument.fromBuffer(readFileSync(file), { url: file });
      validator = XsdValidator.fromDoc(schema);
    });
    afterAll(() => {
      validator.dispose();
      schema.dispose();
    });

    test.each(calls)('$title', ({ make }) => {
      const call = make(version);
      if (call === undefined) return expect(version).toBe('1.3');
      const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>';
      const envelope = parseXml(call.envelope(signature));
      const [, body] = envelope.root.children;
      const [message] = body?.children ?? [];
      expect(envelope.root.children.map(({ local }) => local)).toEqual(['Header', 'Body']);
      expect(message?.local).toBe(`${call.method}Request`);
      const text = call.envelope(signature);
      const from = text.indexOf('<typ:');
      const document = XmlDocument.fromString(text.slice(from, text.lastIndexOf('</soap:Body>')));
      try {
        expect(problemsOf(validator, document)).toEqual([]);
      } finally {
        document.dispose();
      }
      expect(text).toContain(call.signed);
    });
    test('чего схема не допускает, она не пропускает', () => {
      const { signed } = sendRequest(version, { messageId: 'не-uuid', content });
      const document = XmlDocument.fromString(signed);
      try {
        expect(problemsOf(validator, document)).toContainEqual(expect.stringContaining('pattern'));
      } finally {
        document.dispose();
      }
    });
  });
});

function problemsOf(validator: XsdValidator, document: XmlDocument): string[] {
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message);
    throw error;
  }
}

describe.skipIf(!isThere)('настоящие сообщения читаются', () => {
  const read = (name: string) => readBytes(readFileSync(join(shared, 'messages', name)));

  test('нет таких, которые не читаются', () => {
    const answers = readdirSync(join(shared, 'messages')).filter(
      (name) => !/Multipart|SendRequestRequest|AckRequest/.test(name),
    );
    expect(answers.length).toBeGreaterThan(6);
    for (const name of answers) expect(() => read(name), name).not.toThrow();
  });
  test('очередь пуста', () => expect(read('GetResponseResponce_EmptyQueue.xml')).toEqual({ kind: 'empty' }));
  test('принятое сообщение', () => {
    expect(read('SendRequestResponce.xml')).toMatchObject({
      kind: 'sent',
      metadata: { messageId, sender: { mnemonic: '77BD01' }, status: 'requestIsQueued' },
      signed: { element: 'MessageMetadata', id: 'SIGNED_BY_SMEV' },
    });
  });
  test('отказ СМЭВ приходит ответом', () => {
    expect(read('GetResponseResponce_InvalidContent.xml')).toMatchObject({
      kind: 'response',
      message: {
        messageId: 'ad1d4183-8b8c-11eb-9ae4-fa163e6269f4',
        originalMessageId: messageId,
        metadata: { sender: { mnemonic: 'smev' }, sentAt: new Date('2021-03-23T04:03:08.000Z') },
        asyncStatus: {
          category: 'requestIsRejectedBySmev',
          fault: {
            description: expect.stringContaining('SMEV-403'),
            errors: [expect.stringContaining('cvc-complex-type')],
          },
        },
        signedBySmev: { element: 'Response', id: 'SIGNED_BY_SMEV' },
        signedBySender: { element: 'SenderProvidedResponseData', id: 'SIGNED_ASYNC_BY_SMEV' },
      },
    });
  });
  test('содержание ответа стоит само по себе', () => {
    const answer = read('chain-03-GetResponseResponse-PublicPrintOutResponse.xml');
    if (answer.kind !== 'response') return expect(answer.kind).toBe('response');
    const { content } = answer.message;
    expect(content).toMatchObject({
      namespace: 'urn://x-artefacts-gis-ergz-public/2.0.0',
      name: 'PublicPrintOutResponse',
    });
    expect(parseXml(content?.xml ?? '').root).toMatchObject({ uri: content?.namespace, local: content?.name });
  });
  test('ошибка SOAP: именованная и из одних слов', () => {
    expect(read('SoapFaultResponse_SignatureVerificationFault.xml')).toMatchObject({
      kind: 'fault',
      fault: {
        name: 'SignatureVerificationFault',
        details: ['CertificateIsExpired'],
        description: expect.stringContaining('SMEV-100'),
      },
    });
    expect(read('SoapFaultResponse.xml')).toEqual({
      kind: 'fault',
      fault: { text: 'Сообщение об ошибке', details: [] },
    });
  });
});

const readBytes = (bytes: Uint8Array) => readAnswer(parseXml(bytes), bytes);

/** A response of 1.2 with this content. */
function responseWith(content: string, around = ''): Uint8Array {
  const root = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types';
  return Buffer.from(
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><t:GetResponseResponse xmlns:t="${root}/1.2"
    xmlns:b="${root}/basic/1.2"${around}><t:ResponseMessage><t:Response><t:SenderProvidedResponseData>
    <t:MessageID>${messageId}</t:MessageID><b:MessagePrimaryContent>${content}</b:MessagePrimaryContent>
    </t:SenderProvidedResponseData></t:Response></t:ResponseMessage></t:GetResponseResponse></s:Body></s:Envelope>`,
  );
}

test('приставка, которую называет только значение, остаётся объявленной', () => {
  const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const xml = '<a:Answer xmlns:a="urn:a"><a:Who xsi:type="p:Person"></a:Who></a:Answer>';
  const answer = readBytes(responseWith(xml, ` ${instance} xmlns:p="urn:people" xmlns:unused="urn:u"`));
  if (answer.kind !== 'response') return expect(answer.kind).toBe('response');
  expect(answer.message.content?.xml).toContain('xmlns:p="urn:people"');
  expect(answer.message.content?.xml).not.toContain('urn:u"');
  expect(parseXml(answer.message.content?.xml ?? '').root.local).toBe('Answer');
});

describe('чужой текст', () => {
  test('в разметку не попадает', () => {
    const { signed } = sendRequest('1.2', { messageId, content, transactionCode: '</x><y a="1">&\r' });
    expect(signed).toContain('&lt;/x&gt;&lt;y a="1"&gt;&amp;&#13;');
  });
  test.each(['\u0000', '\u001b', '\ud800', '\uffff'])('знак, которого в XML быть не может: %j', (char) => {
    expect(() => sendRequest('1.2', { messageId, content, nodeId: char })).toThrow(/нельзя передать в XML/);
  });
});
