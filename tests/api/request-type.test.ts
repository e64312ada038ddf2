import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RequestTypeDraftView } from '../../core/src/api.gen.ts';
import { requestTypeCli } from '../../core/src/definition/request-type-cli.ts';
import { plugins } from '../../plugins/index.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { zipBytes } from '../support/zip-bytes.ts';

const schemas = fileURLToPath(new URL('../../service-definitions/request-types/egrulExtract/schemas', import.meta.url));
const names = ['egrul.xsd', 'egrul-types.xsd'];
const path = '/api/admin/request-types/draft';

const packed = (...files: [name: string, text: string | Uint8Array][]) =>
  new Uint8Array(zipBytes(files.map(([name, text]) => ({ name, content: Buffer.from(text) }))));
const egrul = async () =>
  packed(
    ...(await Promise.all(names.map(async (name) => [name, await readFile(join(schemas, name))] as const))).map(
      ([name, bytes]): [string, Uint8Array] => [name, bytes],
    ),
  );

describe('через HTTP', () => {
  let server: TestServer;
  let admin: Client;
  beforeAll(async () => {
    server = await startServer();
    admin = await server.login('admin');
  });
  afterAll(() => server.close());

  const send = (body: string | Uint8Array<ArrayBuffer>, choice: Record<string, string> = {}, by = admin) => {
    const query = new URLSearchParams({ provider: 'smev3', ...choice });
    return by.send('POST', `${path}?${query}`, { body, headers: { 'Content-Type': 'application/octet-stream' } });
  };
  const draft = async (...call: Parameters<typeof send>): Promise<RequestTypeDraftView> =>
    expected(await send(...call));

  test('без выбора – корневые элементы, с выбором – вид запроса', async () => {
    const files = await egrul();
    const listed = await draft(files);
    expect(listed.roots.map(({ name }) => name)).toEqual(['FNSVipULRequest', 'FNSVipULResponse']);
    expect(listed.type).toBeNull();
    const made = await draft(files, { question: 'FNSVipULRequest', code: 'myExtract', title: 'Выписка' });
    expect(made.type).toMatchObject({
      code: 'myExtract',
      title: 'Выписка',
      settings: { root: 'FNSVipULRequest', answerRoot: 'FNSVipULResponse' },
    });
    expect(made.notes.some(({ level }) => level === 'error')).toBe(false);
  });

  const schema = (inside: string) =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${inside}<xs:element name="A" type="xs:string"/></xs:schema>`;

  test('один файл – под своим именем; из архива читаются схемы, об остальном сказано', async () => {
    const { roots } = await draft(schema(''), { name: 'один.xsd' });
    expect(roots).toEqual([expect.objectContaining({ name: 'A', file: 'один.xsd' })]);
    const archive = packed(['схемы/', ''], ['схемы/main.xsd', schema('')], ['Руководство.pdf', '%PDF']);
    const { roots: found, notes } = await draft(archive);
    expect(found).toEqual([expect.objectContaining({ name: 'A', file: 'схемы/main.xsd' })]);
    expect(notes).toEqual([expect.objectContaining({ code: 'skippedFile', place: 'Руководство.pdf' })]);
  });

  test.each([
    ['DOCTYPE', packed(['main.xsd', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>']), /DOCTYPE/],
    ['имя файла наружу', packed(['../../main.xsd', '<a/>']), /Имя файла/],
    ['не XML', new Uint8Array([0, 255, 1]), /main\.xsd/],
    ['ссылка наружу', schema('<xs:include schemaLocation="file:///etc/hosts.xsd"/>'), /hosts\.xsd/],
  ])('негодные файлы названы: %s', async (_, files, words) => {
    const { type, notes } = await draft(files, { question: 'A' });
    expect(type).toBeNull();
    expect(
      notes
        .filter(({ level }) => level === 'error')
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(words);
  });

  const spaces = (megabytes: number) => ' '.repeat(megabytes * 1024 * 1024);
  const bomb = packed(['main.xsd', spaces(9)]);
  const lying = new Uint8Array(
    zipBytes([{ name: 'main.xsd', content: Buffer.from(spaces(9)), declaredSize: 1_000_000 }]),
  );
  const locked = new Uint8Array(zipBytes([{ name: 'main.xsd', content: Buffer.from('x'), flags: 1 }]));

  test.each([
    { what: 'больше предела', body: spaces(9), told: [413, /больше 8 МБ/] as const },
    { what: 'архив, который распаковывается в большее', body: bomb, told: [413, /больше 8 МБ/] as const },
    { what: 'архив, который лжёт о размере', body: lying, told: [415, /повреждён/] as const },
    { what: 'архив с паролем', body: locked, told: [415, /паролем/] as const },
    { what: 'обрезанный архив', body: packed(['main.xsd', '<a/>']).slice(0, 60), told: [415, /повреждён/] as const },
  ])('не принимается и сказано почему: $what', async ({ body, told: [status, words] }) => {
    const refused = await send(body);
    expect([refused.status, refused.body.detail]).toEqual([status, expect.stringMatching(words)]);
  });

  test('до предела – принимается: семь мегабайт схемы', async () => {
    const { roots } = await draft(schema(`<!--${spaces(7)}-->`));
    expect(roots.map(({ name }) => name)).toEqual(['A']);
  });

  test('чужой модуль, чужая роль, не файл', async () => {
    expect((await send('<a/>', { provider: 'regional' })).status).toBe(404);
    expect((await send('<a/>', {}, await server.login('executor'))).status).toBe(403);
    expect((await admin.post(`${path}?provider=smev3`, {})).status).toBe(415);
  });
});

describe('командой', () => {
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const tell = (line: string) => void lines.push(line);
    return { code: await requestTypeCli(args, { out: tell, err: tell, plugins }), text: lines.join('\n') };
  };
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), 'reglament-type-'));
    onTestFinished(() => rm(made, { recursive: true }));
    return made;
  };

  test('записывает вид с его схемами; из папки и по файлам – одно и то же', async () => {
    const [one, other] = [await folder(), await folder()];
    const draft = ['draft', '--provider', 'smev3', '--root', 'FNSVipULRequest', '--code', 'extract'];
    expect((await run(...draft, '--out', one, schemas)).code).toBe(0);
    expect((await run(...draft, '--out', other, ...names.map((name) => join(schemas, name)))).code).toBe(0);
    expect((await readdir(one, { recursive: true })).toSorted()).toEqual(
      ['request-type.json', 'schemas', ...names.map((name) => join('schemas', name))].toSorted(),
    );
    const written = await readFile(join(one, 'request-type.json'), 'utf8');
    expect(JSON.parse(written)).toMatchObject({ kind: 'requestType', code: 'extract', plugin: 'smev3' });
    expect(await readFile(join(other, 'request-type.json'), 'utf8')).toBe(written);
  });

  test('из архива – то же, что из папки; больше предела – отказ с причиной', async () => {
    const place = await folder();
    await writeFile(join(place, 'схемы.zip'), await egrul());
    const [one, other] = [join(place, 'one'), join(place, 'other')];
    const draft = ['draft', '--provider', 'smev3', '--root', 'FNSVipULRequest', '--out'];
    expect((await run(...draft, one, join(place, 'схемы.zip'))).code).toBe(0);
    expect((await run(...draft, other, schemas)).code).toBe(0);
    const [first, second] = await Promise.all(
      [one, other].map((path) => readFile(join(path, 'request-type.json'), 'utf8')),
    );
    expect(first).toBe(second);
    await writeFile(join(place, 'large.xsd'), Buffer.alloc(9 * 1024 * 1024, ' '));
    expect(await run(...draft, one, join(place, 'large.xsd'))).toMatchObject({
      code: 2,
      text: expect.stringMatching(/больше 8 МБ/),
    });
  });

  test('без корня перечисляет; --json; коды завершения', async () => {
    const listed = await run('draft', '--provider', 'smev3', schemas);
    expect(listed).toMatchObject({ code: 0, text: expect.stringContaining('FNSVipULRequest') });
    const json = await run('draft', '--provider', 'smev3', '--json', '--root', 'FNSVipULRequest', schemas);
    expect(JSON.parse(json.text).type.message.signedBy).toBe('organisation');
    const broken = join(await folder(), 'broken.xsd');
    await writeFile(broken, '<a/>');
    expect(await run('draft', '--provider', 'smev3', broken)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/Это не схема/),
    });
    expect((await run('draft', '--provider', 'smev3', '--root', 'Нет', schemas)).text).toMatch(/FNSVipULResponse/);
    for (const wrong of [['draft', schemas], ['draft', '--provider', 'smev3'], ['other'], ['draft', '--wrong']]) {
      expect((await run(...wrong)).code).toBe(2);
    }
    expect((await run('draft', '--provider', 'smev3', '/нет/такой.xsd')).text).toMatch(/не читается/);
    expect((await run('--help')).code).toBe(0);
  });
});
