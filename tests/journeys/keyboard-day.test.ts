import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expectState } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** So many in a row; `npm run day` takes forty. */
const count = Number(process.env.APPLICATIONS ?? 1);
/** A field that so many steps do not reach is out of a clerk's reach. */
const MOST_STEPS = 60;

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

const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);

/** Tab by tab, never by mouse; fails where the focus does not come. */
async function tabTo(page: Page, place: Locator, what: string): Promise<void> {
  await place.waitFor();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await hasFocus(place)) return;
    await page.keyboard.press('Tab');
  }
  expect.fail(`до «${what}» не дойти клавишей Tab`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }), label);
  await page.keyboard.type(text);
}

/** A group takes one stop of Tab; arrows choose in it. */
async function pick(page: Page, label: string): Promise<void> {
  const radio = page.getByLabel(label, { exact: true });
  const name = await radio.getAttribute('name');
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  for (let step = 0; step < 10 && !(await radio.isChecked()); step += 1) await page.keyboard.press('ArrowDown');
  expect(await radio.isChecked(), label).toBe(true);
}

/**
 * The card has come, with its keys: its heading, or what is said of the deed, takes the focus when they are there. The
 * state alone says too little, since the page of a decision shows it before it gives way.
 */
async function onCard(page: Page, state: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /^Заявка № / }).waitFor();
  await page.waitForFunction(() => document.activeElement !== document.body);
  await expectState(page, state);
}

async function fillForm(page: Page): Promise<void> {
  await type(page, 'Фамилия', 'Клавишина');
  await type(page, 'Имя', 'Ольга');
  await type(page, 'СНИЛС', '11223344595');
  await tabTo(page, page.getByLabel('Способ уведомления'), 'Способ уведомления');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Лично');
  // A short list listens too: what is chosen is what was typed, and not its first option.
  await page.locator('.ant-select-item-option-active').getByText('Лично', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await type(page, 'Код региона по ОКТМО', '73701000');
  await type(page, 'Кадастровый номер земельного участка', '73:24:010203:45');
  await type(page, 'Площадь (кв. м)', '612,5');
  await pick(page, 'Адрес');
  await type(page, 'Адресная строка', 'г. Верхнереченск, ул. Луговая, д. 7');
  await type(page, 'Индекс', '432001');
  await type(page, 'Регион', 'Верхнереченская область');
  await pick(page, 'В ведомстве');
}

/** From the list to the end of the case and back. */
async function takeOne(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await page.keyboard.press('n');
  await tabTo(page, page.getByLabel('Найти услугу по названию'), 'Найти услугу');
  await page.keyboard.type('градостроительного плана');
  await page.keyboard.press('Enter');
  await fillForm(page);
  await page.keyboard.press('Control+Enter');
  await onCard(page, 'Принятие решения');
  await page.keyboard.press('Control+Enter');
  await type(page, 'Обоснование решения', 'Участок в зоне Ж-1, сведения подтверждены.');
  await page.keyboard.press('Control+Enter');
  await onCard(page, 'Утвержден положительный результат');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  // The state may come by the event before the dialog has its own answer; while it stands, keys are its own.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await onCard(page, 'Работа по заявке завершена');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
}

test('заявки подряд без мыши: создать, заполнить, зарегистрировать, решить, завершить', {
  timeout: 180_000 + count * 60_000,
}, async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-keyboard-day'));
  await page.evaluate(() => {
    const mark = () => document.documentElement.setAttribute('data-mouse', 'used');
    window.addEventListener('pointerdown', mark, true);
  });
  for (let at = 0; at < count; at += 1) await takeOne(page);
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  expect(await page.locator('html').getAttribute('data-mouse')).toBeNull();
  expect(complaints).toEqual([]);
});
