import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { look } from '../support/screens.ts';
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

test('услугу пробуют до публикации: путь разными людьми, молчащий поставщик, часы, сохранённый тест', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-tryout'));
  await page.goto('/admin/');
  await page.getByRole('button', { name: /^Изменить: Выдача градостроительного плана/ }).click();
  await page.getByRole('tab', { name: 'Тесты' }).click();
  await page.getByText('все прошли').waitFor();
  await look(page, 'tryout-tests');
  await page.getByRole('button', { name: 'Пройти услугу…' }).click();
  await page.getByText('Чтобы зарегистрировать, не хватает').waitFor();
  await page.getByRole('button', { name: 'Заполнить примером' }).click();
  await page.getByText('Чтобы зарегистрировать, не хватает').waitFor({ state: 'detached' });
  await look(page, 'tryout-begun');
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  const steps = page.getByRole('list', { name: 'Шаги пути' });
  await steps.getByText('Зарегистрировано: дан номер, пошёл срок').waitFor();
  await page.getByLabel('Кто действует').click();
  await page.getByTitle('Диспетчер', { exact: true }).click();
  await page.getByRole('button', { name: 'Назначить исполнителя' }).click();
  await page.getByRole('dialog').getByLabel('Исполнитель').click();
  await page.getByRole('dialog').getByTitle('Исполнитель', { exact: true }).click();
  await look(page, 'tryout-action');
  await page.getByRole('dialog').getByRole('button', { name: 'Выполнить' }).click();
  await steps.getByText('Исполнителем назначен: executor').waitFor();
  await page.getByRole('button', { name: /^День после срока/ }).click();
  await page.getByText(/просрочено на дней: 1/).waitFor();
  await look(page, 'tryout-walk');
  await page.getByLabel('Название теста').fill('Просрочено у исполнителя');
  await page.getByRole('button', { name: 'Сохранить тест' }).click();
  const saved = page.getByRole('listitem').filter({ hasText: 'Просрочено у исполнителя' });
  await saved.getByText('прошёл', { exact: true }).waitFor();

  await page.keyboard.press('ControlOrMeta+p');
  const preview = page.getByRole('dialog', { name: /^Предпросмотр/ });
  await preview.getByRole('button', { name: 'Заполнить примером' }).click();
  await expect.poll(() => preview.getByLabel('Код региона по ОКТМО').inputValue()).toBe('73701000');
  await preview.getByText('Условия и причины').click();
  await preview
    .getByText(/Поле показано/)
    .first()
    .waitFor();
  await look(page, 'tryout-preview');
  await preview.getByText('Условия и причины').click();
  await preview.getByTitle('Телефон').click();
  await preview.getByTitle('Печать').click();
  await preview.getByRole('heading', { name: 'Заявка на услугу' }).waitFor();
  await preview.getByText('Что уйдёт поставщикам').click();
  await preview.getByText('ФНС: выписка из ЕГРЮЛ о заявителе').last().waitFor();
  await look(page, 'tryout-print');
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
