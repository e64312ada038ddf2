import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { caseInWork, fillRequest, openRequests } from '../support/request-screens.ts';
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

async function enter(name: string, login = 'super'): Promise<Person> {
  const person = await office.enter(login);
  onTestFailed(() => picture(person.page, `failed-${name}`));
  return person;
}

async function choose(page: Page, button: string, file: { name: string; buffer: Buffer }): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ ...file, mimeType: 'application/octet-stream' });
}

/** A file on its way until it is let go. */
async function holdUpload(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\/files\?/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** What is sent while a file is on its way would leave without it: the button waits, and says for what. */
async function waitsForFile(page: Page, button: string, file: string): Promise<void> {
  await page.getByText(`Загружается файл «${file}»`, { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: button }).isDisabled()).toBe(true);
  await page.keyboard.press('Control+Enter');
}

const status = (page: Page, title: string) =>
  page.locator('.rg-request-facts').getByText(title, { exact: true }).waitFor();

/** The number under which the other body has taken the request in. */
async function numberThere(subject: string): Promise<number> {
  const colleague = await server.login('super2');
  return vi.waitFor(
    async () => {
      const { items } = expected(await colleague.get('/api/incoming-requests?status=new'));
      const found = items.find((item: { subject: string }) => item.subject === subject);
      expect(found).toBeDefined();
      return found.number;
    },
    { timeout: 30_000, interval: 100 },
  );
}

async function openIncoming({ page }: Person, number: number): Promise<void> {
  await page.getByRole('link', { name: 'Входящие Р-запросы' }).click();
  await page.getByRole('link', { name: `Входящий запрос № ${number}` }).waitFor();
}

/** The clerk of the body that is asked, before anything has come. */
async function openInbox(): Promise<Person> {
  const person = await enter('incoming', 'super2');
  await person.page.getByRole('link', { name: 'Входящие Р-запросы' }).click();
  await person.page.getByText('Запросов здесь нет').waitFor();
  return person;
}

/** It comes into the open inbox by itself; they take it, attach a paper, answer. */
async function answerThere(person: Person, subject: string): Promise<void> {
  const { page } = person;
  const row = page.getByRole('row', { name: subject });
  await row.waitFor();
  await look(page, 'incoming-list');
  await row.getByRole('link').click();
  await page.getByRole('link', { name: 'Схема.txt' }).waitFor();
  await page.locator('.rg-request-facts').getByText('Проверить нечем').waitFor();
  await page.getByRole('button', { name: 'Взять в работу' }).click();
  await status(page, 'В работе');
  await page.getByRole('button', { name: 'Ответить' }).click();
  await page.getByText('Заполнено не полностью', { exact: false }).waitFor();
  await page.getByRole('textbox', { name: 'Ответ' }).fill('Выписка приложена.');
  await page.getByLabel('Описание документа').fill('Выписка из реестра');
  const letGo = await holdUpload(page);
  await choose(page, 'Загрузить документ: файл ответа', { name: 'Выписка.txt', buffer: Buffer.from('Выписка.\n') });
  await waitsForFile(page, 'Ответить', 'Выписка.txt');
  letGo();
  await page.getByRole('link', { name: 'Выписка.txt' }).waitFor();
  await look(page, 'incoming-answer');
  await page.getByRole('button', { name: 'Ответить' }).click();
  await status(page, 'Исполнено');
  await look(page, 'incoming-answered');
  expect(person.complaints).toEqual([]);
  await person.close();
}

test('Р-запрос от черновика до ответа: файл, подпись, отправка, ответ другого ведомства', async () => {
  const card = await caseInWork(clerk, 1);
  const person = await enter('request');
  const { page } = person;
  await openRequests(person.page, card);
  await page.getByText('Запросов ещё не было').waitFor();
  await look(page, 'requests-empty');

  await page.getByRole('button', { name: /^Создать запрос/ }).click();
  await fillRequest(page);
  await look(page, 'request-new');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Запрос № / }).waitFor();
  await status(page, 'Черновик');
  await status(page, 'Регистрационный номер');

  await page.getByLabel('Описание документа').fill('Схема участка');
  const letGo = await holdUpload(page);
  await choose(page, 'Загрузить документ: файл запроса', {
    name: 'Схема.txt',
    buffer: Buffer.from('Схема участка.\n'),
  });
  await waitsForFile(page, 'Отправить запрос', 'Схема.txt');
  letGo();
  await page.getByRole('link', { name: 'Схема.txt' }).waitFor();
  await page.getByText('– Схема участка').waitFor();
  await look(page, 'request-draft');

  await page.getByRole('button', { name: 'Подготовить запрос к отправке' }).click();
  await page.getByText('Ваш запрос успешно выполнен').first().waitFor();
  await status(page, 'Подготовлен');
  await choose(page, 'Приложить подпись', { name: 'подпись.sig', buffer: detachedSignature() });
  await page.getByText('Проверить нечем').waitFor();
  await status(page, 'Подписан');
  await look(page, 'request-signed');

  const colleague = await openInbox();
  await page.getByRole('button', { name: 'Отправить запрос' }).click();
  await status(page, 'Новый');
  await status(page, 'Дата поступления');
  await page.getByText('Запрос передан поставщику сведений').waitFor();
  await look(page, 'request-sent');
  await page.getByRole('button', { name: 'Вернуться' }).click();
  await page
    .getByRole('row', { name: /Сведения|Новый/ })
    .first()
    .waitFor();
  await look(page, 'requests-list');

  await answerThere(colleague, 'Сведения об участке');
  await page.getByRole('row').getByText('Исполнено').waitFor();
  await page.getByRole('link', { name: /^Запрос № / }).click();
  await page.getByText('Выписка приложена.').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Выписка.txt' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe('Выписка.\n');
  await page.getByRole('region', { name: 'Просмотр данных запроса' }).getByText('Показать').click();
  await page.getByText('Пришлите выписку по участку', { exact: false }).waitFor();
  await look(page, 'request-answered');
  expect(person.complaints).toEqual([]);
});

test('клавиатурой: сохранить и отправить сразу, открыть из меню, отменить', async () => {
  const card = await caseInWork(clerk, 2);
  const person = await enter('request-keys');
  const { page } = person;
  await openRequests(person.page, card);
  await page.getByRole('button', { name: /^Создать запрос/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Поставщик сведений').waitFor();
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Заполнено не полностью', { exact: false }).waitFor();
  await look(page, 'request-incomplete');
  await fillRequest(page);
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('принят к отправке').first().waitFor();
  await page.getByRole('row').getByText('Новый').waitFor();
  expect(await page.getByRole('row').count()).toBe(2);

  await page.getByRole('button', { name: /^Действия: запрос № / }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Просмотреть' }).press('Enter');
  await status(page, 'Новый');

  await page.getByRole('button', { name: 'Отменить запрос' }).click();
  await look(page, 'request-cancel');
  await page.getByRole('dialog').getByRole('button', { name: 'Отменить запрос' }).click();
  await status(page, 'Отменён');
  expect(person.complaints).toEqual([]);
});

test('два человека над одним черновиком: чужое не затирается, введённое остаётся', async () => {
  const card = await caseInWork(clerk, 3);
  const person = await enter('request-conflict');
  const { page } = person;
  await openRequests(person.page, card);
  await page.getByRole('button', { name: /^Создать запрос/ }).click();
  await fillRequest(page);
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
  await page.getByText('Тема запроса – Изменено коллегой').waitFor();
  await look(page, 'request-conflict');
  await page.getByRole('button', { name: 'Оставить своё' }).click();
  await page.getByRole('button', { name: 'Отправить запрос' }).click();
  await status(page, 'Новый');
  await page.getByText('Напечатано здесь').waitFor();
});

test('отказать в сведениях можно только с причиной; её читает тот, кто спрашивал', async () => {
  const card = await caseInWork(clerk, 4);
  const question = { provider: 'zem', subject: 'Сведения о границах', comment: 'Пришлите границы.' };
  const body = { entry: 'regional', key: randomUUID(), question, send: true };
  const { id } = expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
  const number = await numberThere(question.subject);
  const person = await enter('incoming-refuse', 'super2');
  const { page } = person;
  await openIncoming(person, number);
  await page.getByRole('link', { name: `Входящий запрос № ${number}` }).click();
  await page.getByRole('button', { name: 'Отказать' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Отказать' }).click();
  await page.getByText('Напишите причину', { exact: false }).waitFor();
  await look(page, 'incoming-refuse');
  await page.getByLabel('Почему сведения не предоставляются').fill('Границы не установлены.');
  await page.getByRole('dialog').getByRole('button', { name: 'Отказать' }).click();
  await status(page, 'Отказано');
  await page.getByText('Границы не установлены.').waitFor();
  expect(person.complaints).toEqual([]);

  const asker = await enter('request-refused');
  await asker.page.goto(`/applications/${card.id}/requests/${id}`);
  await status(asker.page, 'Отказ поставщика');
  await asker.page.locator('.rg-notice').getByText('Границы не установлены.').waitFor();
  await look(asker.page, 'request-refused');
});
