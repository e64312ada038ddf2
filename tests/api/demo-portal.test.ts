import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import { type PortalOrder, type PortalPage, portalPage } from '../support/portal-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let emulators: Emulators;
let portal: PortalPage;
beforeAll(async () => {
  server = await startServer();
  emulators = await openDemoEmulators(server.deps, server.deps.config.definitionsDir);
  portal = portalPage(emulators.titles);
});
afterAll(async () => {
  await server?.close();
  await emulators?.close();
});

interface Start {
  readonly people: readonly { readonly key: string; readonly title: string; readonly kind: string }[];
  readonly services: readonly { readonly body: { readonly code: string }; readonly code: string }[];
}

const example = async (service: string) =>
  (await portal.get<{ example: JsonObject }>(`services/${service}?kind=person`)).example;

test('портал предлагает услуги всех ведомств и заявителей; примером форма заполняется', async () => {
  const { people, services } = await portal.get<Start>('start');
  expect(people.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['person', 'soleTrader', 'organisation']));
  const offered = services.map(({ body, code }) => `${body.code}/${code}`);
  expect(offered).toEqual(expect.arrayContaining(['arch/landPlotPlan', 'zem/landPlotPlan', 'city/treeFellingPermit']));
  expect(offered.filter((one) => one.endsWith('/misprint'))).toEqual([]);
  expect(await example('city/treeFellingPermit')).toMatchObject({ reason: expect.any(String) });
});

test('длинный справочник ищется, запись по коду читается; чего нет, о том сказано', async () => {
  type Page = { items: readonly { code: string; title: string }[]; next: string | null };
  const first = await portal.get<Page>('dictionaries/mfc/entries?limit=1');
  expect([first.items.length, typeof first.next]).toEqual([1, 'string']);
  const [entry] = first.items;
  const found = await portal.get<Page>(`dictionaries/mfc/entries?search=${encodeURIComponent(entry?.title ?? '')}`);
  expect(found.items).toContainEqual(entry);
  const byCode = await portal.get<Page>(`dictionaries/mfc/entries?codes=${entry?.code}`);
  expect(byCode).toMatchObject({ items: [entry], next: null });
  expect((await fetch(`${portal.url}/api/dictionaries/nothing/entries`)).status).toBe(422);
});

test('заявление уходит по СМЭВ от представителя; пока портал недоступен – ждёт', async () => {
  const { people } = await portal.get<Start>('start');
  const [own, behalf, organisation] = [people[0], people[1], people.find(({ kind }) => kind === 'organisation')];
  const who = { person: own?.key ?? '', applicant: behalf?.key ?? '' };
  const filing = { ...who, body: 'city', service: 'treeFellingPermit', documents: [] };
  const foreign = await portal.post('orders', { ...filing, person: organisation?.key ?? '' });
  expect(await foreign.json()).toEqual({ message: expect.stringContaining('войдите как физическое лицо') });
  await portal.post('switches', { isDown: true });
  const response = await portal.post('orders', { ...filing, answers: await example('city/treeFellingPermit') });
  const { id } = (await response.json()) as PortalOrder;
  expect(await portal.order(id)).toMatchObject({ meaning: 'sent', delivery: { waiting: 1 } });
  await portal.post('switches', { isDown: false });
  await vi.waitFor(async () => expect((await portal.order(id)).delivery?.waiting).toBe(0), 30_000);
  const arrived = async () => {
    const sql = "select id, applicant ->> 'snils' as applicant, representative ->> 'snils' as person from application";
    const { rows } = await server.database.execute(`${sql} where external_id = $1`, [id]);
    expect(rows).toMatchObject([who]);
    return rows[0] as { readonly id: string };
  };
  const { id: card } = await vi.waitFor(arrived, 30_000);
  const clerk = await server.login('city.registrar');
  expect((await clerk.get(`/api/applications/${card}`)).body.emulated).toBe(true);
  const { items } = (await clerk.get(`/api/applications/${card}/history?limit=100`)).body;
  expect(items[0].remarks).toContain('Заявление прислал эмулятор портала: оно вымышлено и не имеет силы');
});

test.each([
  ['orders', { person: 'nobody', body: 'city', service: 'treeFellingPermit' }, 'Выберите, кто подаёт'],
  ['orders/1/cancel', { reason: '' }, 'Заявления с таким номером нет'],
  ['orders/1/text', {}, 'Заявления с таким номером нет'],
])('чего нет, о том сказано: %s', async (path, body, words) => {
  const response = await portal.post(path, body);
  expect([response.status, await response.json()]).toEqual([422, { message: expect.stringContaining(words) }]);
});

test('чужая страница портала не спрашивает', async () => {
  const response = await portal.post('switches', { isDown: true }, { origin: 'https://example.org' });
  expect(response.status).toBe(403);
});
