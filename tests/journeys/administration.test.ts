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

test('услуга доходит до сотрудника: её отмечают в списке ведомства', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-administration'));
  await page.goto('/admin/');
  await page.getByRole('link', { name: 'Ведомства', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Ведомства' }).waitFor();
  await look(page, 'bodies');
  await page.getByRole('link', { name: /^Управление архитектуры/ }).click();
  await page.getByRole('checkbox', { name: /архивн/i }).check();
  await page.getByText('Есть несохранённые изменения').waitFor();
  await look(page, 'body');
  await page.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await page.getByText('Всё сохранено').waitFor();
  await page.getByLabel('Новый отдел').fill('Архив');
  await page.getByLabel('Код отдела').fill('archive');
  await page.getByRole('button', { name: 'Добавить отдел' }).click();
  await page.getByRole('button', { name: 'Изменить: Архив' }).waitFor();
  const executor = await server.login('executor');
  const { items } = (await executor.get('/api/services')).body;
  expect(items.map(({ code }: { code: string }) => code)).toContain('archiveCertificate');
  expect(complaints).toEqual([]);
});
