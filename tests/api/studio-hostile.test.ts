import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expected } from '../support/factories.ts';
import type { Answer, Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type HostileEntry, zipBytes } from '../support/zip-bytes.ts';

/** Whatever file an administrator takes into the studio: the fault is named in Russian, nothing is kept, the process goes on. */
let server: TestServer;
let admin: Client;
let memory: number;
beforeAll(async () => {
  server = await startServer({ works: false });
  admin = await server.login('admin');
  expected(await openDraft(serviceText()), 201);
  memory = held();
});
afterAll(() => server.close());

const MB = 1024 * 1024;

/** Bytes that are still held when nobody needs more: without waiting for the collector to find the time. */
function held(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const drafts = async (): Promise<{ code: string; id: string }[]> =>
  expected(await admin.get('/api/admin/drafts')).items;

/** A refusal that a person can act on: a status of theirs, Russian words with the place, and no draft more than before. */
async function expectRefused(answer: Answer, status: number, words: RegExp): Promise<void> {
  expect(answer.status, answer.text.slice(0, 500)).toBe(status);
  const { detail, problems = [] } = answer.body;
  expect(`${detail} ${problems.map((one: { message: string }) => one.message).join(' ')}`).toMatch(words);
  expect((await drafts()).map(({ code }) => code)).toEqual(['plain']);
}

type Part = Readonly<Record<string, unknown>>;

function serviceText(over: Part = {}): string {
  const { content } = server.deps.definitions.latest('service', 'constructionNotice');
  return JSON.stringify({ ...content, code: 'plain', tests: [], ...over });
}

const openDraft = (text: string, kind = 'service') => admin.post('/api/admin/drafts', { kind, from: 'text', text });
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const texts: readonly (readonly [what: string, text: () => string, words: RegExp, status?: number])[] = [
  ['оборванный', () => serviceText().slice(0, 2000), /строка \d+, столбец \d+/],
  ['вложенный на сто тысяч уровней', () => '['.repeat(100_000), /Вложенность больше 64: строка 1, столбец 65/],
  ['вложенный внутри', () => `{"kind":"service","form":${deep(90)}}`, /Вложенность больше 64/],
  ['ключ дважды', () => serviceText().replace('"title":', '"title":"x","title":'), /«title» записан дважды: строка 1/],
  ['ключ дважды, второй – кодом', () => serviceText().replace('"title":', '"\\u0074itle":"x","title":'), /дважды/],
  [
    '__proto__',
    () => serviceText().replace('"title":', '"__proto__":{"polluted":1},"title":'),
    /«__proto__» запрещено/,
  ],
  ['__proto__ кодом', () => serviceText().replace('"title":', '"\\u005f_proto__":{},"title":'), /запрещено: строка 1/],
  ['constructor', () => serviceText().replace('"properties":{', '"properties":{"constructor":{},'), /«constructor»/],
  ['список', () => '[]', /не «service», а «неизвестно что»/, 400],
  ['строка', () => '"service"', /неизвестно что/, 400],
  ['ничего', () => 'null', /неизвестно что/, 400],
  ['другое определение', () => serviceText({ kind: 'workflow' }), /не «service», а «workflow»/, 400],
  ['код – путь', () => serviceText({ code: '../../etc/passwd' }), /Код «\.\.\/\.\.\/etc\/passwd» не годится/, 400],
  ['форма – число', () => serviceText({ form: 7 }), /\/form: /],
  [
    'поля – список',
    () => serviceText({ form: { schema: { type: 'object', properties: [] }, sections: [] } }),
    /\/properties: /,
  ],
  [
    'разделы – объект',
    () => serviceText({ form: { schema: { type: 'object', properties: {} }, sections: {} } }),
    /\/sections: /,
  ],
  ['документы – строка', () => serviceText({ documents: 'все' }), /\/documents: /],
  ['шаблонов нет', () => serviceText({ templates: null }), /\/templates: /],
  ['название – объект с числом', () => serviceText({ title: { ru: 7 } }), /\/title: /],
  ['нулевой символ', () => serviceText({ title: 'а\0б' }), /нулевой символ или половина пары: строка 1/],
  ['половина пары', () => serviceText().replace('"title":"', '"title":"\\ud800'), /половина пары/],
  ['длиннее, чем вмещает услуга', () => serviceText({ description: 'я'.repeat(600_000) }), /больше 1 МБ/, 413],
];

describe('JSON', () => {
  test.each(texts.map((row) => [row[0], row] as const))('%s', async (_what, [, text, words, status = 422]) => {
    await expectRefused(await openDraft(text()), status, words);
  });

  test('в архиве то же самое: каждое определение названо, остальные не пострадали', async () => {
    const files = texts
      .filter(([, , , status]) => status !== 413)
      .map(([, text], at) => ({
        name: `services/evil${at}/service.json`,
        content: Buffer.from(text()),
      }));
    const sums = files.map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    const archive = zipBytes([...files, { name: 'checksums.sha256', content: Buffer.from(sums.join('')) }]);
    const { items } = expected(await sendBytes('/api/admin/definitions-archive', archive));
    expect(items).toHaveLength(files.length);
    for (const { outcome, message, draft } of items) {
      expect({ outcome, draft }).toEqual({ outcome: 'refused', draft: null });
      expect(message).toMatch(/[а-яё]{4}/i);
    }
    expect(await drafts()).toHaveLength(1);
  });

  test.each<[string, object, RegExp, number]>([
    ['форма становится числом', { op: 'set', at: '/form', before: null, after: 7 }, /изменил другой/, 409],
    ['место вне определения', { op: 'set', at: '/__proto__/polluted', before: 1, after: 2 }, /изменил другой/, 409],
    ['код', { op: 'set', at: '/code', before: 'plain', after: 'other' }, /не меняют/, 400],
    ['за концом списка', { op: 'splice', at: '/documents', index: 1e6, removed: [7], inserted: [] }, /другой/, 409],
    ['чужое на место списка', { op: 'splice', at: '/form', index: 0, removed: [], inserted: [1] }, /другой/, 409],
  ])('правка: %s', async (...[, change, words, status]) => {
    const [draft] = await drafts();
    const before = expected(await admin.get(`/api/admin/drafts/${draft?.id}`));
    const steps = [{ label: 'Правка', changes: [change] }];
    const answer = await admin.post(`/api/admin/drafts/${draft?.id}/steps`, { revision: before.revision, steps });
    await expectRefused(answer, status, words);
    const after = expected(await admin.get(`/api/admin/drafts/${draft?.id}`));
    expect([after.revision, after.content]).toEqual([before.revision, before.content]);
  });

  test('ссылки наружу и разрушительный образец: черновик их показывает, публикация невозможна', async () => {
    const properties = {
      near: { title: 'Рядом', type: 'string', pattern: '(?=a)+b' },
      far: { title: 'Далеко', $ref: 'http://169.254.169.254/latest/meta-data' },
    };
    const form = {
      schema: { type: 'object', properties },
      sections: [{ code: 'all', title: 'Всё', fields: ['near', 'far'] }],
    };
    const { id } = expected(await openDraft(serviceText({ code: 'outward', form, portal: undefined })), 201);
    const { findings } = expected(await admin.get(`/api/admin/drafts/${id}`));
    const errors = findings.filter(({ level }: { level: string }) => level === 'error');
    const places = errors.map(({ pointer }: { pointer: string }) => pointer).join(' ');
    expect(places).toMatch(
      /\/properties\/near\/pattern.*\/properties\/far|\/properties\/far.*\/properties\/near\/pattern/s,
    );
    const answer = await admin.post(`/api/admin/drafts/${id}/publication`, { revision: 0, comment: 'Скорее' });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalidDefinition']);
    await admin.send('DELETE', `/api/admin/drafts/${id}`);
    expect(server.deps.definitions.findLatest('service', 'outward')).toBeUndefined();
  });
});

function sendBytes(path: string, bytes: Uint8Array | string): Promise<Answer> {
  const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  return admin.send('POST', path, { body, headers: { 'Content-Type': 'application/octet-stream' } });
}

const schema = (inside: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" targetNamespace="urn:t">${inside}<xs:element name="B" type="xs:string"/></xs:schema>`;
const root = (inside: string) => schema(`<xs:element name="A"><xs:complexType>${inside}</xs:complexType></xs:element>`);
const laughs = `<!DOCTYPE a [<!ENTITY a0 "ха">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]><a>&a30;</a>`;
const packed = (...entries: readonly HostileEntry[]) => zipBytes(entries);
const main = (content: string | Uint8Array, more: Partial<HostileEntry> = {}): HostileEntry => ({
  ...{ name: 'main.xsd', content: Buffer.from(content) },
  ...more,
});
const doubled = (at: number) =>
  `<xs:complexType name="T${at}"><xs:sequence>${['L', 'R'].map((name) => `<xs:element name="${name}" type="${at === 39 ? 'xs:string' : `T${at + 1}`}"/>`).join('')}</xs:sequence></xs:complexType>`;

describe('XSD', () => {
  /** Not read: nothing is made of it, and the fault stands beside the name of the file. */
  test.each<[string, Uint8Array | string, RegExp]>([
    ['миллиард смешков', laughs, /main\.xsd.*DOCTYPE/],
    ['то же в UTF-16', Buffer.from(`\ufeff${laughs}`, 'utf16le'), /DOCTYPE/],
    ['внешняя сущность', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /DOCTYPE/],
    [
      'XInclude',
      '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>',
      /не схема/,
    ],
    ['включение чужого адреса', schema('<xs:include schemaLocation="http://169.254.169.254/x.xsd"/>'), /169\.254.*нет/],
    ['включение файла сервера', schema('<xs:include schemaLocation="file:///etc/passwd"/>'), /passwd.*нет/],
    ['включает себя, корня нет', packed(main(schema('<xs:include schemaLocation="main.xsd"/>'))), /«A» в файлах нет/],
    ['вложено на сто тысяч', '<a>'.repeat(100_000), /вложенность глубже 200/],
    [
      'уровень из десятков тысяч',
      root(
        `<xs:sequence>${Array.from({ length: 20_000 }, (_, at) => `<xs:element name="f${at}" type="xs:string"/>`).join('')}</xs:sequence>`,
      ),
      /слишком велика.*20000/,
    ],
    [
      'разворачивается без меры',
      schema(`<xs:element name="A" type="T0"/>${Array.from({ length: 40 }, (_, at) => doubled(at)).join('')}`),
      /больше 5000/,
    ],
    ['восемь мегабайт ничего', `<a>${'x'.repeat(8 * MB - 7)}</a>`, /не схема/],
    ['пустой', '', /правила XML/],
    ['байты', new Uint8Array([0, 255, 1]), /main\.xsd/],
    ['архив с путём наружу', packed(main(root(''), { name: '../../main.xsd' })), /\.\.\/\.\.\/main\.xsd: Имя файла/],
    ['архив со ссылкой вместо файла', packed(main('/etc/passwd', { mode: 0o120777 })), /main\.xsd: .*правила XML/],
    ['архив без схем', packed(main('текст', { name: 'readme.txt' })), /Файлов нет/],
  ])('%s', async (_what, files, words) => {
    const query = new URLSearchParams({ provider: 'smev3', question: 'A', answer: 'B', code: 'evil', title: 'Вид' });
    const { type, notes } = expected(await sendBytes(`/api/admin/request-types/draft?${query}`, files));
    expect(type).toBeNull();
    const errors = notes.filter(({ level }: { level: string }) => level === 'error');
    expect(errors.map(({ message }: { message: string }) => message).join('\n')).toMatch(words);
    await expectRefused(await sendBytes(`/api/admin/request-types/drafts?${query}`, files), 422, words);
  });

  test.each<[string, () => Uint8Array, number, RegExp]>([
    ['больше восьми мегабайт', () => Buffer.alloc(8 * MB + 1, 32), 413, /больше 8 МБ/],
    ['архив-бомба', () => packed(main(Buffer.alloc(16 * MB))), 413, /больше 8 МБ/],
    ['архив лжёт о размере', () => packed(main(Buffer.alloc(9_000_000), { declaredSize: 10 })), 415, /повреждён/],
    ['архив оборван', () => packed(main(root(''))).subarray(0, 40), 415, /повреждён/],
    ['архив под паролем', () => packed(main(root(''), { flags: 1 })), 415, /паролем/],
    [
      'архив из сотен файлов',
      () => packed(...Array.from({ length: 501 }, (_, at) => main('', { name: `${at}.xsd` }))),
      413,
      /больше 500/,
    ],
  ])('не принят: %s', async (...[, files, status, words]) => {
    await expectRefused(await sendBytes('/api/admin/request-types/draft?provider=smev3', files()), status, words);
  });
});

const api = (schemaOfBody: object, schemas: object = {}) =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Поставщик', version: '1' },
    paths: {
      '/a': {
        post: {
          requestBody: { content: { 'application/json': { schema: schemaOfBody } } },
          responses: { 200: { description: 'Есть', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
    components: { schemas },
  });
const own = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('OpenAPI', () => {
  test.each<[string, string, RegExp]>([
    ['не документ', 'просто текст', /не читается/],
    ['вложенный на миллион', `{"openapi":"3.0.3","paths":${'{"a":'.repeat(1_000_000)}`, /[а-яё]{4}/i],
    ['список', '[]', /не читается/],
    [
      'YAML: псевдонимы без меры',
      `openapi: 3.0.3\na0: &a0 [x]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`).join('\n')}\npaths: *a40\n`,
      /[а-яё]{4}/i,
    ],
    ['YAML: чужой тег', 'openapi: !!js/function "return 1"\npaths: {}\n', /[а-яё]{4}/i],
    ['пути – число', '{"openapi":"3.0.3","info":{},"paths":7}', /ни одной операции/],
    ['прототип', '{"openapi":"3.0.3","__proto__":{"polluted":1},"paths":{}}', /ни одной операции/],
    ['ссылка на чужой адрес', api({ $ref: 'http://169.254.169.254/x.json#/a' }), /из файла/],
    ['ссылка на файл сервера', api({ $ref: '../../../etc/passwd' }), /из файла/],
    ['ссылка на себя', api(own('A'), { A: own('A') }), /сама в себя/],
  ])('%s', async (_what, text, words) => {
    const query = new URLSearchParams({ provider: 'http-api', name: 'api.json', question: 'POST /a', code: 'evil' });
    const { type, notes } = expected(await sendBytes(`/api/admin/request-types/draft?${query}`, text));
    expect(type).toBeNull();
    expect(notes.map(({ message }: { message: string }) => message).join('\n')).toMatch(words);
    await expectRefused(await sendBytes(`/api/admin/request-types/drafts?${query}`, text), 422, words);
  });
});

describe('таблицы', () => {
  const quoted = `"${'я'.repeat(200_000)}`;
  test.each<[string, string, string]>([
    ['сотрудники: кавычка не закрыта', '/api/admin/users/import/check', quoted],
    ['сотрудники: не те столбцы', '/api/admin/users/import/check', 'a;b\n=cmd|x;1\n'],
    ['справочник: кавычка не закрыта', '/api/admin/dictionaries/mfc/table', quoted],
    ['справочник: не те столбцы', '/api/admin/dictionaries/mfc/table', 'a;b\n=cmd|x;1\n'],
  ])('%s', async (_what, path, text) => {
    const answer = await admin.post(path, { text });
    expect([200, 400, 413, 422], answer.text.slice(0, 300)).toContain(answer.status);
    expect(answer.text).toMatch(/[А-Яа-яё]{4}/);
    expect(server.deps.definitions.latest('dictionary', 'mfc').version).toBe(1);
  });
});

test('после всего: процесс отвечает, прототипы целы, память вернулась', async () => {
  expect((await admin.get('/healthz')).status).toBe(200);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect((await drafts()).map(({ code }) => code)).toEqual(['plain']);
  expect(held() - memory).toBeLessThan(100 * MB);
});
