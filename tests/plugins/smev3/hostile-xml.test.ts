import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseXml } from '@reglament/xml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reasonOf, utf16 } from './reason-of.ts';

describe('чужого не читает', () => {
  let folder = '';
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end('<!ENTITY canary "КАНАРЕЙКА">');
  });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reglament-canary-'));
    await writeFile(join(folder, 'canary.xml'), '<canary xmlns="urn:x">КАНАРЕЙКА</canary>');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.dtd`;
  const file = () => pathToFileURL(join(folder, 'canary.xml')).href;
  const bomb = Array.from({ length: 10 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
    '',
  );
  const doctypes: readonly (readonly [string, () => string])[] = [
    ['внешний файл', () => `<!DOCTYPE a [<!ENTITY x SYSTEM "${file()}">]><a xmlns="urn:x">&x;</a>`],
    ['внешний адрес', () => `<!DOCTYPE a SYSTEM "${address()}"><a xmlns="urn:x">&canary;</a>`],
    ['сущность-параметр', () => `<!DOCTYPE a [<!ENTITY % p SYSTEM "${address()}">%p;]><a xmlns="urn:x">&canary;</a>`],
    ['бомба', () => `<!DOCTYPE a [<!ENTITY l0 "ха">${bomb}]><a xmlns="urn:x">&l10;</a>`],
    [
      'квадратичная бомба',
      () => `<!DOCTYPE a [<!ENTITY x "${'х'.repeat(50_000)}">]><a xmlns="urn:x">${'&x;'.repeat(50_000)}</a>`,
    ],
    ['умолчание атрибута', () => '<!DOCTYPE a [<!ATTLIST a Id CDATA "SMEV">]><a xmlns="urn:x"/>'],
    ['после комментария', () => '<!-- --><?a b?>\n<!DOCTYPE a><a xmlns="urn:x"/>'],
    ['внутри документа', () => '<a xmlns="urn:x"><!DOCTYPE a></a>'],
    ['строчными', () => '<!doctype a><a xmlns="urn:x"/>'],
  ];
  test.each(doctypes)('DOCTYPE, %s: отвергнут до разбора', (_, make) => {
    expect(reasonOf(Buffer.from(make()))).toMatch(/DOCTYPE/);
    for (const encoded of [
      utf16(make(), 'le'),
      utf16(make(), 'be'),
      utf16(make(), 'le', false),
      utf16(make(), 'be', false),
    ]) {
      expect(reasonOf(encoded)).toMatch(/UTF-16/);
    }
    expect(visits).toBe(0);
  });
  test.each([
    [
      'XInclude файла',
      () => `<a xmlns="urn:x"><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="${file()}"/></a>`,
    ],
    [
      'XInclude текста',
      () => `<a xmlns="urn:x"><i:include xmlns:i="http://www.w3.org/2001/XInclude" parse="text" href="${file()}"/></a>`,
    ],
    [
      'XInclude адреса',
      () => `<a xmlns="urn:x"><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="${address()}"/></a>`,
    ],
    ['таблица стилей', () => `<?xml-stylesheet href="${address()}"?><a xmlns="urn:x"/>`],
    [
      'положение схемы',
      () =>
        `<a xmlns="urn:x" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x ${address()}"/>`,
    ],
  ])('%s: остаётся тем, что написано', (...[, make]) => {
    const { text } = parseXml(make());
    expect(text).not.toContain('КАНАРЕЙКА');
    expect(visits).toBe(0);
  });
  test('«<!DOCTYPE» в тексте, комментарии и CDATA никому не мешает', () => {
    expect(
      parseXml(
        '<a xmlns="urn:x" b="<!DOCTYPE&lt;"><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]></a>'.replace(
          'b="<',
          'b="&lt;',
        ),
      ).root.local,
    ).toBe('a');
  });
});
