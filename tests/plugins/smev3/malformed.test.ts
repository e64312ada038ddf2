import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type CanonicalXml, inheritedNamespaces, parseXml, type XmlElement } from '@reglament/xml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smevTransform } from '../../../plugins/smev3/transform/transform.ts';
import { verifyDocument } from '../../../plugins/smev3/xml-signature/verify.ts';
import { reasonOf, utf16 } from './reason-of.ts';
import { seed } from './seed.ts';
import { answerWith, responseMessage, signedAnswer } from './signed-messages.ts';

const CONTENT = '<q:Ответ xmlns:q="urn:q"><q:Имя тип="a&amp;b">Иван &gt; Пётр &amp; «Ко»</q:Имя><q:Пусто/></q:Ответ>';
const original = signedAnswer(CONTENT).then(({ response, smevSignature }) =>
  answerWith(responseMessage(response, smevSignature)),
);

const cp1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) =>
      letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0) & 0x7f,
    ),
  );
const utf32 = (text: string) => Buffer.concat([...text].map((letter) => Buffer.from([0, 0, 0, letter.charCodeAt(0)])));

type Spoil = (message: string) => string | Uint8Array;
const HAND_MADE: readonly (readonly [name: string, spoil: Spoil, reason: RegExp])[] = [
  ['пусто', () => '', /пуст/],
  ['одни пробелы', () => ' \n\t', /правила XML/],
  ['не XML', () => 'Internal Server Error', /правила XML/],
  ['HTML', () => '<!DOCTYPE html><html><body>502</body></html>', /DOCTYPE/],
  ['HTML без типа', () => '<html><body><p>502<br></body></html>', /не закрыт|правила XML/],
  ['JSON', () => '{"error":"timeout"}', /правила XML/],
  ['оборвано посреди тега', (message) => message.slice(0, message.indexOf('<t:Response') + 5), /тег не закрыт/],
  ['оборвано посреди текста', (message) => message.slice(0, message.indexOf('Иван') + 2), /правила XML/],
  [
    'оборвано посреди знака',
    (message) => Buffer.from(message).subarray(0, Buffer.from(message).indexOf('Иван') + 1),
    /не в UTF-8/,
  ],
  ['оборвано перед последним тегом', (message) => message.slice(0, message.lastIndexOf('<')), /правила XML/],
  ['без начала', (message) => message.slice(20), /правила XML/],
  ['два документа', (message) => message + message, /правила XML/],
  ['хвост', (message) => `${message}мусор`, /правила XML/],
  ['windows-1251 под видом UTF-8', (message) => cp1251(message), /не в UTF-8/],
  [
    'windows-1251, названная',
    (message) => cp1251(`<?xml version="1.0" encoding="windows-1251"?>${message}`),
    /не в UTF-8/,
  ],
  [
    'UTF-8, названная windows-1251',
    (message) => `<?xml version="1.0" encoding="windows-1251"?>${message}`,
    /windows-1251/,
  ],
  ['UTF-16 LE', (message) => utf16(message, 'le'), /UTF-16/],
  ['UTF-16 BE', (message) => utf16(message, 'be'), /UTF-16/],
  ['UTF-16 без метки', (message) => utf16(message, 'le', false), /UTF-16/],
  ['UTF-16 BE без метки', (message) => utf16(message, 'be', false), /UTF-16/],
  ['UTF-32', (message) => utf32(message), /UTF-16/],
  ['UTF-16, названная в UTF-8', (message) => `<?xml version="1.0" encoding="UTF-16"?>${message}`, /UTF-16/],
  ['две метки порядка байтов', (message) => `\uFEFF\uFEFF${message}`, /повторяется/],
  ['нулевой байт', (message) => message.replace('Иван', 'Ив\0ан'), /нулевой байт/],
  ['управляющий знак', (message) => message.replace('Иван', 'Ив\u0001ан'), /правила XML/],
  ['ссылка на запрещённый знак', (message) => message.replace('Иван', '&#1;'), /правила XML/],
  ['неизвестная сущность', (message) => message.replace('Иван', '&nbsp;'), /правила XML/],
  ['одинокий амперсанд', (message) => message.replace('&amp;', '&'), /правила XML/],
  ['атрибут дважды', (message) => message.replace(' Id="SMEV"', ' Id="SMEV" Id="X"'), /правила XML/],
  ['атрибут без кавычек', (message) => message.replace(' Id="SMEV"', ' Id=SMEV'), /правила XML/],
  [
    'теги крест-накрест',
    (message) => message.replace('<q:Пусто/>', '').replace('</q:Имя></q:Ответ>', '</q:Ответ></q:Имя>'),
    /правила XML/,
  ],
  ['необъявленная приставка', (message) => message.replace(' xmlns:q="urn:q"', ''), /правила XML/],
  ['неполное пространство имён', (message) => message.replace('"urn:q"', '"q"'), /неполным адресом/],
  ['другое пространство имён', (message) => message.replace('types/1.3"', 'types/1.4"'), /хеш|изменено/],
  [
    'чужое пространство имён',
    (message) => message.replace(/urn:\/\/x-artefacts-smev-gov-ru/g, 'urn:x'),
    /изменено|обязательна/,
  ],
  ['незакрытый CDATA', (message) => message.replace('Иван', '<![CDATA[Иван'), /не закрыто/],
  ['незакрытый комментарий', (message) => message.replace('Иван', '<!--Иван'), /не закрыто/],
  ['объявление не в начале', (message) => `\n<?xml version="1.0"?>${message}`, /правила XML/],
  [
    '3000 подписей',
    (message) =>
      message.replace(
        '<q:Пусто/>',
        (/<ds:Signature .*?<\/ds:Signature>/.exec(message)?.[0] ?? '')
          .replace(/<ds:SignedInfo>.*<\/ds:KeyInfo>/, '')
          .repeat(3_000),
      ),
    /Подписей больше/,
  ],
  ['без подписей', (message) => message.replace(/<ds:Signature .*?<\/ds:Signature>/g, ''), /обязательна/],
  ['без тела', (message) => message.replace(/<s:Body>.*<\/s:Body>/, '<s:Body/>'), /один Body|обязательна/],
  ['лишнее тело', (message) => message.replace('</s:Body>', '</s:Body><s:Body/>'), /один Body/],
];

describe('испорченное', () => {
  test('примеров не меньше сорока', () => expect(HAND_MADE.length).toBeGreaterThanOrEqual(40));
  test('целое верно', async () => expect(reasonOf(Buffer.from(await original))).toBeUndefined());
  test.each(HAND_MADE)('%s', async (...[, spoil, reason]) => {
    const spoilt = spoil(await original);
    expect(reasonOf(Buffer.from(spoilt))).toMatch(reason);
  });

  test('2000 порч: ни одного сбоя, причина у каждой, и верным остаётся только то же самое', async () => {
    const whole = Buffer.from(await original);
    const meaning = signedText(parseXml(whole));
    const spoil = fc.record({
      at: fc.nat(whole.length - 1),
      kind: fc.constantFrom('flip', 'cut', 'drop', 'insert', 'repeat', 'zero' as const),
      byte: fc.nat(255),
      length: fc.integer({ min: 1, max: 200 }),
    });
    let harmless = 0;
    fc.assert(
      fc.property(fc.array(spoil, { minLength: 1, maxLength: 3 }), (spoils) => {
        const spoilt = spoils.reduce<Buffer>((bytes, one) => spoiltBy(bytes, one), whole);
        const reason = reasonOf(spoilt);
        if (reason !== undefined) {
          expect(reason).toMatch(/[а-яё]/i);
          return;
        }
        harmless += 1;
        expect(signedText(parseXml(spoilt))).toBe(meaning);
      }),
      { seed, numRuns: 2_000 },
    );
    expect(harmless).toBeLessThan(400);
  });
});

interface Spoiling {
  readonly at: number;
  readonly kind: string;
  readonly byte: number;
  readonly length: number;
}

function spoiltBy(bytes: Buffer, { at, kind, byte, length }: Spoiling): Buffer {
  const place = Math.min(at, bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === 'cut') return before;
  if (kind === 'drop') return Buffer.concat([before, after.subarray(length)]);
  if (kind === 'insert') return Buffer.concat([before, Buffer.from([byte]), after]);
  if (kind === 'repeat') return Buffer.concat([before, after.subarray(0, length), after]);
  return Buffer.concat([before, Buffer.from([kind === 'zero' ? 0 : byte]), after.subarray(1)]);
}

/** What СМЭВ signed, as the signature sees it. */
function signedText(document: CanonicalXml): string {
  const signed = verifyDocument(document).find(({ place }) => place === 'smev')?.signed as XmlElement;
  return smevTransform(document.text.slice(signed.start, signed.end), inheritedNamespaces(signed));
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** The parser's memory is outside of the heap. */
function heldMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('огромное обрезается пределами', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  test.each([
    ['200 000 вложенных тегов', () => `<r xmlns="urn:x">${nested(200_000)}</r>`, /глубже 200/],
    ['200 000 незакрытых тегов', () => '<a>'.repeat(200_000), /глубже 200/],
    [
      '100 000 атрибутов',
      () => `<r ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`,
      /500 атрибутов/,
    ],
    [
      '100 000 пространств имён',
      () => `<r ${Array.from({ length: 100_000 }, (_, index) => `xmlns:a${index}="urn:${index}"`).join(' ')}/>`,
      /500 атрибутов/,
    ],
    ['миллион элементов', () => `<r>${'<a/>'.repeat(1_000_000)}</r>`, /больше 200000 элементов/],
    ['больше 16 МБ', () => `<r>${'x'.repeat(17 << 20)}</r>`, /больше 16777216 байт/],
    ['имя в мегабайт', () => `<${'a'.repeat(1 << 20)}/>`, /правила XML/],
    ['тег без конца', () => `<r a="${'x'.repeat(1 << 20)}`, /тег не закрыт/],
  ])('%s', (...[, make, reason]) => {
    const bytes = Buffer.from(make());
    collectGarbage();
    const before = process.memoryUsage().rss;
    expect(reasonOf(bytes)).toMatch(reason);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });
  test('у самых пределов память не растёт от раза к разу', () => {
    const wide = Buffer.from(`<r xmlns="urn:x">${'<a b="1"/>'.repeat(90_000)}</r>`);
    const deep = Buffer.from(`<r xmlns="urn:x">${nested(190)}</r>`);
    for (let round = 0; round < 3; round += 1)
      for (const bytes of [wide, deep]) expect(reasonOf(bytes)).toMatch(/обязательна/);
    const before = heldMemory();
    for (let round = 0; round < 10; round += 1) for (const bytes of [wide, deep]) reasonOf(bytes);
    expect(heldMemory() - before).toBeLessThan(5 << 20);
  });
});
