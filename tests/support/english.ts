import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** From the next address on, as the switch of the profile leaves it. */
export async function speakEnglish(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('reglament.locale', 'en'));
}

/** Words of the interface are English, and those of the definitions except `own`; what people have written, and who they are, is theirs. */
export async function expectEnglish(page: Page, screen: string, own: readonly string[] = []): Promise<void> {
  const said = (await page.evaluate(shownWords)).map((text) =>
    own.reduce((rest, word) => rest.replaceAll(word, ''), text),
  );
  const russian = said.filter((text) => /[А-Яа-яЁё]/.test(text.replace(/АРХ-|УГХ-|ЗЕМ-/g, '')));
  expect.soft(russian, `${screen}: не по-английски`).toEqual([]);
  expect.soft(await page.evaluate(unmarkedRussian), `${screen}: русское не названо русским (3.1.2)`).toEqual([]);
}

/**
 * What a voice that speaks English would read out: Russian with nothing around it that says so. A name within an English sentence is
 * no text of its own.
 */
function unmarkedRussian(): string[] {
  const ownText = (one: Element) =>
    [...one.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '')).join(' ');
  const found = [
    ...document.body.querySelectorAll<HTMLElement>('*:not(script, style, [contenteditable="true"] *)'),
  ].filter((one) => {
    const said = ownText(one);
    return /[А-Яа-яЁё]/.test(said) && !/[A-Za-z]/.test(said) && one.checkVisibility();
  });
  const unmarked = found.filter((one) => one.closest<HTMLElement>('[lang]')?.lang !== 'ru');
  return [...new Set(unmarked.map((one) => ownText(one).trim().slice(0, 60)))];
}

function shownWords(): string[] {
  const words =
    'h2, h3, label, legend, button, th, dt, summary, nav a, caption, option, .rg-lead, .rg-hint, .rg-tag, .rg-status, .rg-why, .rg-why-not, .rg-history-title, .rg-history strong';
  const people = '.rg-user, #language';
  const found = [...document.querySelectorAll<HTMLElement>(words)]
    .filter((one) => one.checkVisibility() && one.closest(people) === null)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.innerText.trim()}`);
  return [...new Set(found)].filter((text) => /[А-Яа-яЁё]/.test(text));
}
