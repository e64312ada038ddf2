import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectFocused, look } from './screens.ts';

/**
 * A field comes between two rows, is named in its own place, required by a press, and goes; what else names «Нужен ветер» is
 * told before that changes.
 */
export async function workOnRows(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Добавить поле перед: Нужен ветер' }).click();
  await page.getByLabel('Какое поле добавить').pressSequentially('телефон');
  await page.locator('.ant-select-item-option-active').getByText('Телефон').waitFor();
  await page.keyboard.press('Enter');
  const added = page.locator('[data-field="telefon"] .rs-field-name');
  await added.focus();
  await page.keyboard.press('F2');
  await page.getByLabel('Название: Телефон').fill('Куда звонить');
  await page.keyboard.press('Enter');
  const renamed = page.locator('[data-field="kudaZvonit"] .rs-field-name');
  await expect.poll(() => renamed.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Обязательное: Куда звонить' }).click();
  await page.getByRole('button', { name: 'Обязательное: Куда звонить', pressed: true }).waitFor();
  // What stands in the middle is the question itself, as people will see it.
  const drawing = page.locator('[data-field="kudaZvonit"] .rs-drawing');
  await drawing.locator('label').getByText('Куда звонить').waitFor();
  await drawing.getByText('Требуется').waitFor();
  expect(await drawing.locator('input').evaluate((input) => input.closest('[inert]') !== null)).toBe(true);
  await renamed.press('ArrowDown');
  await expectFocused(page.locator('[data-field="nuzhenVeter"] .rs-field-name'));
  await page.getByTitle('Списком').click();
  await drawing.waitFor({ state: 'detached' });
  await look(page, 'studio-list');
  await page.getByTitle('Состав', { exact: true }).click();
  await page.getByRole('button', { name: '↑↓ Переместить: Куда звонить' }).press('Enter');
  await page.getByRole('menuitem', { name: /^Выше/ }).press('Escape');
  await expect.poll(() => renamed.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Delete');
  await renamed.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Нужен ветер/ }).click();
  await page.getByRole('button', { name: 'Изменить код…' }).click();
  const recode = page.getByRole('dialog', { name: 'Код поля «Нужен ветер»' });
  await recode.getByLabel('Новый код').fill('naKakoyDen');
  await recode.getByText('Такой код уже есть').waitFor();
  await recode.getByText('показ поля «На какой высоте»').waitFor();
  await look(page, 'studio-code');
  await recode.getByRole('button', { name: 'Отмена' }).click();
  await recode.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '× Удалить: Нужен ветер' }).click();
  const named = page.getByRole('dialog', { name: /названо в других местах/ });
  await named.getByText('показ поля «На какой высоте»').waitFor();
  await named.getByRole('button', { name: 'Отмена' }).click();
  await named.waitFor({ state: 'detached' });
}
