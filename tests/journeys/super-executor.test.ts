import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expectState, fillLand, look, numberOf, openByNumber } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

test('суперисполнитель: созданное сразу его, решение выходит без утверждения', async () => {
  const person = await office.enter('super');
  const { page } = person;
  onTestFailed(() => picture(page, 'failed-super'));
  await page.getByRole('button', { name: 'Создать' }).click();
  await page.getByText('Выдача градостроительного плана земельного участка').first().click();

  await page.getByLabel('Юридическое лицо').check();
  await page.getByLabel('Полное наименование').fill('Общество с ограниченной ответственностью «Родник»');
  await page.getByLabel('ОГРН', { exact: true }).fill('1029900000019');
  await page.getByLabel('ИНН', { exact: true }).fill('9901000010');
  await page.getByLabel('Способ уведомления').click();
  await page.getByText('Лично', { exact: true }).click();
  await fillLand(page);
  await look(page, 'super-new');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(page, 'Черновик');

  await page.getByRole('link', { name: 'Документы' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Загрузить документ' }).first().click();
  const buffer = Buffer.from('Заявление о выдаче плана.\n');
  await (await chooser).setFiles({ name: 'Заявление.txt', mimeType: 'text/plain', buffer });
  await page.getByRole('link', { name: 'Заявление.txt' }).waitFor();
  await look(page, 'super-documents');

  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  await expectState(page, 'Принятие решения');
  await page.locator('.rg-case-facts').getByText('Захаров').waitFor();
  const number = await numberOf(page);

  await page.getByRole('button', { name: 'Отказать в предоставлении услуги' }).click();
  await page.getByLabel('Причина отказа').fill('Передумал.');
  await page.getByRole('button', { name: 'Отменить', exact: true }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await openByNumber(page, number);
  await expectState(page, 'Принятие решения');
  await page.getByRole('button', { name: 'Отказать в предоставлении услуги' }).click();
  await page.getByRole('heading', { level: 1, name: 'Отказать в предоставлении услуги' }).waitFor();
  await page.locator('.rg-case-data > summary').click();
  await page.locator('.rg-case-data').getByText('1029900000019').waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Основания для отказа', { exact: false }).nth(1).waitFor();
  await look(page, 'super-refuse-incomplete');
  await page.getByRole('checkbox').first().check();
  await page.getByLabel('Причина отказа').fill('Заявитель не подтвердил права на участок.');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(page, 'Утвержден отказ');

  await page.getByRole('link', { name: 'Решение' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: `Решение ${number}.pdf` }).click();
  const paper = readFileSync(await (await download).path());
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  await look(page, 'super-published');

  await page.getByRole('button', { name: 'Завершить работу по заявке' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Завершить работу по заявке' }).click();
  await expectState(page, 'Работа по заявке завершена');
  expect(person.complaints).toEqual([]);
});
