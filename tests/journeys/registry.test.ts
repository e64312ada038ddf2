import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { killJobsOf } from '../support/dead-job.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import { listCame, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** What a clerk makes of the registry for themselves, by keyboard. */
let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  const registrar = await server.login('registrar');
  for (let at = 0; at < 12; at += 1) {
    await createApplication(registrar, { applicant: personNumber(at, { surname: at < 3 ? 'Ёлкина' : 'Ветрова' }) });
  }
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(login: string): Promise<Person> {
  const person = await office.enter(login);
  onTestFailed(() => picture(person.page, `failed-registry-${login}`));
  await person.page.getByRole('button', { name: 'Вид' }).waitFor();
  return person;
}

const headsOf = async (page: Page) =>
  (await page.locator('thead tr').first().locator('th:not(.rg-actions-head, .rg-select-cell)').allInnerTexts()).map(
    (head) => head.trim(),
  );

/** A menu by its key, then the item of this name by arrows. */
async function choose(page: Page, item: string, key = 'v'): Promise<void> {
  await page.keyboard.press(key);
  const wanted = page.getByRole('menuitem', { name: item, exact: true });
  await wanted.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[role="menu"]') !== null);
  const inFocus = () => wanted.evaluate((node) => node.contains(document.activeElement));
  while (!(await inFocus())) {
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((former) => document.activeElement !== former, before);
  }
  await page.keyboard.press('Enter');
}

test('столбцы и вид – с клавиатуры; вид открывается первым, ссылка – у коллеги', async () => {
  const { page, complaints, close } = await enter('registrar');
  await choose(page, 'Столбцы…');
  const dialog = page.getByRole('dialog', { name: 'Столбцы списка' });
  await dialog.getByRole('checkbox', { name: 'Услуга' }).focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('checkbox', { name: 'Заявитель' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await look(page, 'registry-columns');
  await dialog.getByRole('button', { name: 'Показать' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const heads = ['Номер', 'Заявитель', 'Дата регистрации', 'Адрес', 'Статус', 'Исполнитель', 'Срок', 'Источник'];
  await expect.poll(() => headsOf(page)).toEqual(heads);
  await page.getByLabel('Заявитель', { exact: true }).fill('Ёлкина');
  await page.keyboard.press('Enter');
  await page.getByText('Показано: 3 заявки').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await choose(page, 'Сохранить вид…');
  const saving = page.getByRole('dialog', { name: 'Сохранить вид' });
  await saving.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await saving.getByText('Назовите вид', { exact: false }).waitFor();
  await look(page, 'registry-save-view');
  await saving.getByLabel('Название').fill('Ёлкины');
  await saving.getByRole('checkbox').check();
  await saving.getByLabel('Название').press('Enter');
  await page.getByRole('button', { name: 'Вид: Ёлкины' }).waitFor();
  const address = page.url();
  await choose(page, 'Ссылка на вид…');
  expect(await page.getByLabel('Ссылка', { exact: true }).inputValue()).toBe(address);
  await look(page, 'registry-link');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.goto('/applications');
  await page.getByRole('button', { name: 'Вид: Ёлкины' }).waitFor();
  expect(page.url()).toBe(address);
  await page.getByText('Показано: 3 заявки').waitFor();
  await choose(page, 'Мои виды…');
  await page.getByRole('dialog', { name: 'Мои виды' }).waitFor();
  await look(page, 'registry-views');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Очистить' }).click();
  await page.getByText('Показано: 12 заявок').waitFor();
  expect(complaints).toEqual([]);
  await close();
  const colleague = await enter('dispatcher');
  await colleague.page.goto(address);
  // A dispatcher sees no drafts: the link opens the view, not what its sender sees.
  await colleague.page.getByText('По этому фильтру заявок нет').waitFor();
  expect(colleague.complaints).toEqual([]);
  await colleague.close();
});

test('список выгружается в фоне: клавиша E, ход, файл, удаление', async () => {
  const { page, complaints, close } = await enter('registrar');
  await page.getByLabel('Заявитель', { exact: true }).fill('Ветрова');
  await page.keyboard.press('Enter');
  await page.getByText('Показано: 9 заявок').waitFor();
  // The focus stays in the field, and an arrow leads from there to what was found.
  expect(await page.locator(':focus').getAttribute('id')).toBe('filter-applicant');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.locator(':focus').getAttribute('class')).toBe('rg-row-link');
  await page.getByRole('heading', { level: 1 }).focus();
  await choose(page, 'В CSV', 'e');
  const dialog = page.getByRole('dialog', { name: 'Мои выгрузки' });
  await dialog.getByText('9 заявок,', { exact: false }).waitFor();
  await look(page, 'registry-exports');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: /^Скачать CSV от / }).press('Enter'),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  expect(file.trim().split('\r\n')).toHaveLength(10);
  await dialog.getByRole('button', { name: /^Удалить CSV от / }).press('Enter');
  await dialog.getByText('Выгрузок нет').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
  await close();
});

test('диспетчер назначает многие сразу: сначала видно, что можно, потом – что вышло', async () => {
  const registrar = await server.login('registrar');
  for (let at = 20; at < 24; at += 1) {
    const draft = await createApplication(registrar, { applicant: personNumber(at, { surname: 'Пакетова' }) });
    await act(registrar, draft, ['register', {}]);
  }
  const { page, complaints, close } = await enter('dispatcher');
  await page.getByText('Показано: 4 заявки').waitFor();
  const links = page.locator('.rg-row-link');
  await links.first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  const bar = page.getByRole('region', { name: 'Выбранные заявки' });
  await bar.getByText('Выбрано: 3 заявки').waitFor();
  await look(page, 'registry-chosen');
  await bar.getByRole('button', { name: 'Назначить исполнителя' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Назначить исполнителя: 3 заявки' });
  await dialog.getByLabel('Кому').click();
  await listCame(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await look(page, 'registry-bulk-who');
  await dialog.getByRole('button', { name: 'Проверить' }).press('Enter');
  await dialog.getByText('Можно: 3, нельзя: 0').waitFor();
  const other = await server.login('dispatcher');
  const { items } = expected(await other.get('/api/applications?limit=1'));
  const { items: who } = expected(await other.get(`/api/applications/${items[0].id}/candidates/assign`));
  await act(other, items[0], ['assign', { input: { employee: who[0].id } }]);
  await dialog.getByRole('button', { name: 'Выполнить: 3' }).press('Enter');
  await dialog.getByText('Выполнено: 2, нельзя: 1').waitFor();
  await dialog.getByText('Заявку уже изменили', { exact: false }).waitFor();
  await look(page, 'registry-bulk-done');
  await dialog.getByRole('button', { name: 'Закрыть' }).last().press('Enter');
  await bar.waitFor({ state: 'hidden' });
  await page.getByRole('row').filter({ hasText: 'Принятие решения' }).nth(2).waitFor();
  await server.deps.jobs.stop();
  const wanted = { format: 'csv', content: { tab: 'all', filters: {}, sort: '', columns: [] } };
  const asked = expected(await other.post('/api/me/exports', wanted), 201);
  await killJobsOf(server, asked.items[0].id);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.getByRole('heading', { level: 1, name: 'Мои задания' }).waitFor();
  await page.getByText('Не получилась.', { exact: false }).waitFor();
  await page.getByRole('main').getByText('Выполнено: 2, нельзя: 1').waitFor();
  await look(page, 'tasks');
  await page.getByRole('button', { name: /^Повторить CSV от / }).press('Enter');
  await page.getByRole('link', { name: /^Скачать CSV от / }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('длинный список: в странице лишь видимое, клавиши, возврат с карточки и после перезагрузки на то же место', async () => {
  await server.database.asOwner((trx) =>
    trx.raw(
      `insert into application (organisation_id, number, service_code, service_version_id, workflow_version_id, state, phase,
         creator_id, answers, applicant, registered_at, list_applicant, list_address)
       select organisation_id, 'ДЛН-' || lpad(i::text, 4, '0'), service_code, service_version_id, workflow_version_id,
         'registered', 'received', creator_id, answers, applicant, created_at, list_applicant, list_address
       from (select * from application where state = 'draft' limit 1) model, generate_series(1, 260) i`,
    ),
  );
  const { page, complaints, close } = await enter('monitor');
  await page.goto('/applications?tab=all&number=ДЛН&sort=number');
  await page.getByText('Показано: 50 заявок').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toBe('ДЛН-0001');
  for (const shown of [100, 150, 200]) {
    await page.keyboard.press('End');
    await expect.poll(focused).toBe(`ДЛН-0${String(shown - 50).padStart(3, '0')}`);
    await page.keyboard.press('ArrowDown');
    await page.getByText(`Показано: ${shown} заявок`).waitFor();
  }
  const rows = page.locator('tbody tr[data-index]');
  expect(await rows.count()).toBeLessThan(60);
  const table = page.getByRole('table', { name: 'Заявки на услуги' });
  expect(await table.getAttribute('aria-rowcount')).toBe('-1');
  await page.keyboard.press('PageUp');
  await expect.poll(focused).toBe('ДЛН-0140');
  // The row in focus stays, however far one scrolls.
  await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
  await page.getByText('ДЛН-0001').waitFor();
  expect(await focused()).toBe('ДЛН-0140');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('ДЛН-0141');
  expect(await page.locator(':focus').evaluate((link) => link.closest('tr')?.getAttribute('aria-rowindex'))).toBe(
    '142',
  );
  await look(page, 'registry-long');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Вернуться' }).first().click();
  await page.getByText('Показано: 200 заявок').waitFor();
  await expect.poll(focused).toBe('ДЛН-0141');
  await page.reload();
  // What stands around it is there, what is far is not.
  await page.getByText('Показано: 100 заявок').waitFor();
  await expect.poll(focused).toBe('ДЛН-0141');
  await page.getByRole('button', { name: 'Показать предыдущие' }).click();
  await page.getByText('Показано: 150 заявок').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('ДЛН-0041');
  await page.keyboard.press('End');
  await expect.poll(focused).toBe('ДЛН-0190');
  expect(complaints).toEqual([]);
  await close();
});

test('ненужный черновик удаляют из строки и с карточки; передумать можно сразу и по ссылке', async () => {
  const { page, complaints, close } = await enter('registrar');
  const clerk = await server.login('registrar');
  const ids: string[] = [];
  for (const at of [700, 701, 702]) {
    ids.push((await createApplication(clerk, { applicant: personNumber(at, { surname: 'Ошибкина' }) })).id);
  }
  const links = page.locator('.rg-row-link');
  const inFocus = () => page.evaluate(() => document.activeElement?.getAttribute('href')?.split('/').at(-1) ?? '');
  await page.goto('/applications?applicant=Ошибкина');
  await expect.poll(() => links.count(), { timeout: 30_000 }).toBe(3);
  const shown = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')?.split('/').at(-1) ?? ''));
  expect(shown.toSorted()).toEqual(ids.toSorted());
  const [first = '', second] = shown;

  await page
    .getByRole('button', { name: /^Действия: черновик/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Удалить черновик' }).click();
  const bar = page.getByRole('region', { name: 'Удалённые черновики' });
  await bar.getByText('Черновик удалён').waitFor();
  await expect.poll(() => links.count(), { timeout: 30_000 }).toBe(2);
  await expect.poll(inFocus, { timeout: 30_000 }).toBe(second);
  await look(page, 'draft-deleted');
  await page.keyboard.press('Control+z');
  await expect.poll(() => links.count(), { timeout: 30_000 }).toBe(3);
  await expect.poll(inFocus, { timeout: 30_000 }).toBe(first);
  expect(await bar.count()).toBe(0);

  await page.keyboard.press('Delete');
  await expect.poll(inFocus, { timeout: 30_000 }).toBe(second);
  await page.getByRole('checkbox', { name: 'Выбрать все показанные' }).check();
  await page.getByRole('button', { name: 'Удалить черновики: 2' }).click();
  await bar.getByText('Удалено черновиков: 2').waitFor();
  await page.getByText('По этому фильтру заявок нет').waitFor();
  const undo = bar.getByRole('button', { name: 'Отменить' });
  await expect.poll(() => undo.evaluate((one) => one === document.activeElement), { timeout: 30_000 }).toBe(true);

  await page.goto(`/applications/${first}`);
  await page.getByText(/^Черновик удалён \d\d\.\d\d\.\d{4}, данные исчезнут \d\d\.\d\d\.\d{4}$/).waitFor();
  await look(page, 'draft-deleted-card');
  await page.getByRole('button', { name: 'Восстановить' }).click();
  await page.getByRole('button', { name: 'Удалить черновик' }).click();
  const restore = page.getByRole('button', { name: 'Восстановить' });
  await restore.waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.className ?? ''), { timeout: 30_000 })
    .toContain('rg-notice');
  await restore.click();
  await page.getByRole('button', { name: 'Удалить черновик' }).waitFor();
  await page.goto('/applications?applicant=Ошибкина');
  await expect.poll(() => links.count(), { timeout: 30_000 }).toBe(1);
  expect(complaints).toEqual([]);
  await close();
});
