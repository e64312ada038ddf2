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
  // The example is asked of the server.
  await expect
    .poll(() => preview.getByLabel('Код региона по ОКТМО').inputValue(), { timeout: 15_000 })
    .toBe('73701000');
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
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: 'Версии' }).click();
  await page.getByRole('button', { name: 'Сравнить', exact: true }).click();
  await page.getByRole('region', { name: 'Версия 1 и Черновик рядом' }).getByText('Просрочено у исполнителя').waitFor();
  await look(page, 'tryout-versions');
  await page.getByRole('button', { name: 'Вернуть в черновик: версия 1' }).click();
  await page
    .getByRole('region', { name: 'Версия 1 и Черновик рядом' })
    .getByText('Просрочено')
    .waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Отменить', exact: true }).click();
  await page.getByRole('region', { name: 'Версия 1 и Черновик рядом' }).getByText('Просрочено у исполнителя').waitFor();
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByLabel('Комментарий к версии').fill('С новым тестом');
  await page.getByLabel('Действует с дня').fill('11.01.2099');
  for (const box of await page.getByLabel('Предупреждения прочитаны').all()) await box.check();
  await page.getByRole('button', { name: 'Опубликовать с этого дня' }).click();
  await page.getByText('Публикация ждёт своего дня').waitFor();
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByRole('dialog').getByText('11.01.2099').waitFor();
  await look(page, 'tryout-asked');
  await page.getByRole('button', { name: 'Отозвать публикацию' }).click();
  await page.getByLabel('Комментарий к версии').waitFor();
  await page.goto('/admin/');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Выгрузить архив: Выдача градостроительного плана/ }).click(),
  ]);
  await page.locator('input[type=file]').setInputFiles(await file.path());
  await page.getByText('Всё в архиве совпадает с действующим').waitFor();
  await look(page, 'tryout-archive');
  expect(complaints).toEqual([]);
});
