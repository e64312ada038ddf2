import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectFocused, look } from './screens.ts';

/** What a group is made of is chosen where it is drawn, by a press and by keys, named, moved and taken away. */
export async function workOnParts(page: Page): Promise<void> {
  await page.getByLabel('Найти вид поля').fill('группа полей');
  await page.keyboard.press('Enter');
  const title = page.getByLabel('Название поля', { exact: true });
  await expectFocused(title);
  await title.fill('Кто наблюдал');
  await page.keyboard.press('Enter');
  const group = page.locator('[data-field="ktoNablyudal"]');
  await page.getByLabel('Новое поле записи').fill('Должность');
  await page.keyboard.press('Enter');
  const first = group.locator('[data-part="name"]');
  const second = group.locator('[data-part="dolzhnost"]');
  await second.click();
  await page.getByRole('navigation', { name: 'Часть чего это поле' }).getByText('Кто наблюдал').waitFor();
  await expect.poll(() => title.inputValue()).toBe('Должность');
  await page.getByRole('treeitem', { name: 'Должность', selected: true }).waitFor();
  await look(page, 'studio-part');
  await second.press('ArrowUp');
  await expectFocused(first);
  await first.press('F2');
  await expectFocused(title);
  await title.fill('Имя наблюдателя');
  await page.keyboard.press('Enter');
  // The drawing follows: the name, then the order.
  const labels = group.locator('.rg-field-label label');
  await expect.poll(() => labels.allTextContents()).toEqual(['Имя наблюдателя', 'Должность']);
  await first.focus();
  await first.press('Alt+ArrowDown');
  await expect.poll(() => labels.allTextContents()).toEqual(['Должность', 'Имя наблюдателя']);
  await expectFocused(first);
  await first.press('Delete');
  await first.waitFor({ state: 'detached' });
  await expectFocused(group.locator('.rs-field-name'));
  await page.keyboard.press('Delete');
  await group.waitFor({ state: 'detached' });
}
