import type { Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { openPages } from './browser.ts';
import { askedOf, refusedTo } from './settled.ts';

/** Milliseconds; a page that hangs is told of as such. */
const LONGEST = 5_000;

/** What a journey that failed had before it: where it was waited in vain, the page usually says why. */
afterEach(async ({ task }) => {
  const [error] = task.result?.errors ?? [];
  if (error === undefined) return;
  const told = await Promise.all((await openPages()).map(lastLook));
  error.message += `\n\nНа открытых страницах:\n${told.join('\n')}`;
});

async function lastLook(page: Page): Promise<string> {
  const looked = page.evaluate(seen).catch((problem: unknown) => [`не прочитана: ${problem}`]);
  const late = new Promise<string[]>((done) => setTimeout(done, LONGEST, ['не отвечает']).unref());
  const asked = askedOf(page).map((url) => `ещё не пришло: ${url}`);
  const refused = refusedTo(page).map((answer) => `отказано: ${answer}`);
  return [page.url(), ...(await Promise.race([looked, late])), ...asked, ...refused].join('\n  ');
}

/** Headings, what the page has said, what is in focus and which buttons can be pressed. */
function seen(): string[] {
  const shown = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility());
  const words = (one: HTMLElement) => one.innerText.trim().replace(/\s+/g, ' ').slice(0, 300);
  const line = (title: string, found: readonly string[]) => `${title}: ${found.filter(Boolean).join(' | ') || '–'}`;
  const focus = document.activeElement;
  return [
    line('заголовки', shown('h1, h2').map(words)),
    line('сказано', shown('[role="alert"], [role="status"], .ant-message-notice, [role="dialog"]').map(words)),
    line(
      'кнопки',
      shown('button:not(:disabled)').map((one) => one.getAttribute('aria-label') ?? words(one)),
    ),
    line('в фокусе', [focus?.outerHTML.slice(0, 200) ?? '']),
  ];
}
