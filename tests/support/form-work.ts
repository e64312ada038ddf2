import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { look } from './screens.ts';

/** A new service from a blank sheet with three fields of its form, the last of which is shown by a condition. */
export async function beginForm(page: Page): Promise<void> {
  await page.goto('/admin/');
  await page.getByRole('button', { name: 'Новая услуга' }).click();
  await page.getByLabel('Название услуги').fill('Выдача справки о погоде');
  await look(page, 'studio-new');
  await page.getByRole('button', { name: 'Начать' }).click();
  await page.getByRole('heading', { level: 1, name: 'Выдача справки о погоде' }).waitFor();
  await look(page, 'studio-passport');

  await page.getByRole('tab', { name: 'Форма' }).click();
  await page.getByText('В форме пока нет полей').waitFor();
  await page.getByLabel('Найти вид поля').fill('дата');
  await page.keyboard.press('Enter');
  // The new field is named at once: the focus is there.
  const title = page.getByLabel('Название поля');
  await expect.poll(() => title.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('На какой день');
  await page.keyboard.press('Enter');
  const field = page.getByRole('button', { name: /^На какой день/ });
  await field.waitFor();
  await expect(field.textContent()).resolves.toContain('naKakoyDen');
  await page.getByLabel('Обязательное, когда видно').check();

  await page.getByLabel('Найти вид поля').fill('отметка');
  await page.keyboard.press('Enter');
  await page.getByLabel('Название поля').fill('Нужен ветер');
  await page.keyboard.press('Enter');
  await page.getByLabel('Найти вид поля').fill('целое');
  await page.keyboard.press('Enter');
  await page.getByLabel('Название поля').fill('На какой высоте');
  await page.keyboard.press('Enter');
  const visible = page.getByRole('group', { name: 'Показывать, когда', exact: true });
  await visible.getByRole('button', { name: 'Добавить условие' }).click();
  await visible.getByLabel('Условие 1: поле').click();
  await page.getByTitle('Нужен ветер').click();
  await page
    .getByText(/Нужен ветер.*отмечено|отмечено.*Нужен ветер/i)
    .first()
    .waitFor();
}
