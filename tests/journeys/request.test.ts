import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { act, createApplication, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { detachedSignature } from '../support/signature-samples.ts';

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

async function caseInWork(number: number): Promise<ApplicationCard> {
  const draft = await createApplication(clerk, { applicant: personNumber(number) });
  return act(clerk, draft, ['register', {}]);
}

/** The tab of intra-regional requests, reached from the card. */
async function openTab({ page }: Person, card: ApplicationCard): Promise<void> {
  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: 'Запросы Р-сведения' }).click();
  await page.getByRole('heading', { level: 2, name: 'Запросы Р-сведения' }).waitFor();
}

async function enter(name: string): Promise<Person> {
  const person = await office.enter('super');
  onTestFailed(() => picture(person.page, `failed-${name}`));
  return person;
}

/** The provider first: the other fields appear when it is chosen. */
async function fill(page: Page): Promise<void> {
  await page.getByLabel('Поставщик сведений').waitFor();
  expect(await page.getByLabel('Тема запроса').count()).toBe(0);
  await page.getByLabel('Поставщик сведений').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Тема запроса').fill('Сведения об участке');
  await page.getByLabel('Комментарий: какие сведения нужны').fill('Пришлите выписку по участку 73:24:010203:45.');
}

async function choose(page: Page, button: string, file: { name: string; buffer: Buffer }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ ...file, mimeType: 'application/octet-stream' });
}

const status = (page: Page, title: string) =>
  page.locator('.rg-request-facts').getByText(title, { exact: true }).waitFor();

test('Р-запрос: создать, приложить файл, подготовить, подписать, отправить', async () => {
  const card = await caseInWork(1);
  const person = await enter('request');
  const { page } = person;
  await openTab(person, card);
  await page.getByText('Запросов ещё не было').waitFor();
  await look(page, 'requests-empty');

  await page.getByRole('button', { name: /^Создать запрос/ }).click();
  await fill(page);
  await look(page, 'request-new');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Запрос № / }).waitFor();
  await status(page, 'Черновик');

  await page.getByLabel('Описание документа').fill('Схема участка');
  await choose(page, 'Загрузить документ: файл запроса', {
    name: 'Схема.txt',
    buffer: Buffer.from('Схема участка.\n'),
  });
  await page.getByRole('link', { name: 'Схема.txt' }).waitFor();
  await page.getByText('– Схема участка').waitFor();
  await look(page, 'request-draft');

  await page.getByRole('button', { name: 'Подготовить запрос к отправке' }).click();
  await page.getByText('Ваш запрос успешно выполнен').first().waitFor();
  await status(page, 'Подготовлен');
  await choose(page, 'Подписать', { name: 'подпись.sig', buffer: detachedSignature() });
  await page.getByText('Не проверена').waitFor();
  await status(page, 'Подписан');
  await look(page, 'request-signed');

  await page.getByRole('button', { name: 'Отправить запрос' }).click();
  await status(page, 'Новый');
  await page.getByText('Запрос передан поставщику сведений').waitFor();
  await look(page, 'request-sent');
  await page.getByRole('button', { name: 'Вернуться' }).click();
  await page
    .getByRole('row', { name: /Сведения|Новый/ })
    .first()
    .waitFor();
  await look(page, 'requests-list');
  expect(person.complaints).toEqual([]);
});

test('клавиатурой: сохранить и отправить сразу, открыть из меню, отменить', async () => {
  const card = await caseInWork(2);
  const person = await enter('request-keys');
  const { page } = person;
  await openTab(person, card);
  await page.getByRole('button', { name: /^Создать запрос/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Поставщик сведений').waitFor();
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Заполнено не полностью', { exact: false }).waitFor();
  await look(page, 'request-incomplete');
  await fill(page);
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('принят к отправке').first().waitFor();
  await page.getByRole('row').getByText('Новый').waitFor();
  expect(await page.getByRole('row').count()).toBe(2);

  await page.getByRole('button', { name: /^Действия: запрос № / }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Просмотреть' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await status(page, 'Новый');

  await page.getByRole('button', { name: 'Отменить запрос' }).click();
  await look(page, 'request-cancel');
  await page.getByRole('dialog').getByRole('button', { name: 'Отменить запрос' }).click();
  await status(page, 'Отменён');
  expect(person.complaints).toEqual([]);
});

test('два человека над одним черновиком: чужое не затирается, введённое остаётся', async () => {
  const card = await caseInWork(3);
  const person = await enter('request-conflict');
  const { page } = person;
  await openTab(person, card);
  await page.getByRole('button', { name: /^Создать запрос/ }).click();
  await fill(page);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await status(page, 'Черновик');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.getByLabel('Тема запроса').fill('Напечатано здесь');
  const question = { provider: 'zem', subject: 'Изменено коллегой', comment: 'Другое.' };
  const { version } = (await clerk.get(`/api/requests/${id}`)).body;
  expect((await clerk.patch(`/api/requests/${id}`, { version, question })).status).toBe(200);
  await page.getByRole('button', { name: 'Отправить запрос' }).click();
  await page.getByText('Запрос тем временем изменили').waitFor();
  expect(await page.getByLabel('Тема запроса').inputValue()).toBe('Напечатано здесь');
  await look(page, 'request-conflict');
  await page.getByRole('button', { name: 'Показать изменённый' }).click();
  await page.getByRole('button', { name: 'Отправить запрос' }).click();
  await status(page, 'Новый');
  await page.getByText('Напечатано здесь').waitFor();
});
