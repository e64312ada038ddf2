import { readFileSync } from 'node:fs';
import { parseXml } from '@reglament/xml';
import { describe, expect, test } from 'vitest';
import { smevTransform } from './transform.ts';

interface Vector {
  readonly name: string;
  readonly xml: string;
  readonly excC14n: string;
  readonly transformedWoodstox: string;
}

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL('./woodstox-vectors.json', import.meta.url), 'utf8'),
);

describe('преобразование СМЭВ: что пишет Woodstox', () => {
  test.each(vectors)('$name', ({ xml, excC14n, transformedWoodstox }) => {
    expect(parseXml(xml).text).toBe(excC14n);
    expect(smevTransform(excC14n)).toBe(transformedWoodstox);
  });
  test('примеров столько, сколько было', () => expect(vectors).toHaveLength(21));
});

const one = (content: string) => `<e xmlns="urn:x">${content}</e>`;

describe('преобразование СМЭВ: правила', () => {
  test.each([
    [
      'начало блока через 512 знаков',
      one(`${'x'.repeat(512)}&gt;`),
      `<ns1:e xmlns:ns1="urn:x">${'x'.repeat(512)}&gt;</ns1:e>`,
    ],
    ['перед началом блока', one(`${'x'.repeat(511)}&gt;x`), `<ns1:e xmlns:ns1="urn:x">${'x'.repeat(511)}>x</ns1:e>`],
    [
      'скобка в прежнем блоке',
      one(`${'x'.repeat(511)}]x&gt;`),
      `<ns1:e xmlns:ns1="urn:x">${'x'.repeat(511)}]x></ns1:e>`,
    ],
    [
      '11 знаков: после замены блок не начинается',
      one('012345678&amp;&gt;'),
      '<ns1:e xmlns:ns1="urn:x">012345678&amp;></ns1:e>',
    ],
    ['12 знаков: начинается', one('0123456789&amp;&gt;'), '<ns1:e xmlns:ns1="urn:x">0123456789&amp;&gt;</ns1:e>'],
    ['инструкция делит текст', one('ab<?go?>&gt;'), '<ns1:e xmlns:ns1="urn:x">ab&gt;</ns1:e>'],
    ['пустое от CR', one('&#xD;\n\t '), '<ns1:e xmlns:ns1="urn:x"></ns1:e>'],
    ['неразрывный пробел не пуст', one('\u00a0'), '<ns1:e xmlns:ns1="urn:x">\u00a0</ns1:e>'],
    [
      'знаки в атрибуте',
      '<e xmlns="urn:x" a="&lt;&amp;>&quot;\'&#x9;&#xA;&#xD;"></e>',
      '<ns1:e xmlns:ns1="urn:x" a="&lt;&amp;>&quot;\'&#x9;&#xa;&#xd;"></ns1:e>',
    ],
    ['амперсанд в пространстве имён', '<e xmlns="urn:x?a&amp;b"></e>', '<ns1:e xmlns:ns1="urn:x?a&amp;b"></ns1:e>'],
    [
      'умолчание снова',
      '<e xmlns="urn:x"><f xmlns="urn:y"></f><g></g></e>',
      '<ns1:e xmlns:ns1="urn:x"><ns2:f xmlns:ns2="urn:y"></ns2:f><ns1:g></ns1:g></ns1:e>',
    ],
    [
      'приставка меняет смысл',
      '<p:e xmlns:p="urn:x"><p:f xmlns:p="urn:y"></p:f><p:g></p:g></p:e>',
      '<ns1:e xmlns:ns1="urn:x"><ns2:f xmlns:ns2="urn:y"></ns2:f><ns1:g></ns1:g></ns1:e>',
    ],
    ['вокруг корня ничего', '<?a b?>\n<e xmlns="urn:x"></e>\n<?c?>', '<ns1:e xmlns:ns1="urn:x"></ns1:e>'],
  ])('%s', (_, canonical, expected) => {
    expect(smevTransform(canonical)).toBe(expected);
  });
  test('пространства имён предков', () => {
    expect(smevTransform('<p:e></p:e>', new Map([['p', 'urn:x']]))).toBe('<ns1:e xmlns:ns1="urn:x"></ns1:e>');
  });
  test.each([
    ['<e></e>', 'без пространства имён'],
    ['<e xmlns="urn:x"><f xmlns=""></f></e>', 'без пространства имён'],
    ['<e xmlns="urn:x" xml:lang="ru"></e>', 'xml:lang'],
    ['<e xmlns="urn:x" p:a="1"></e>', 'p:a'],
    ['<e xmlns="urn:x"/>', 'не по правилам'],
    ['<e xmlns="urn:x">', 'кончился раньше'],
    ['<e xmlns="urn:x"></e></e>', 'без открывающего'],
    ['<e xmlns="urn:x"></e', 'оборван'],
    ['<e xmlns="urn:x', 'не по правилам'],
    ['<e xmlns="urn:x"><?a', 'оборван'],
  ])('%s: сказано, чего не знает', (canonical, problem) => {
    expect(() => smevTransform(canonical)).toThrow(problem);
  });
});
