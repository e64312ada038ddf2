import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Emulator, Scenario } from '@reglament/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmulator } from './emulator.ts';
import { readInformationTypes } from './information-type.ts';
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
import { checkSignature } from './verify.ts';

let moment = new Date('2026-03-02T09:00:00Z').getTime();
const now = () => new Date(moment);
const ECHO = 'urn://reglament/smev3/emulator/echo/1.0.0';
let emulator: Emulator<{ url: string }>;
let client: RawClient;
const folder = mkdtempSync(join(tmpdir(), 'smev3-types-'));

beforeEach(async () => {
  emulator = await openEmulator({ now });
  client = openRawClient({ url: emulator.config.url, now });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = (content = echo('x')) => {
  const messageId = client.newId();
  return client.call('SendRequest', { signed: requestText({ messageId, content }) });
};
const take = () => client.call('GetResponse', { signed: selector(timestamp) });
const idOf = (came: Came) =>
  came.find('SenderProvidedResponseData')?.getElementsByTagName('ns2:MessageID')[0]?.textContent ?? '';
const ack = (came: Came) => client.call('Ack', { signed: ackText(idOf(came)) });
const holds = (came: Came, target: string, holder: string) => {
  const element = came.find(target);
  return element !== undefined && checkSignature(element, came.find(holder), now()).ok;
};

async function answeredBy(scenario: Scenario): Promise<Came> {
  emulator.play(scenario);
  expect((await send()).fault).toBeUndefined();
  return take();
}

describe('ответ поставщика', () => {
  test.each(['ACCESS_DENIED', 'NO_DATA', 'UNKNOWN_REQUEST_DESCRIPTION', 'FAILURE'])('отказ %s', async (code) => {
    const came = await answeredBy({ kind: 'special', name: 'reject', with: { code, text: 'Сведений нет' } });
    const said = [came.textOf('RejectionReasonCode'), came.textOf('RejectionReasonDescription')];
    expect(said).toEqual([code, 'Сведений нет']);
  });

  test('сначала состояние, потом ответ', async () => {
    const first = await answeredBy({ kind: 'interim', text: 'В работе' });
    expect(first.textOf('StatusDescription')).toBe('В работе');
    await ack(first);
    expect((await take()).find('MessagePrimaryContent')).toBeDefined();
  });

  test('отказ СМЭВ после приёма – с любым кодом', async () => {
    const came = await answeredBy({
      kind: 'special',
      name: 'smevReject',
      with: { fault: 'AccessDenied', text: 'Нельзя' },
    });
    expect([came.textOf('StatusCategory'), came.textOf('Description')]).toEqual(['requestIsRejectedBySmev', 'Нельзя']);
    expect(holds(came, 'SenderProvidedResponseData', 'SenderInformationSystemSignature')).toBe(true);
  });

  test.each([
    [{ kind: 'special', name: 'wrongSmevSignature' }, false, true],
    [{ kind: 'special', name: 'wrongSmevSignature', with: { how: 'signature' } }, false, true],
    [{ kind: 'special', name: 'noSmevSignature' }, false, true],
    // The node signs over what the sender has spoilt.
    [{ kind: 'special', name: 'wrongSenderSignature' }, true, false],
    [{ kind: 'special', name: 'wrongSenderSignature', with: { how: 'signature' } }, true, false],
  ] satisfies [Scenario, boolean, boolean][])('подписи: %j', async (scenario, smev, sender) => {
    const came = await answeredBy(scenario);
    expect(holds(came, 'Response', 'SMEVSignature')).toBe(smev);
    expect(holds(came, 'SenderProvidedResponseData', 'SenderInformationSystemSignature')).toBe(sender);
  });

  test('чужой: о запросе, которого не было', async () => {
    const came = await answeredBy({ kind: 'special', name: 'foreign' });
    expect(emulator.effects.map(({ id }) => id)).not.toContain(came.textOf('OriginalMessageId'));
  });

  test('повтор приходит и после подтверждения, молчание не приходит', async () => {
    const first = await answeredBy({ kind: 'repeat', times: 2 });
    await ack(first);
    const again = await take();
    expect(idOf(again)).toBe(idOf(first));
    await ack(again);
    expect((await answeredBy({ kind: 'silence' })).find('ResponseMessage')).toBeUndefined();
  });
});

describe('связь', () => {
  test.each(['garbage', 'cut', 'fail', 'reset'])('выдача срывается один раз: %s', async (how) => {
    emulator.play({ kind: 'special', name: 'mishap', with: { how, times: 1 } });
    await send();
    const spoilt = await take().then(
      ({ status }) => status,
      () => 'нечитаемо',
    );
    expect(['нечитаемо', 500]).toContain(spoilt);
    expect((await take()).find('ResponseMessage')).toBeDefined();
  });

  test('медленно – но в порядке', async () => {
    emulator.play({ kind: 'special', name: 'slow', with: { seconds: 0.01 } });
    expect((await send()).element.localName).toBe('SendRequestResponse');
  });

  test('HTTP 500 и обрыв до приёма – не сделано', async () => {
    emulator.play({ kind: 'fail' }, { kind: 'reset' });
    await expect(send()).rejects.toThrow();
    await expect(send()).rejects.toThrow();
    expect(emulator.effects).toEqual([]);
  });
});

test.each<[Scenario, RegExp]>([
  [{ kind: 'special', name: 'fly' }, /Неизвестный сценарий «fly». Есть: fault, slow, reject/],
  [{ kind: 'special', name: 'fault', with: { fault: 'Nope' } }, /Неизвестная ошибка «Nope». Есть: AccessDenied/],
  [{ kind: 'special', name: 'mishap', with: { how: 'melt' } }, /how – garbage, cut, fail, reset, hang/],
  [{ kind: 'answer', answer: { text: 'x' } }, /нужно одно из: xml, reject, silence; .*лишнее «text»/],
])('негодный сценарий назван сразу: %j', (scenario, words) => {
  expect(() => emulator.play(scenario)).toThrow(words);
});

describe('файлы сценариев', () => {
  const echoFile = {
    title: 'Второй',
    namespace: 'urn:test:two',
    root: 'Ask',
    response: { root: 'Tell' },
    provider: { mnemonic: 'TWO', title: 'Второй поставщик' },
    schemas: ['two.xsd'],
    answers: [
      { title: 'Нет такого', when: { N: '0' }, reject: [{ code: 'NO_DATA', text: 'Не найдено' }] },
      {
        title: 'Есть',
        after: 30,
        interim: [{ code: 2, text: 'Ищем' }],
        xml: '<Tell xmlns="urn:test:two"><N>{{N}}</N></Tell>',
        files: [{ name: 'a.txt', mediaType: 'text/plain', text: 'a' }],
      },
    ],
  };
  const xsd = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:test:two" targetNamespace="urn:test:two" elementFormDefault="qualified">
    <xs:include schemaLocation="../shared.xsd"/><xs:element name="Ask" type="N"/><xs:element name="Tell" type="N"/></xs:schema>`;
  const shared = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:test:two" targetNamespace="urn:test:two" elementFormDefault="qualified">
    <xs:complexType name="N"><xs:sequence><xs:element name="N" type="xs:int"/></xs:sequence></xs:complexType></xs:schema>`;

  function write(file: object, schema = xsd.replace('../shared.xsd', 'shared.xsd')): URL {
    mkdirSync(join(folder, 'two'), { recursive: true });
    writeFileSync(join(folder, 'two/type.json'), JSON.stringify(file));
    writeFileSync(join(folder, 'two/two.xsd'), schema);
    writeFileSync(join(folder, 'two/shared.xsd'), shared);
    return pathToFileURL(`${folder}/`);
  }

  test('ответ выбирается по запросу, приходит в срок, с состоянием и файлом', async () => {
    await emulator.close();
    const typeFolders = [write({ ...echoFile, schemas: ['two.xsd', 'shared.xsd'] })];
    emulator = await openEmulator({ now, typeFolders });
    client = openRawClient({ url: emulator.config.url, now });
    await send('<Ask xmlns="urn:test:two"><N>0</N></Ask>');
    const none = await take();
    expect([none.textOf('RejectionReasonDescription'), none.textOf('Mnemonic')]).toEqual(['Не найдено', 'TWO']);
    await ack(none);
    await send('<Ask xmlns="urn:test:two"><N>17</N></Ask>');
    const interim = await take();
    expect(interim.textOf('StatusDescription')).toBe('Ищем');
    await ack(interim);
    expect((await take()).find('ResponseMessage')).toBeUndefined();
    moment += 30_000;
    const found = await take();
    expect([found.textOf('MessagePrimaryContent'), found.textOf('contentId')]).toEqual(['17', 'a.txt']);
  });

  test.each<[string, object, RegExp]>([
    ['нет обязательного', { ...echoFile, root: undefined }, /type\.json: \/ – нет обязательного «root»/],
    ['лишнее', { ...echoFile, roots: 'x' }, /лишнее «roots»/],
    [
      'ответ ни о чём',
      { ...echoFile, answers: [{ title: 'x' }] },
      /\/answers\/0 – нужно одно из: xml, reject, silence/,
    ],
    [
      'неизвестный код',
      { ...echoFile, answers: [{ title: 'x', reject: [{ code: 'NO', text: 'x' }] }] },
      /\/answers\/0\/reject\/0\/code – можно только ACCESS_DENIED/,
    ],
    [
      'не по схеме',
      {
        ...echoFile,
        schemas: ['two.xsd', 'shared.xsd'],
        answers: [{ title: 'Плохой', xml: '<Tell xmlns="urn:test:two"/>' }],
      },
      /ответ «Плохой» не по схеме/,
    ],
  ])('%s – сказано, где', (_title, file, words) => {
    const place = write(file);
    expect(() => readInformationTypes(place)).toThrow(words);
  });

  test('собственный вид эмулятора отвечает тем же', () => {
    const [type] = readInformationTypes(new URL('./types/', import.meta.url));
    expect(type?.request).toEqual({ namespace: ECHO, root: 'EchoRequest' });
  });
});
