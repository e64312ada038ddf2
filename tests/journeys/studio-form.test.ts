import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { beginForm } from '../support/form-work.ts';
import { workOnParts } from '../support/part-work.ts';
import { publishFellingWith } from '../support/republished.ts';
import { workOnRows } from '../support/row-work.ts';
import { look, pasteInto } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { workInTree } from '../support/tree-work.ts';

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

test('форма услуги: на экране, клавиатурой, деревом, таблицей; отмена после перезагрузки, связанный раздел', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-studio-form'));
  await beginForm(page);
  await look(page, 'studio-form');
  await page.getByTitle('Как увидят').click();
  const preview = page.getByRole('region', { name: 'Предпросмотр формы' });
  await preview.getByText('На какой день').waitFor();
  expect(await preview.getByText('На какой высоте').count()).toBe(0);
  await preview.getByLabel('Нужен ветер').check();
  await preview.getByText('На какой высоте').waitFor();
  await look(page, 'studio-preview');
  await page.getByTitle('Состав', { exact: true }).click();

  await page.getByRole('button', { name: /^На какой высоте/ }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: /^На какой высоте/ }).waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Нужен ветер');
  await page.getByText('Сохранено', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Нужен ветер/ }).waitFor();
  await page.getByRole('button', { name: 'Отменить' }).click();
  await page.getByRole('button', { name: /^На какой высоте/ }).waitFor();
  await page.getByRole('button', { name: /^На какой высоте/ }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(() => page.locator('[data-field]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-field'))))
    .toEqual(['naKakoyDen', 'naKakoyVysote', 'nuzhenVeter']);

  await workOnRows(page);
  await workInTree(page);
  await workOnParts(page);

  // The same fields as a table: more are pasted, others copied, corrected in a spreadsheet and pasted back over.
  await page.getByTitle('Таблицей').click();
  const table = page.getByRole('region', { name: 'Поля таблицей' });
  await page.getByRole('button', { name: 'Поля из таблицы…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Поля из таблицы' });
  await dialog.getByLabel('Вставьте строки').fill('Примечание\tТекст\tнет\nЛишнее\tголограмма');
  await dialog.getByText('вида «голограмма» нет').waitFor();
  await look(page, 'studio-bulk');
  await dialog.getByRole('button', { name: 'Добавить 1 поле' }).click();
  await table.getByLabel('Выбрать: Примечание').check();
  await table.getByText('Выбрано: 1 поле').waitFor();
  await look(page, 'studio-table');
  await pasteInto(table.getByLabel('Название: Нужен ветер'), 'Нужен ли ветер\tОтметка\tда\nПримечание\tголограмма\tда');
  await page.getByText('вида «голограмма» нет').waitFor();
  await expect.poll(() => table.getByLabel('Обязательное: Примечание').isChecked()).toBe(true);
  await table.getByLabel('Название: Нужен ли ветер').waitFor();
  await page.getByRole('button', { name: 'Отменить' }).click();
  await table.getByLabel('Название: Нужен ветер').waitFor();
  expect(await table.getByLabel('Обязательное: Примечание').isChecked()).toBe(false);
  await page.getByTitle('Состав', { exact: true }).click();

  // A section of another service comes as a linked copy; what changes at the source is offered, and may be left.
  await page.getByRole('button', { name: 'Раздел из другой услуги…' }).click();
  const link = page.getByRole('dialog', { name: 'Раздел из другой услуги' });
  await link.getByLabel('Услуга', { exact: true }).click();
  await page.keyboard.type('вырубки');
  await page.keyboard.press('Enter');
  await link.getByLabel('Срок работ – 2 поля').check();
  await look(page, 'studio-link');
  await link.getByRole('button', { name: 'Добавить' }).click();
  const copy = page.getByRole('region', { name: 'Раздел Срок работ' });
  await copy.getByText('связанная копия').waitFor();
  await page.getByText('Сохранено', { exact: true }).waitFor();
  await publishFellingWith(server, { worksTo: 'Последний день работ' });
  await page.reload();
  await copy.getByText('есть новее').waitFor();
  await copy.getByRole('button', { name: 'Что изменилось…' }).click();
  const news = page.getByRole('dialog', { name: /Раздел «Срок работ»: что нового/ });
  await news.getByText(/Последний день работ/).waitFor();
  await look(page, 'studio-link-update');
  await news.getByRole('button', { name: 'Принять 1 изменение' }).click();
  await copy.getByRole('button', { name: /^Последний день работ/ }).waitFor();
  await copy.getByText('связанная копия').waitFor();
  await look(page, 'studio-linked');
  await page.getByRole('button', { name: 'Удалить раздел Срок работ' }).click();
  await copy.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
}, 600_000);
