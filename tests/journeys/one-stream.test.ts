import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { type Office, openOffice, type Person } from '../support/browser.ts';
import { act, createApplication, grantInput } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { expectState } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** One browser with more tabs than HTTP/1.1 has connections. */
const tabCount = 8;

let server: TestServer;
let office: Office;
let registrar: Client;
let draft: ApplicationCard;
let person: Person;
const tabs: Page[] = [];
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  registrar = await server.login('registrar');
  draft = await createApplication(registrar);
  person = await office.enter('registrar');
  tabs.push(person.page);
  for (let n = 1; n < tabCount; n += 1) tabs.push(await person.page.context().newPage());
  for (const tab of tabs) {
    await tab.goto(`/applications/${draft.id}`);
    await expectState(tab, 'Черновик');
  }
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

const streams = (count: number) => vi.waitFor(() => expect(server.deps.events.size()).toBe(count), 30_000);

test('восемь вкладок держат одно соединение, и перемену видят все', async () => {
  await streams(1);
  draft = await act(registrar, draft, ['register', {}]);
  await Promise.all(tabs.map((tab) => expectState(tab, 'Зарегистрировано')));
  expect(server.deps.events.size()).toBe(1);
});

test('вкладка, державшая соединение, закрыта: его принимает другая, и случившееся между ними видно всем', async () => {
  const context = person.page.context();
  const held: Route[] = [];
  await context.route('**/api/events', (route) => void held.push(route));
  const [leader, ...others] = tabs.splice(0, tabCount);
  await leader?.close();
  // The next one has asked for its stream; until it gets it, nobody hears anything.
  await vi.waitFor(() => expect(held).toHaveLength(1), 30_000);
  await streams(0);
  const executor = (await (await server.login('executor')).get('/api/me')).body.user.id;
  draft = await act(await server.login('dispatcher'), draft, ['assign', { input: { employee: executor } }]);
  for (const route of held) await route.continue();
  await context.unroute('**/api/events');
  await Promise.all(others.map((tab) => expectState(tab, 'Принятие решения')));
  await streams(1);
  tabs.push(...others);
});

test('сервер отказал в соединении – оно открывается снова, и пропущенное видно', async () => {
  const context = person.page.context();
  let refused = 0;
  await context.route('**/api/events', (route) => {
    refused += 1;
    return route.fulfill({ status: 502, body: 'Bad Gateway' });
  });
  const [leader, ...others] = tabs;
  await leader?.close();
  await vi.waitFor(() => expect(refused).toBeGreaterThan(1), 30_000);
  await act(await server.login('executor'), draft, ['grant', { input: grantInput }]);
  await context.unroute('**/api/events');
  await Promise.all(others.map((tab) => expectState(tab, 'Утверждение положительного результата')));
  await streams(1);
});
