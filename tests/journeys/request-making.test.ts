import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { caseInWork, fillRequest, openRequests } from '../support/request-screens.ts';
import { listCame, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
let clerk: Client;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  clerk = await server.login('super');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(name: string): Promise<Person> {
  const person = await office.enter('super');
  onTestFailed(() => picture(person.page, `failed-${name}`));
  return person;
}

/** The shipped service with a request filled from the application, and one that needs only a word. */
async function publishPrefilled(): Promise<void> {
  const service = JSON.parse(server.deps.definitions.latest('service', 'landPlotPlan').text);
  const provider = { to: 'provider', convert: { as: 'const', value: 'zem' } };
  const subject = { to: 'subject', from: 'answers.cadastralNumber' };
  const comment = { to: 'comment', convert: { as: 'const', value: 'Пришлите выписку.' } };
  service.requests = [
    { code: 'regional', type: 'regionalRequest', prefill: [subject] },
    {
      code: 'extract',
      type: 'regionalRequest',
      title: 'Выписка по участку',
      formless: true,
      prefill: [provider, subject, comment],
    },
  ];
  const text = JSON.stringify(service);
  await publish(server.deps, { kind: 'service', code: service.code, text, author: 'admin', comment: 'Запросы' });
}

test('форма из заявки говорит, откуда значение; без формы – только подтвердить', async () => {
  await publishPrefilled();
  const card = await caseInWork(clerk, 5);
  const person = await enter('request-prefilled');
  const { page } = person;
  await openRequests(person.page, card);
  await page.getByRole('button', { name: 'Создать запрос: Запрос сведений у ведомства региона' }).click();
  await page.getByLabel('Поставщик сведений').focus();
  await page.keyboard.press('ArrowDown');
  await listCame(page);
  await page.keyboard.press('Enter');
  await page.getByText('Источник: из заявки: «Кадастровый номер земельного участка»').waitFor();
  await look(page, 'request-prefilled');
  await page.getByRole('button', { name: 'Вернуться без сохранения' }).click();

  await page.getByRole('button', { name: 'Создать запрос: Выписка по участку' }).click();
  await page.getByRole('dialog').getByText('Пришлите выписку.').waitFor();
  await look(page, 'request-confirm');
  await page.getByRole('button', { name: 'Отмена' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(expected(await clerk.get(`/api/applications/${card.id}/requests`)).items).toEqual([]);
  await page.getByRole('button', { name: 'Создать запрос: Выписка по участку' }).click();
  await page.getByRole('button', { name: 'Отправить запрос' }).click();
  await page.getByRole('row', { name: /Выписка по участку.*Новый/ }).waitFor();
  expect(person.complaints).toEqual([]);
});

test('ответ потерян в сети: второе нажатие не создаёт второго запроса', async () => {
  const card = await caseInWork(clerk, 6);
  const person = await enter('request-lost');
  const { page } = person;
  await openRequests(person.page, card);
  await page.getByRole('button', { name: 'Создать запрос: Запрос сведений у ведомства региона' }).click();
  await fillRequest(page);
  // The server did it, and nobody heard.
  await page.route('**/requests', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  await page.getByText('не было связи с сервером').waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  await page.getByRole('row').getByText('Новый').waitFor();
  const { items } = expected(await clerk.get(`/api/applications/${card.id}/requests`));
  expect(items.length).toBe(1);
});

test('история обращений: постранично, с содержимым, как оно было отправлено', async () => {
  const card = await caseInWork(clerk, 7);
  const question = { provider: 'zem', subject: 'Сведения о правах', comment: 'Пришлите выписку.' };
  const body = { entry: 'regional', key: randomUUID(), question, send: true };
  const { id } = expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
  await server.database.execute(
    `insert into exchange_message
       (organisation_id, connection_id, owner_id, at, direction, method, address, status, duration, sent, received)
     select organisation_id, connection_id, id, now(), 'out', 'POST', 'https://bus.example.org/send', '202', 184, $2, null
     from request, generate_series(1, 21) where id = $1`,
    [id, Buffer.from('<Request/>')],
  );
  const { page, complaints } = await enter('request-exchanges');
  await page.goto(`/applications/${card.id}/requests/${id}`);
  await page.getByRole('cell', { name: 'POST https://bus.example.org/send' }).first().waitFor();
  await look(page, 'request-exchanges');
  await page.getByRole('button', { name: 'Показать ещё' }).click();
  await page.getByRole('row').nth(21).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Запрос', exact: true }).first().click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe('<Request/>');
  expect(complaints).toEqual([]);
});
