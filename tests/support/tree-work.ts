import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { expectFocused, look } from './screens.ts';

/** The form as a tree: walked by keys and letters, narrowed by a word; it leads to a field and moves it. */
export async function workInTree(page: Page): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Поля формы' });
  const lines = tree.getByRole('treeitem');
  const active = () =>
    tree.evaluate((one) => document.getElementById(one.getAttribute('aria-activedescendant') ?? '')?.textContent);
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => lines.count()).toBe(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => lines.count()).toBe(4);
  // A letter that is on no key of the driver's own keyboard.
  await tree.dispatchEvent('keydown', { key: 'н' });
  await expect.poll(active).toContain('На какой день');
  await page.keyboard.press('End');
  await expect.poll(active).toContain('Нужен ветер');
  // The line goes with its field, the keyboard stays in the tree.
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(() => lines.allTextContents().then((all) => all.findIndex((line) => line.includes('Нужен ветер'))))
    .toBe(2);
  await expectFocused(tree);
  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(() => lines.allTextContents().then((all) => all.findIndex((line) => line.includes('Нужен ветер'))))
    .toBe(3);
  await page.keyboard.press('Enter');
  await expectFocused(page.locator('[data-field="nuzhenVeter"] .rs-field-name'));
  await tree.getByRole('treeitem', { name: /Нужен ветер/, selected: true }).waitFor();
  await page.getByLabel('Найти поле').fill('высоте');
  await expect.poll(() => lines.count()).toBe(2);
  await look(page, 'studio-tree');
  await page.keyboard.press('Enter');
  await expectFocused(page.locator('[data-field="naKakoyVysote"] .rs-field-name'));
  await page.getByLabel('Найти поле').press('Escape');
  await tree.getByRole('treeitem', { name: /На какой высоте/, selected: true }).waitFor();
  await lines.filter({ hasText: 'Нужен ветер' }).click();
  await expectFocused(page.locator('[data-field="nuzhenVeter"] .rs-field-name'));
}
