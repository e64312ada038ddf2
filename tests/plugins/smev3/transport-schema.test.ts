import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versions } from '../../../plugins/smev3/config.ts';
import { validateTransport } from '../../../plugins/smev3/schemas/validate-transport.ts';
import { mutated } from './mutated-message.ts';
import { seed } from './seed.ts';
import { sharedFolder, sharedIsHere, withShared } from './shared-files.ts';
import { fullMessages, type Part, write } from './transport-messages.ts';

const official = `${sharedFolder}transport`;

describe.each(versions)('транспортная схема %s', (version) => {
  const messages = fullMessages(version);

  test('принимает полное сообщение каждого метода и каждый отказ', () => {
    for (const message of messages)
      expect(validateTransport(write(message, version), version), message.name).toEqual([]);
  });

  test(withShared('принимает и отвергает то же, что официальная'), () => {
    if (!sharedIsHere) return;
    const figures = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...messages).chain(mutated), (message: Part) => {
        const xml = write(message, version);
        const ours = validateTransport(xml, version).length === 0;
        const theirs = validateTransport(xml, version, official).length === 0;
        figures[theirs ? 'accepted' : 'refused'] += 1;
        expect(ours, xml).toBe(theirs);
      }),
      { seed, numRuns: 1_500 },
    );
    // Both kinds were really drawn.
    expect(Math.min(figures.accepted, figures.refused)).toBeGreaterThan(200);
  });
});

test(withShared('настоящие сообщения: то же, что официальная'), () => {
  if (!sharedIsHere) return;
  const judged = [
    'chain-01-SendRequestRequest-PublicPrintOutRequest',
    'chain-02-SendRequestResponse',
    'chain-03-GetResponseResponse-PublicPrintOutResponse',
    'chain-04-AckRequest',
    'SendRequestResponce',
    'GetResponseResponce_EmptyQueue',
    'GetResponseResponce_InvalidContent',
    'GetResponseResponse_ValidResponse',
    'SoapFaultResponse',
    'SoapFaultResponse_SignatureVerificationFault',
  ].map((name) => {
    const xml = readFileSync(`${sharedFolder}messages/${name}.xml`);
    const ours = validateTransport(xml, '1.2').length;
    expect(ours > 0, name).toBe(validateTransport(xml, '1.2', official).length > 0);
    return ours > 0;
  });
  expect(new Set(judged).size).toBe(2);
});

describe('сказано словами', () => {
  const [send] = fullMessages('1.2');
  const xml = write(send as Part, '1.2');
  test.each([
    ['лишний элемент', xml.replace('<t:NodeID>', '<t:Лишний/><t:NodeID>'), /строка 1: «Лишний»: здесь лишний/],
    [
      'не UUID',
      xml.replace(/<t:MessageID>[^<]*/, '<t:MessageID>1'),
      /«MessageID»: значение «1» не подходит под образец/,
    ],
    ['другая версия', xml.replaceAll('/1.2', '/1.3'), /версии 1.3, а схемы – 1.2/],
    ['не СМЭВ', '<a/>', /корневого элемента в схеме нет/],
    ['SOAP 1.2', '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"/>', /не SOAP 1.1/],
    [
      'пустое тело',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>',
      /один Body/,
    ],
  ])('%s', (...[, document, problem]) => {
    expect(validateTransport(document, '1.2').join('\n')).toMatch(problem);
  });
  test('файл, который едет рядом с конвертом, – это base64', () => {
    const include = '<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:a"/>';
    expect(validateTransport(xml.replace('<b:Content>AAAA', `<b:Content>${include}`), '1.2')).toEqual([]);
    expect(validateTransport(xml.replace('<b:Content>AAAA', '<b:Content><x xmlns="urn:x"/>'), '1.2')).not.toEqual([]);
  });
  test('папки официальных схем нет', () => {
    expect(() => validateTransport(xml, '1.2', '/нет/такой')).toThrow('не читается');
  });
});
