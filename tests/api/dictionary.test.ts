import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiTypes } from '../../core/src/api.gen.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, expected, plotAnswers } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;

const count = 12_000;
const signature = { author: null, comment: null };

beforeAll(async () => {
  server = await startServer();
  clerk = await server.login('super');
  const entries = Array.from({ length: count }, (_one, at) => ({ code: `s${at}`, title: `Улица ${at}-я Полевая` }));
  entries.push({ code: 'old', title: 'Улица Прежняя', to: '2020-01-01' } as (typeof entries)[number]);
  const streets = { format: 1, kind: 'dictionary', code: 'streets', title: 'Улицы', entries };
  await publish(server.deps, { kind: 'dictionary', code: 'streets', text: JSON.stringify(streets), ...signature });
  const { tests: _tests, ...service } = JSON.parse(
    readFileSync(new URL('../../service-definitions/services/landPlotPlan/service.json', import.meta.url), 'utf8'),
  );
  service.form.schema.properties.street = { type: 'string', title: 'Улица' };
  service.form.sections[0].fields.push('street');
  service.form.ui.street = { widget: 'dictionary', dictionary: 'streets' };
  await publish(server.deps, { kind: 'service', code: 'landPlotPlan', text: JSON.stringify(service), ...signature });
});
afterAll(() => server.close());

async function find(query: string): Promise<ApiTypes['EntryPage']> {
  return expected(await clerk.get(`/api/dictionaries/streets/entries?${query}`));
}

test('a form names its long dictionary and does not carry it; its entries are searched for, page by page', async () => {
  const view: ApiTypes['ServiceView'] = expected(await clerk.get('/api/services/landPlotPlan'));
  expect(view.longDictionaries).toEqual(['streets']);
  expect(Object.keys(view.dictionaries)).toEqual(['mfc']);
  const first = await find('search=%D0%BF%D0%BE%D0%BB%D0%B5%D0%B2&limit=100');
  expect(first).toMatchObject({ title: 'Улицы' });
  const seen = new Set(first.items.map(({ code }) => code));
  let next = first.next;
  for (let page = 1; page < 5 && next !== null; page += 1) {
    const more = await find(`search=%D0%BF%D0%BE%D0%BB%D0%B5%D0%B2&limit=100&after=${next}`);
    for (const { code } of more.items) seen.add(code);
    next = more.next;
  }
  expect(seen.size).toBe(500);
  expect((await find('search=s11999')).items.map(({ code }) => code)).toEqual(['s11999']);
  const last = await find(`search=s1199&limit=100`);
  expect(last.items.map(({ code }) => code)).toEqual([
    's1199',
    ...Array.from({ length: 10 }, (_one, at) => `s1199${at}`),
  ]);
  expect(last.next).toBeNull();
});

test('what is no longer in force is not offered, and is known by its code', async () => {
  const search = `search=${encodeURIComponent('прежняя')}`;
  expect((await find(search)).items).toEqual([]);
  expect((await find(`${search}&on=2019-05-01`)).items).toHaveLength(1);
  expect((await find('codes=old,s1,unknown')).items.map(({ code, to }) => [code, to])).toEqual([
    ['old', '2020-01-01'],
    ['s1', undefined],
  ]);
});

test('a draft keeps any code; registering demands one that is in force, and says which is not', async () => {
  const card = await createApplication(clerk, { answers: plotAnswers({ street: 'old' }) });
  const refused = await act(clerk, card, ['register', { status: 422 }]);
  expect(JSON.stringify(refused)).toContain('действовала по 01.01.2020');
  const edited = expected(
    await clerk.patch(`/api/applications/${card.id}`, {
      version: card.version,
      answers: plotAnswers({ street: 's5' }),
    }),
  );
  expect((await act(clerk, edited, ['register', {}])).number).not.toBeNull();
});

test('a wrong call is told so', async () => {
  expect((await clerk.get('/api/dictionaries/streets/entries?limit=1000')).status).toBe(400);
  expect((await clerk.get('/api/dictionaries/streets/entries?after=soon')).status).toBe(400);
  expect((await clerk.get('/api/dictionaries/nothing/entries')).status).toBe(404);
});
