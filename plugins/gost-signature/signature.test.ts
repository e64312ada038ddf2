import { chmodSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificate, readPrivateKey, verifyCms } from '@reglament/gost';
import type { Signer } from '@reglament/sdk';
import { openKitHost } from '@reglament/sdk/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GostSignatureConfig } from './config.ts';
import { connectSignature } from './connection.ts';

interface SignedFiles {
  readonly content: string;
  readonly issued: Readonly<Record<string, { readonly key: string; readonly certificate: string }>>;
  readonly revocations: string;
  readonly signatures: Readonly<Record<string, string>>;
}

/** Made by OpenSSL's engine: tests/gost/make-signed-files.ts. */
const recorded: SignedFiles = JSON.parse(
  readFileSync(join(import.meta.dirname, '../gost/vectors/signed-files.json'), 'utf8'),
);
const content = Buffer.from(recorded.content);
const certificate = (name: string) => recorded.issued[name]?.certificate ?? '';
const key = (name: string) => recorded.issued[name]?.key ?? '';
const signature = (name: string) => Buffer.from(recorded.signatures[name] ?? '', 'base64');
const authorities = certificate('root') + certificate('intermediate');

const folder = mkdtempSync(join(tmpdir(), 'reglament-signature-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileWith = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const now = () => new Date('2026-12-01T12:00:00Z');
function connect(config: GostSignatureConfig) {
  const { host } = openKitHost({ config, now });
  return connectSignature(host, { programs: folder });
}
function signerOf(config: GostSignatureConfig): Signer {
  const { signer } = connect(config);
  if (!signer) throw new Error('Нет подписи');
  return signer;
}
const own = { place: 'key', certificate: certificate('official'), privateKey: key('official'), authorities } as const;

describe('заключение о подписи OpenSSL', () => {
  const revocationFiles = fileWith('intermediate.crl', recorded.revocations);
  const config = { place: 'none', authorities, revocationFiles } as const;

  test.each([
    ['detached', config, 'valid', /^Подпись верна: Проверкин Пётр official, Проверочный орган\.$/],
    ['attached', config, 'valid', /верна/],
    ['detached', { ...config, revocationFiles: '' }, 'valid', /Отзыв сертификата не проверялся/],
    ['expired', config, 'expired', /сертификат подписавшего истёк 01\.01\.2021\.$/],
    ['revoked', config, 'revoked', /сертификат подписавшего отозван \d\d\.\d\d\.\d{4}\.$/],
    ['stranger', config, 'untrusted', /«Проверочный центр foreign», которого нет среди разрешённых/],
    ['detached', { place: 'none' }, 'untrusted', /нет среди разрешённых/],
    ['withChain', { place: 'none', authorities: certificate('root') }, 'valid', /верна/],
    ['withoutCertificate', config, 'unknown', /нет сертификата подписавшего/],
  ] as const)('%s: %j – %s', async (...[name, settings, status, text]) => {
    const [verdict] = await signerOf(settings).verify(content, signature(name));
    expect(verdict).toMatchObject({ status, valid: status === 'valid', text: expect.stringMatching(text) });
  });
  test('содержание изменено', async () => {
    const [verdict] = await signerOf(config).verify(Buffer.from('Другое'), signature('detached'));
    expect(verdict).toMatchObject({
      status: 'broken',
      valid: false,
      owner: 'Проверкин Пётр official, Проверочный орган',
    });
  });
  test('двое – два заключения', async () => {
    const verdicts = await signerOf(config).verify(content, signature('two'));
    expect(verdicts.map(({ valid }) => valid)).toEqual([true, true]);
    expect(new Set(verdicts.map(({ serial }) => serial)).size).toBe(2);
  });
  test('о чём известно, что подписано раньше, судят на тот день', async () => {
    const [verdict] = await signerOf(config).verify(content, signature('expired'), new Date('2020-06-01T00:00:00Z'));
    expect(verdict?.valid).toBe(true);
  });
  test('обновлённый список отозванных читается сам', async () => {
    const path = fileWith('later.crl', recorded.revocations);
    const signer = signerOf({ ...config, revocationFiles: path });
    expect((await signer.verify(content, signature('revoked')))[0]?.status).toBe('revoked');
    writeFileSync(path, 'испорчен');
    utimesSync(path, 1, 1);
    await expect(signer.verify(content, signature('revoked'))).rejects.toThrow(/later\.crl: Список отозванных/);
  });
});

describe('свой ключ', () => {
  test('CMS и значение подписи', async () => {
    const signer = signerOf(own);
    const cms = await signer.sign(content, 'cms');
    expect(verifyCms(cms, content).signatures[0]).toMatchObject({ signedAt: now() });
    expect((await signer.verify(content, cms))[0]?.valid).toBe(true);
    expect(await signer.sign(content, 'raw')).toHaveLength(64);
  });
  test('из файла', async () => {
    const { privateKey: _, ...rest } = own;
    const keyFile = fileWith('key.pem', key('official'));
    expect(await signerOf({ ...rest, keyFile }).sign(content, 'raw')).toHaveLength(64);
  });
  test('из PKCS#12, вместе с сертификатом', async () => {
    const { password, files }: { password: string; files: { usual: string } } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../gost/vectors/key-files.json'), 'utf8'),
    );
    const keyFile = join(folder, 'key.pfx');
    writeFileSync(keyFile, Buffer.from(files.usual, 'base64'));
    const signer = signerOf({ place: 'key', keyFile, password });
    expect((await signer.certificate()).owner).toBe('Test GOST 256, Test');
    expect(await signer.sign(content, 'raw')).toHaveLength(64);
    const wrong = signerOf({ place: 'key', keyFile, password: 'другой' });
    await expect(wrong.sign(content, 'raw')).rejects.toThrow(/key\.pfx: .*пароль не подходит/);
  });
  test('проверка соединения', async () => {
    const signal = AbortSignal.timeout(5000);
    expect(await connect(own).check?.(signal)).toEqual({
      ok: true,
      text: 'Подписывает: Проверкин Пётр official, Проверочный орган, сертификат до 2099-12-31',
    });
    expect(await connect({ ...own, authorities: '' }).check?.(signal)).toMatchObject({ ok: false });
    expect(await connect({ place: 'none' }).check?.(signal)).toMatchObject({ ok: true });
  });
  test.each([
    [{ place: 'none' }, /нет ключа/],
    [{ ...own, privateKey: key('colleague') }, /не подходит к сертификату/],
    [{ ...own, privateKey: certificate('official') }, /Закрытый ключ: Это сертификат/],
    [{ ...own, certificate: '' }, /Укажите сертификат/],
    [{ ...own, privateKey: '', keyFile: '/nowhere/key.pem' }, /\/nowhere\/key\.pem: файл не читается \(ENOENT\)/],
    [{ ...own, place: 'program' }, /Укажите программу/],
    [{ ...own, place: 'token' }, /Укажите библиотеку PKCS#11/],
    [{ ...own, place: 'token', module: 'token.so' }, /Укажите номер ключа/],
    [{ ...own, place: 'service' }, /Укажите адрес/],
  ] as const)('%j – словами', async (config, message) => {
    const failing = signerOf(config).sign(content, 'raw');
    await expect(failing).rejects.toMatchObject({ name: 'ProviderError', retry: 'never' });
    await expect(failing).rejects.toThrow(message);
  });
});

/** A program or a service that signs with this key. */
const signing = (name: string, change = 'value') => `
const { pureBackend, readPrivateKey } = await import(${JSON.stringify(join(import.meta.dirname, '../gost/index.ts'))});
const { text, buffer } = await import('node:stream/consumers');
const value = pureBackend.sign(readPrivateKey(${JSON.stringify(key(name))}), await buffer(process.stdin));
process.stdout.write(${change});
`;

function program(name: string, script: string): string {
  const source = fileWith(`${name}.ts`, script);
  chmodSync(fileWith(name, `#!/bin/sh\nexec "${process.execPath}" "${source}" "$@"\n`), 0o755);
  return name;
}

describe('внешнее средство', () => {
  const external = (name: string, timeLimit = 20) =>
    signerOf({ place: 'program', certificate: certificate('official'), authorities, program: name, timeLimit });

  test.each([
    ['bytes', 'value'],
    ['hex', `Buffer.from(value).toString('hex') + '\\n'`],
    ['base64', `Buffer.from(value).toString('base64')`],
    ['reversed', 'value.toReversed()'],
  ])('программа отвечает: %s', async (name, change) => {
    const signer = external(program(name, signing('official', change)));
    expect((await signer.verify(content, await signer.sign(content, 'cms')))[0]?.valid).toBe(true);
  });
  test.each([
    ['stranger', signing('stranger'), 20, /не подходит к сертификату ведомства/],
    ['refusing', `process.stderr.write('Токен не вставлен'); process.exit(3);`, 20, /Токен не вставлен/],
    ['endless', 'setInterval(() => process.stdout.write("x".repeat(5000)), 1);', 20, /не подписала/],
    ['silent', 'setInterval(() => undefined, 1000);', 1, /не получена в срок/],
  ])('программа: %s', async (...[name, script, timeLimit, message]) => {
    await expect(external(program(name, script), timeLimit).sign(content, 'raw')).rejects.toThrow(message);
  });
  test('программы нет', async () => {
    await expect(external('absent').sign(content, 'raw')).rejects.toThrow(/не запускается/);
  });

  describe('служба', () => {
    let server: Server;
    let url: string;
    const official = readPrivateKey(key('official'));
    beforeAll(async () => {
      const { pureBackend } = await import('@reglament/gost');
      server = createServer(async (request, response) => {
        const { json } = await import('node:stream/consumers');
        const order = (await json(request)) as { content: string; digest: string; algorithm: string };
        if (request.headers.authorization !== 'Bearer key-42') {
          response.writeHead(401).end();
          return;
        }
        if (request.url === '/silent') return;
        if (request.url === '/down') {
          response.writeHead(503).end();
          return;
        }
        const bytes = Buffer.from(order.content, 'base64');
        const digest = Buffer.from(pureBackend.digest(256, bytes)).toString('base64');
        const isRight = order.algorithm === 'gost3410-2012-256' && order.digest === digest;
        const value = Buffer.from(pureBackend.sign(official, bytes)).toString('base64');
        response.end(JSON.stringify(isRight && request.url === '/sign' ? { signature: value } : {}));
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    const service = (path: string, token = 'key-42') =>
      signerOf({
        ...{
          place: 'service',
          certificate: certificate('official'),
          authorities,
          timeLimit: path === '/silent' ? 1 : 20,
        },
        ...{ url: url + path, token },
      });

    test('подписывает', async () => {
      const signer = service('/sign');
      expect((await signer.verify(content, await signer.sign(content, 'cms')))[0]?.valid).toBe(true);
    });
    test.each([
      ['/sign', 'other', 'never', /отказала.*HTTP 401/],
      ['/down', 'key-42', 'later', /временно не работает.*HTTP 503/],
      ['/silent', 'key-42', 'later', /не получена в срок/],
      ['/empty', 'key-42', 'never', /без поля signature/],
    ])('%s с ключом %s', async (...[path, token, retry, message]) => {
      const failing = service(path, token).sign(content, 'raw');
      await expect(failing).rejects.toMatchObject({ name: 'ProviderError', retry });
      await expect(failing).rejects.toThrow(message);
    });
  });
});

test('демонстрационный ключ назван демонстрационным и у каждого ведомства свой', async () => {
  const signer = signerOf({ place: 'demonstration' });
  const { owner, content: der } = await signer.certificate();
  expect(owner).toContain('Демонстрационная подпись');
  expect((await signerOf({ place: 'demonstration' }).certificate()).content).toEqual(der);
  const [verdict] = await signer.verify(content, await signer.sign(content, 'cms'));
  expect(verdict).toMatchObject({ valid: true, issuer: 'Демонстрационный центр (юридической силы нет)' });
  const { host } = openKitHost({
    config: { place: 'demonstration' } as const,
    now,
    body: { id: 'other', code: 'other', title: 'Другое ведомство' },
  });
  expect(readCertificate((await connectSignature(host).signer?.certificate())?.content ?? '').content).not.toEqual(der);
});
