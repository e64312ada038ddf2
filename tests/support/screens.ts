import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectAccessible, expectFits, picture } from './browser.ts';
import { settled } from './settled.ts';

/** The screen is whole: a picture for people, nothing for axe to say, no sideways scrolling. */
export async function look(page: Page, name: string): Promise<void> {
  await settled(page);
  await picture(page, name);
  await expectAccessible(page, name);
  await expectFits(page, name);
  // What measures its place has drawn itself anew at the width of the desk.
  await settled(page);
}

/** The place itself may be drawn anew meanwhile, with the focus kept. */
export async function expectFocused(place: Locator): Promise<void> {
  await expect
    .poll(() => place.evaluate((element) => element === document.activeElement), { timeout: 30_000 })
    .toBe(true);
}

const openOption = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option';

/** The list that opens has its options: a key pressed before they come chooses nothing. */
export const listCame = (page: Page): Promise<void> => page.locator(openOption).first().waitFor();

/** An option of a list by the arrows, wherever in the list it stands. */
export async function chooseByKeys(list: Locator, option: string): Promise<void> {
  const page = list.page();
  const active = page.locator(`${openOption}-active`);
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await active.waitFor();
  const options = await page.locator(openOption).count();
  for (let step = 0; step < options && (await active.textContent()) !== option; step++)
    await page.keyboard.press('ArrowDown');
  expect(await active.textContent()).toBe(option);
  await page.keyboard.press('Enter');
}

export async function expectState(page: Page, title: string): Promise<void> {
  await page.locator('.rg-case-facts').getByText(title, { exact: true }).waitFor();
}

/** From the registry, the way a clerk comes to a case: by its number. */
export async function openByNumber(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Заявки на услуги' }).click();
  await page.getByLabel('Номер', { exact: true }).fill(number);
  await page.getByRole('button', { name: 'Фильтр' }).click();
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${number}` }).waitFor();
}

export async function numberOf(page: Page): Promise<string> {
  const heading = await page.getByRole('heading', { level: 1, name: /^Заявка № / }).textContent();
  return heading?.replace('Заявка № ', '') ?? '';
}

/** The questions of «Градостроительный план» for a plot that has an address. */
export async function fillLand(page: Page): Promise<void> {
  await page.getByLabel('Код региона по ОКТМО').fill('73701000');
  await page.getByLabel('Кадастровый номер земельного участка').fill('73:24:010203:45');
  await page.getByLabel('Площадь (кв. м)').fill('612,5');
  await page.getByLabel('Адрес', { exact: true }).check();
  await page.getByLabel('Адресная строка').fill('г. Верхнереченск, ул. Луговая, д. 7');
  await page.getByRole('button', { name: 'Разобрать строку по частям' }).click();
  await page.getByText('Заполнено частей: 3. Проверьте их.').waitFor();
  expect(await page.getByLabel('Улица', { exact: true }).inputValue()).toBe('ул. Луговая');
  await page.getByLabel('Индекс').fill('432001');
  await page.getByLabel('Регион', { exact: true }).fill('Верхнереченская область');
  await page.getByLabel('В ведомстве').check();
}

/** As Ctrl+V does with what a spreadsheet has put into the clipboard. */
export async function pasteInto(cell: Locator, text: string): Promise<void> {
  await cell.focus();
  await cell.evaluate((input, content) => {
    const data = new DataTransfer();
    data.setData('text/plain', content);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}
