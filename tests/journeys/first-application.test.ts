import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expectFocus } from '../support/keyboard.ts';
import { pdfText } from '../support/pdf-text.ts';
import { chooseByKeys, expectState, look, numberOf } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

const SERVICE = 'Выдача разрешения на размещение вывески';

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

const openTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** A field from the palette without the mouse: its kind by a word, then its name, the focus coming by itself. */
async function addField(page: Page, word: string, title: string): Promise<void> {
  await page.getByLabel('Найти вид поля').fill(word);
  await page.keyboard.press('Enter');
  await expectFocus(page, 'Название поля');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).waitFor();
}

/** The fields, one that depends on another, their order: by keys, as the studio's list of keys says. */
async function makeForm(page: Page): Promise<void> {
  await openTab(page, 'Форма');
  await addField(page, 'отметка', 'Вывеска светится');
  await addField(page, 'целое', 'Мощность освещения');
  const shown = page.getByRole('group', { name: 'Показывать, когда', exact: true });
  await shown.getByRole('button', { name: 'Добавить условие' }).press('Enter');
  await chooseByKeys(shown.getByLabel('Условие 1: поле'), 'Вывеска светится');
  await page.getByText('Отмечено «Вывеска светится»').first().waitFor();
  await page.getByLabel('Обязательное, когда видно').press('Space');
  await addField(page, 'строка', 'Текст на вывеске');
  await page.getByLabel('Обязательное, когда видно').press('Space');
  const text = page.getByRole('button', { name: /^Текст на вывеске/ });
  await text.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectOrder(page, ['vyveskaSvetitsya', 'tekstNaVyveske', 'moschnostOsvescheniya']);
  await text.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectOrder(page, ['tekstNaVyveske', 'vyveskaSvetitsya', 'moschnostOsvescheniya']);
}

/** One move is drawn before the next is asked for: a key that comes in between would find no row in focus. */
async function expectOrder(page: Page, codes: readonly string[]): Promise<void> {
  const order = () =>
    page.locator('[data-field]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-field')));
  await expect.poll(order, { timeout: 30_000 }).toEqual(codes);
}

async function makeRest(page: Page): Promise<void> {
  await openTab(page, 'Документы');
  await page.getByRole('button', { name: 'Добавить документ' }).click();
  await page.getByLabel('Название документа').fill('Эскиз вывески');
  await page.keyboard.press('Enter');
  await page.getByLabel('Обязателен всегда').check();
  await openTab(page, 'Сроки');
  await page.getByLabel('Срок, дней').fill('10');
  await page.keyboard.press('Enter');
  await openTab(page, 'Основания');
  await page.getByRole('button', { name: 'Добавить основание' }).click();
  await page.getByLabel('Основание, как в регламенте').fill('Вывеска закрывает окна жилых помещений');
  await page.keyboard.press('Enter');
  await openTab(page, 'Решения');
  await page.getByLabel('Название решения').first().fill('Разрешить размещение вывески');
  await page.keyboard.press('Enter');
  await openTab(page, 'Шаблоны');
  const words = page.getByLabel('Текст абзаца', { exact: true });
  await words.nth(3).fill('Разрешить разместить вывеску «{{answers.tekstNaVyveske}}».');
  await page.keyboard.press('Tab');
  await openTab(page, 'Список и процедуры');
  await chooseByKeys(page.getByLabel('О чём заявка'), 'Текст на вывеске');
}

/** Checked by the finder of mistakes, then walked, and the walk kept as a test. */
async function checkAndTry(page: Page): Promise<void> {
  await openTab(page, 'Тесты');
  await page.getByRole('button', { name: 'Пройти услугу…' }).click();
  await page.getByRole('button', { name: 'Заполнить примером' }).click();
  const sketch = page.getByLabel('Эскиз вывески – обязателен');
  await expect.poll(() => sketch.isChecked(), { timeout: 30_000 }).toBe(true);
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  const steps = page.getByRole('list', { name: 'Шаги пути' });
  await steps.getByText('Зарегистрировано: дан номер, пошёл срок').waitFor();
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  const dialog = page.getByRole('dialog', { name: 'Одобрить предоставление услуги' });
  await dialog.getByLabel('Обоснование решения').fill('Вывеска соответствует правилам');
  await dialog.getByLabel('Сообщение для заявителя').fill('Разрешение готово');
  await dialog.getByRole('button', { name: 'Выполнить' }).click();
  await steps.getByText('Решение опубликовано').waitFor();
  await page.getByLabel('Название теста').fill('Разрешение выдано');
  await page.getByRole('button', { name: 'Сохранить тест' }).click();
  await page.getByText('все прошли').waitFor();
}

async function publishAndOffer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByLabel('Комментарий к версии').fill('Первая версия');
  for (const box of await page.getByLabel('Предупреждения прочитаны').all()) await box.check();
  await page.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await page.getByText('Опубликована версия 1').waitFor();
  await page.getByRole('link', { name: 'Ведомства' }).click();
  await page.getByText('Управление архитектуры и градостроительства').first().click();
  await page.getByLabel(SERVICE).check();
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await page.getByRole('button', { name: 'Сохранить', exact: true, disabled: true }).waitFor();
}

async function registerFirst(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Создать' }).click();
  await page.getByText(SERVICE).first().click();
  await page.getByLabel('Фамилия').fill('Ветрова');
  await page.getByLabel('Имя', { exact: true }).fill('Алла');
  await page.getByLabel('СНИЛС', { exact: true }).fill('11223344595');
  await chooseByKeys(page.getByLabel('Способ уведомления'), 'Лично');
  await page.getByLabel('Текст на вывеске').fill('Булочная');
  expect(await page.getByLabel('Мощность освещения').count()).toBe(0);
  await page.getByLabel('Вывеска светится').check();
  await page.getByLabel('Мощность освещения').fill('60');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(page, 'Черновик');
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  // What is missing leads to where it is handed in, on another tab.
  await page.getByRole('link', { name: /^Приложите документ/ }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^Загрузить документ: /);
  await page.getByRole('link', { name: 'Документы', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Загрузить документ' }).first().click();
  const sketch = { name: 'Эскиз.txt', mimeType: 'text/plain', buffer: Buffer.from('Эскиз вывески.\n') };
  await (await chooser).setFiles(sketch);
  await page.getByRole('link', { name: 'Эскиз.txt' }).waitFor();
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
  await expectState(page, 'Зарегистрировано');
}

async function giveOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Выдать результат на руки' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Предъявленный документ').fill('Паспорт 7304 123456');
  await dialog.getByLabel('Подпись в расписке').check();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Ветрова Алла (заявитель)').waitFor();
}

test('с чистого листа до первой заявки: форма, документы, процесс, срок, решение, проба, публикация, выдача', async () => {
  const admin = await office.enter('admin');
  onTestFailed(() => picture(admin.page, 'failed-first-service'));
  const { page } = admin;
  await page.goto('/admin/');
  await page.getByRole('button', { name: 'Новая услуга' }).click();
  await page.getByLabel('Название услуги').fill(SERVICE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: SERVICE }).waitFor();
  await chooseByKeys(page.getByLabel('Процесс', { exact: true }), 'Короткий процесс без утверждения');
  await makeForm(page);
  await makeRest(page);
  await checkAndTry(page);
  await look(page, 'first-service-tried');
  await publishAndOffer(page);

  const clerk = await office.enter('super');
  onTestFailed(() => picture(clerk.page, 'failed-first-application'));
  await registerFirst(clerk.page);
  const number = await numberOf(clerk.page);
  await clerk.page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await clerk.page.getByLabel('Обоснование решения').fill('Вывеска соответствует правилам.');
  await clerk.page.getByLabel('Сообщение для заявителя').fill('Разрешение готово.');
  await clerk.page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(clerk.page, 'Работа по заявке завершена');
  await look(clerk.page, 'first-application-done');
  await clerk.page.getByRole('link', { name: 'Решение', exact: true }).click();
  const download = clerk.page.waitForEvent('download');
  await clerk.page.getByRole('link', { name: `Решение ${number}.pdf` }).click();
  const paper = pdfText(await readFile(await (await download).path()));
  expect(paper).toContain('Разрешитьразместитьвывеску«Булочная».');
  await giveOut(clerk.page);
  expect([...admin.complaints, ...clerk.complaints]).toEqual([]);
});
