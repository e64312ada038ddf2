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

const schemas = fileURLToPath(new URL('../../service-definitions/request-types/egrulExtract/schemas', import.meta.url));
const names = ['egrul.xsd', 'egrul-types.xsd'];
const path = '/api/admin/request-types/draft';

const upload = (name: string, text: string | Uint8Array) => ({ name, content: Buffer.from(text).toString('base64') });
const egrul = () => Promise.all(names.map(async (name) => upload(name, await readFile(join(schemas, name)))));

describe('через HTTP', () => {
  let server: TestServer;
  let admin: Client;
  beforeAll(async () => {
    server = await startServer();
    admin = await server.login('admin');
  });
  afterAll(() => server.close());

  const draft = async (body: object): Promise<RequestTypeDraftView> =>
    expected(await admin.post(path, { provider: 'smev3', ...body }));

  test('без выбора – корневые элементы, с выбором – вид запроса', async () => {
    const files = await egrul();
    const listed = await draft({ files });
    expect(listed.roots.map(({ name }) => name)).toEqual(['FNSVipULRequest', 'FNSVipULResponse']);
    expect(listed.type).toBeNull();
    const made = await draft({ files, question: 'FNSVipULRequest', code: 'myExtract', title: 'Выписка' });
    expect(made.type).toMatchObject({
      code: 'myExtract',
      title: 'Выписка',
      settings: { root: 'FNSVipULRequest', answerRoot: 'FNSVipULResponse' },
    });
    expect(made.notes.some(({ level }) => level === 'error')).toBe(false);
  });

  test.each([
    ['DOCTYPE', [upload('main.xsd', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')], /DOCTYPE/],
    ['имя файла наружу', [upload('../../main.xsd', '<a/>')], /Имя файла/],
    ['не XML', [upload('main.xsd', new Uint8Array([0, 255, 1]))], /main\.xsd/],
    [
      'ссылка наружу',
      [
        upload(
          'main.xsd',
          '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="file:///etc/hosts.xsd"/><xs:element name="A" type="xs:string"/></xs:schema>',
        ),
      ],
      /hosts\.xsd/,
    ],
  ])('негодные файлы названы: %s', async (_, files, words) => {
    const { type, notes } = await draft({ files, question: 'A' });
    expect(type).toBeNull();
    expect(
      notes
        .filter(({ level }) => level === 'error')
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(words);
  });

  test('слишком много, не base64, чужой модуль и чужая роль', async () => {
    const file = upload('a.xsd', '<a/>');
    expect((await admin.post(path, { provider: 'smev3', files: Array(61).fill(file) })).status).toBe(400);
    expect((await admin.post(path, { provider: 'smev3', files: [{ name: 'a.xsd', content: '<a/>' }] })).status).toBe(
      400,
    );
    expect((await admin.post(path, { provider: 'regional', files: [file] })).status).toBe(404);
    expect((await (await server.login('executor')).post(path, { provider: 'smev3', files: [file] })).status).toBe(403);
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
