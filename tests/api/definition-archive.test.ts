import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packArchive, unpackArchive } from '../../core/src/definition-draft/archive/zip.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type HostileEntry, zipBytes } from '../support/zip-bytes.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer({ works: false });
  admin = await server.login('admin');
});
afterAll(() => server.close());

const path = '/api/admin/definitions-archive';
const send = (bytes: Uint8Array) =>
  admin.send('POST', path, {
    body: new Uint8Array(bytes),
    headers: { 'Content-Type': 'application/octet-stream' },
  });

async function archive(query = ''): Promise<Map<string, string>> {
  const answer = await admin.send('GET', `${path}${query}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return unpackArchive(new Uint8Array(answer.bytes));
}

test('услуга выгружается со всем, на что ссылается, всё – вместе; выгруженное ничего не меняет', async () => {
  const one = await archive('?service=landPlotPlan');
  expect([...one.keys()]).toEqual(
    expect.arrayContaining([
      'services/landPlotPlan/service.json',
      'workflows/doverie.json',
      'dictionaries/mfc.json',
      'request-types/egrulExtract/request-type.json',
      'services/misprint/service.json',
      'workflows/procedure.json',
    ]),
  );
  expect(one.has('services/treeFellingPermit/service.json')).toBe(false);
  const all = await archive();
  expect(all.size).toBeGreaterThan(one.size);
  const { items } = expected(await send(packArchive(all, new Date())));
  expect(new Set(items.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(['same']));
  expect(expected(await admin.get('/api/admin/drafts')).items).toEqual([]);
});

test('изменённое и новое становятся черновиками с отличиями, действующее прежнее; второй раз – уже правят', async () => {
  const texts = await archive('?service=landPlotPlan');
  const name = 'services/landPlotPlan/service.json';
  const service = JSON.parse(texts.get(name) ?? '');
  const mfc = JSON.parse(texts.get('dictionaries/mfc.json') ?? '');
  const changed = new Map(texts)
    .set(
      name,
      `${JSON.stringify({ ...service, title: 'План участка', term: { ...service.term, days: 10 }, tests: [] }, null, 2)}\n`,
    )
    .set('dictionaries/cities.json', JSON.stringify({ ...mfc, code: 'cities', title: 'Города' }, null, 2))
    .set('dictionaries/other.json', JSON.stringify(mfc, null, 2))
    .set('workflows/broken.json', '{"kind": "workflow", ');
  const { items } = expected(await send(packArchive(changed, new Date())));
  const byCode = Object.fromEntries(items.map((item: { code: string }) => [item.code, item]));
  expect(byCode.landPlotPlan).toMatchObject({
    outcome: 'changed',
    title: 'План участка',
    errors: 0,
    draft: expect.any(String),
  });
  expect(byCode.landPlotPlan.changes).toContainEqual(
    expect.objectContaining({ breaking: true, pointer: expect.stringContaining('/term') }),
  );
  expect(byCode.cities).toMatchObject({ outcome: 'new', changes: [] });
  expect(byCode.doverie).toMatchObject({ outcome: 'same', draft: null });
  expect(byCode['dictionaries/other.json']).toMatchObject({
    outcome: 'refused',
    message: expect.stringContaining('другое'),
  });
  expect(byCode['workflows/broken.json']).toMatchObject({
    outcome: 'refused',
    message: expect.stringContaining('JSON'),
  });
  expect(server.deps.definitions.latest('service', 'landPlotPlan').content.title).not.toBe('План участка');
  const draft = expected(await admin.get(`/api/admin/drafts/${byCode.landPlotPlan.draft}`));
  expect(draft).toMatchObject({ baseVersion: 1, content: { title: 'План участка' } });
  const again = expected(await send(packArchive(changed, new Date())));
  expect(again.items.find(({ code }: { code: string }) => code === 'landPlotPlan')).toMatchObject({ outcome: 'busy' });
});

const bytes = (text: string) => new TextEncoder().encode(text);
const sums = (...entries: readonly HostileEntry[]): HostileEntry => ({
  name: 'checksums.sha256',
  content: bytes(
    entries.map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`).join(''),
  ),
});
const good: HostileEntry = { name: 'dictionaries/cities.json', content: bytes('{}') };
const bomb: HostileEntry = { name: 'dictionaries/bomb.json', content: new Uint8Array(65 * 1024 * 1024) };

test.each<[string, HostileEntry[], number]>([
  ['нет файла checksums.sha256', [good], 415],
  ['не сошлась', [good, sums({ ...good, content: bytes('[]') })], 415],
  ['не сошлась', [good, sums()], 415],
  ['в нём нет', [sums(good)], 415],
  ['не место', [{ ...good, name: '../dictionaries/cities.json' }], 415],
  ['не место', [{ ...good, name: '/etc/passwd' }], 415],
  ['не место', [{ ...good, name: 'services/../../cities/service.json' }], 415],
  ['не место', [{ ...good, name: 'demo/demo.json' }], 415],
  ['не место', [{ ...good, name: 'run.sh' }], 415],
  ['ссылка', [{ ...good, mode: 0o120777 }], 415],
  ['паролем', [{ ...good, flags: 1 }], 415],
  ['дважды', [good, good], 415],
  ['больше 64 МБ', [bomb], 413],
  ['повреждён', [{ ...bomb, declaredSize: 10 }], 415],
  [
    'UTF-8',
    [{ ...good, content: new Uint8Array([0xff, 0xfe]) }, sums({ ...good, content: new Uint8Array([0xff, 0xfe]) })],
    415,
  ],
])('архив не принят: %s', async (words, entries, status) => {
  const before = expected(await admin.get('/api/admin/drafts')).items.length;
  const answer = await send(zipBytes(entries));
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
  expect(expected(await admin.get('/api/admin/drafts')).items).toHaveLength(before);
});

test('не ZIP', async () => {
  const answer = await send(bytes('просто текст'));
  expect([answer.status, answer.text]).toEqual([415, expect.stringContaining('не ZIP')]);
});
