import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** From the next address on, as the switch of the profile leaves it. */
export async function speakEnglish(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('reglament.locale', 'en'));
}

/** Words of the interface and of the definitions are English; what people have written, and who they are, is their own. */
export async function expectEnglish(page: Page, screen: string): Promise<void> {
  expect.soft(await page.evaluate(russianWords), `${screen}: не по-английски`).toEqual([]);
}

function russianWords(): string[] {
  const words =
    'h2, h3, label, legend, button, th, dt, summary, nav a, caption, option, .rg-lead, .rg-hint, .rg-tag, .rg-status, .rg-why, .rg-why-not, .rg-history-title, .rg-history strong';
  const people = '.rg-user, #language';
  const found = [...document.querySelectorAll<HTMLElement>(words)]
    .filter((one) => one.checkVisibility() && one.closest(people) === null)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.innerText.trim().slice(0, 80)}`);
  return [...new Set(found.filter((said) => /[А-Яа-яЁё]/.test(said.replace(/АРХ-|УГХ-|ЗЕМ-/g, ''))))];
}
