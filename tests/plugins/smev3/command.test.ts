import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Plugin } from '@reglament/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pluginCommand } from '../../../core/src/plugin/plugin-command.ts';
import { plugin } from '../../../plugins/smev3/index.ts';
import { sharedFolder, sharedIsHere, withShared } from './shared-files.ts';
import { answerWith, envelope, requestData, sendRequest, signedRequest } from './signed-messages.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const vectors = path('plugins/gost/vectors');
const CONTENT = '<q:Запрос xmlns:q="urn:q">Иванов</q:Запрос>';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-smev3-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Within this process; `input` is the standard input. */
async function call(args: readonly string[], input: string | Uint8Array = '') {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await pluginCommand(plugin as Plugin, args, {
    out: (line) => void out.push(`${line}\n`),
    err: (line) => void err.push(`${line}\n`),
    write: (content) => void out.push(Buffer.from(content).toString()),
    readInput: async () => Buffer.from(input),
    stop: AbortSignal.abort(),
  });
  return { code, out: out.join(''), err: err.join('') };
}

async function fileOf(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe('reglament smev3 transform', () => {
  test('печатает только преобразованный текст', async () => {
    const source = '<?xml version="1.0"?>\n<e xmlns="urn:x" a="1"> <f/>\n</e>';
    const transformed = '<ns1:e xmlns:ns1="urn:x" a="1"><ns1:f></ns1:f></ns1:e>';
    expect(await call(['transform'], source)).toEqual({ code: 0, out: transformed, err: '' });
    expect(await call(['transform', await fileOf('a.xml', source)])).toEqual({ code: 0, out: transformed, err: '' });
    expect(await call(['transform', '-', '--json'], source)).toMatchObject({
      out: `{"text":${JSON.stringify(transformed)}}\n`,
    });
  });
  test.each([
    ['не XML', [], 'просто текст', /правила XML/],
    ['без пространства имён', [], '<a/>', /пространства имён/],
    ['нет файла', ['/нет/такого.xml'], '', /файла нет/],
    ['два файла', ['a', 'b'], '', /один файл/],
    ['неизвестный ключ', ['--trust', 'x'], '', /--trust/],
  ] as const)('%s: сказано, код 2', async (...[, args, input, problem]) => {
    const { code, out, err } = await call(['transform', ...args], input);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(problem);
  });
});

describe('reglament smev3 sign и verify', () => {
  const keys = ['--key', `${vectors}/k256.pem`, '--certificate', `${vectors}/c256.pem`];

  test('подписанное проверяется', async () => {
    const draft = envelope(sendRequest(requestData(CONTENT), ''));
    const signed = await call(['sign', ...keys, '--id', 'SIGNED_BY_CALLER'], draft);
    expect(signed.code).toBe(0);
    const message = draft.replace('<t:CallerInformationSystemSignature>', `$&${signed.out}`);
    const verified = await call(['verify'], message);
    expect(verified.code).toBe(0);
    const digest = /<ds:DigestValue>([^<]+)/.exec(signed.out)?.[1] ?? 'хеша в подписи нет';
    for (const word of ['ЭП-ОВ отправителя: ВЕРНА', 'SenderProvidedRequestData', 'SIGNED_BY_CALLER', 'сертификат']) {
      expect(verified.out).toContain(word);
    }
    expect(verified.out).toContain(`${digest} (ГОСТ Р 34.11-2012, 256 бит) – верен`);
    expect(verified.out).toContain('не проверялась: кому доверяют, называет --trust');
  });
  test('изменённое: код 1 и причина', async () => {
    const message = (await signedRequest(CONTENT)).replace('Иванов', 'Петров');
    const { code, out } = await call(['verify'], message);
    expect(code).toBe(1);
    expect(out).toContain('хеш не совпадает');
    const json = JSON.parse((await call(['verify', '--json'], message)).out);
    expect(json).toMatchObject({
      valid: false,
      signatures: [{ digestValid: false, signatureValid: true, valid: false }],
    });
    expect(json.signatures[0].certificate.serial).toMatch(/^[0-9a-f]+$/);
    const { stated, counted } = json.signatures[0].digest;
    expect(message).toContain(`<ds:DigestValue>${stated}<`);
    expect(out).toMatch(new RegExp(`НЕВЕРЕН\\n {3}у элемента +${counted.replaceAll('+', '\\+')}`));
    expect(counted).not.toBe(stated);
  });
  test('подписи нет там, где она обязательна: код 1', async () => {
    expect((await call(['verify'], envelope(sendRequest(requestData(CONTENT), '')))).code).toBe(1);
    const bare = await call(['verify'], '<a xmlns="urn:x"/>');
    expect(bare).toMatchObject({ code: 1, out: expect.not.stringContaining('хеш') });
    expect((await call(['verify'], answerWith(''))).code).toBe(0);
  });
  test('доверие считается только с --trust', async () => {
    const message = await fileOf('signed.xml', await signedRequest(CONTENT));
    expect((await call(['verify', message, '--trust', `${vectors}/c256.pem`])).code).toBe(0);
    const other = await call(['verify', message, '--trust', `${vectors}/c512.pem`, '--json']);
    expect(other.code).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({
      valid: false,
      signatures: [
        { valid: true, certificate: { trusted: false, problem: expect.stringContaining('Выпущен не теми') } },
      ],
    });
    expect(await call(['verify', message, '--trust', await fileOf('empty.pem', 'пусто')])).toMatchObject({ code: 2 });
  });
  test(withShared('цепочка: выпущенный промежуточным центром'), async () => {
    if (!sharedIsHere) return;
    const own = `${sharedFolder}keys-and-certs`;
    const leaf = ['--key', `${own}/ch_leaf.key`, '--certificate', `${own}/ch_leaf.pem`, '--id', 'SIGNED_BY_CALLER'];
    const draft = envelope(sendRequest(requestData(CONTENT), ''));
    const { out } = await call(['sign', ...leaf], draft);
    const message = await fileOf('leaf.xml', draft.replace('<t:CallerInformationSystemSignature>', `$&${out}`));
    expect((await call(['verify', message, '--trust', `${own}/ch_inter.pem`])).code).toBe(0);
    expect((await call(['verify', message, '--trust', `${own}/c256.pem`])).code).toBe(1);
    const both = ['ch_root.pem', 'ch_inter.pem'].map((name) => readFileSync(`${own}/${name}`, 'utf8')).join('');
    expect(await call(['verify', message, '--trust', await fileOf('both.pem', both)])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/цепочка +Leaf → Inter: доверенная/),
    });
    const root = await call(['verify', message, '--trust', `${own}/ch_root.pem`]);
    expect(root).toMatchObject({ code: 1, out: expect.stringContaining('Выпущен не теми') });
  });
  test(withShared('истёкший сертификат: подпись верна, доверия нет'), async () => {
    if (!sharedIsHere) return;
    const message = `${sharedFolder}messages/chain-03-GetResponseResponse-PublicPrintOutResponse.xml`;
    const plain = await call(['verify', message]);
    expect(plain.code).toBe(0);
    expect(plain.out).toContain('– 27.05.2020: сейчас НЕ ДЕЙСТВУЕТ');
    const trusting = await call(['verify', message, '--trust', `${vectors}/c256.pem`]);
    expect(trusting).toMatchObject({ code: 1, out: expect.stringContaining('ВЕРНА, но сертификату НЕТ ДОВЕРИЯ') });
  });
  test.each([
    ['без ключа', ['--id', 'A'], /--key/],
    [
      'чужой сертификат',
      ['--key', `${vectors}/k256.pem`, '--certificate', `${vectors}/c512.pem`, '--id', 'A'],
      /не от этого ключа/,
    ],
    [
      'ключ вместо сертификата',
      ['--key', `${vectors}/k256.pem`, '--certificate', `${vectors}/k256.pem`, '--id', 'A'],
      /ертификат/,
    ],
    ['нет такого Id', [...keys, '--id', 'НЕТ'], /нет/],
  ] as const)('sign %s: код 2', async (...[, args, problem]) => {
    const { code, err } = await call(['sign', ...args], '<a xmlns="urn:x" Id="A"/>');
    expect(code).toBe(2);
    expect(err).toMatch(problem);
  });
});

describe('reglament smev3 validate', () => {
  test('по схеме версии, которая видна в сообщении', async () => {
    const message = await signedRequest(CONTENT);
    expect(await call(['validate'], message)).toEqual({ code: 0, out: 'Подходит\n', err: '' });
    const spoilt = message.replace('<t:MessageID>39f52a38', '<t:MessageID>39F52A38');
    expect(await call(['validate'], spoilt)).toMatchObject({ code: 1, out: expect.stringContaining('«MessageID»') });
    expect(JSON.parse((await call(['validate', '--json'], spoilt)).out)).toMatchObject({ valid: false });
    expect((await call(['validate', '--schema-version', '1.2'], message)).out).toContain('версии 1.3');
  });
  test('по своей схеме', async () => {
    const schema =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:q" elementFormDefault="qualified"><xs:element name="a" type="xs:int"/></xs:schema>';
    const xsd = ['--xsd', await fileOf('a.xsd', schema)];
    expect((await call(['validate', ...xsd], '<a xmlns="urn:q">1</a>')).code).toBe(0);
    expect((await call(['validate', ...xsd], '<a xmlns="urn:q">x</a>')).code).toBe(1);
    const importing = schema.replace(
      '<xs:element',
      '<xs:import namespace="urn:z" schemaLocation="z.xsd"/>\n<xs:element',
    );
    for (const [text, words] of [
      ['<a/>', /b\.xsd: Это не схема/],
      ['<a>', /b\.xsd: Строка 1.*тег «a».*не закрыт/],
      [importing.replace('xs:int', 'z:T" xmlns:z="urn:z'), /b\.xsd:1: Файла «z\.xsd».*xs:import.*нет: добавьте его\n$/],
      [schema.replace('xs:int', 'z:T" xmlns:z="urn:q'), /b\.xsd:1: Типа «T» \(urn:q\) ни в одном из файлов нет\n$/],
    ] as const) {
      const { code, err } = await call(['validate', '--xsd', await fileOf('b.xsd', text)], '<a/>');
      expect(err).toMatch(words);
      expect(code).toBe(2);
    }
  });
  test.each([
    ['версии такой нет', ['--schema-version', '2.0'], '<a/>', /2\.0/],
    ['версии не видно', [], '<a/>', /--schema-version/],
    ['папки схем нет', ['--schema-version', '1.3', '--schemas', '/нет'], '<a/>', /не читается/],
    ['и схема, и версия', ['--xsd', 'a', '--schema-version', '1.3'], '<a/>', /не называют/],
    ['не XML', ['--schema-version', '1.3'], 'x', /правила XML \(документ должен начинаться с тега\)/],
    ['не XML, и версия не названа', [], 'x', /^Строка 1, знак 1: нарушены правила XML \(документ/],
  ] as const)('%s: код 2', async (...[, args, input, problem]) => {
    const { code, err } = await call(['validate', ...args], input);
    expect(err).toMatch(problem);
    expect(code).toBe(2);
  });
});

describe('сообщение целиком, как пришло (multipart)', () => {
  const parts = (envelopeText: string, lines: string) =>
    [
      '--B1',
      'Content-Type: application/xop+xml',
      'Content-ID: <root>',
      '',
      envelopeText,
      '--B1',
      'Content-Type: text/plain',
      'Content-ID: <sig>',
      '',
      'подпись',
      '--B1--',
      '',
    ].join(lines);
  const include = '<x:Include xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:sig"/>';

  test('часть подписанного, вынесенная рядом, стоит на месте', async () => {
    const inline = await signedRequest(
      `<q:Запрос xmlns:q="urn:q">${Buffer.from('подпись').toString('base64')}</q:Запрос>`,
    );
    const moved = inline.replace(Buffer.from('подпись').toString('base64'), include);
    for (const lines of ['\r\n', '\n']) {
      expect((await call(['verify'], parts(moved, lines))).code).toBe(0);
      const head = `Content-Type: multipart/related; boundary=B1; start="<root>"${lines}MIME-Version: 1.0${lines}${lines}`;
      expect((await call(['verify'], head + parts(moved, lines))).code).toBe(0);
    }
    expect((await call(['verify'], parts(moved.replace('cid:sig', 'cid:нет'), '\r\n'))).out).toContain('xop:Include');
    expect((await call(['verify'], parts(inline.replace('0L', '0M'), '\r\n'))).code).toBe(1);
    expect(await call(['verify'], parts(moved, '\r\n').slice(0, -20))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/границы/),
    });
  });
  test(withShared('пустая очередь'), async () => {
    if (!sharedIsHere) return;
    const message = `${sharedFolder}messages/GetResponseResponce_MultipartEmptyQueue.xml`;
    expect((await call(['verify', message])).code).toBe(0);
    expect((await call(['validate', message])).code).toBe(0);
  });
});

describe('как вызывает человек', () => {
  /** A process of its own. */
  async function reglament(args: readonly string[], input = '') {
    const child = spawn(process.execPath, [path('core/bin/reglament.mjs'), ...args]);
    child.stdin.end(input);
    const [out, err, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((done) => child.once('close', done)),
    ]);
    return { out, err, code };
  }

  test('команды модуля видны в справке и работают через конвейер', async () => {
    const [all, done, wrong] = await Promise.all([
      reglament(['--help']),
      reglament(['smev3', 'transform'], '<e xmlns="urn:x"/>'),
      reglament(['smev3', 'transform'], '<e xmlns="urn:x">'),
    ]);
    expect(all.out).toMatch(/reglament smev3\s+СМЭВ 3/);
    expect(done).toEqual({ code: 0, out: '<ns1:e xmlns:ns1="urn:x"></ns1:e>', err: '' });
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/Строка 1/) });
  });
  test('справка и неверное имя', async () => {
    for (const args of [[], ['--help']]) {
      expect(await call(args)).toMatchObject({ code: 0, out: expect.stringContaining('reglament smev3 verify') });
    }
    expect(await call(['verify', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--trust') });
    expect(await call(['нет'])).toMatchObject({ code: 2, err: expect.stringContaining('нет команды «нет»') });
  });
});
