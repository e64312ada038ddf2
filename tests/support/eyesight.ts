import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** 1280 px at 400 %, as WCAG 1.4.10 asks; the desk at 200 %; the desk. */
export const reflowed = { width: 320, height: 640 };
export const zoomed = { width: 683, height: 384 };

/** Spacing of WCAG 1.4.12; by a sheet of the page's own making, as an extension of the browser would add it. */
export function spaceOut(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Nothing of the page itself stands beyond its width; a table may scroll in a place of its own. What floats is placed anew after a while. */
export async function expectNarrow(page: Page, screen: string): Promise<void> {
  await expect.poll(() => page.evaluate(beyond), { message: `${screen}: шире экрана` }).toEqual([]);
}

function beyond(): string[] {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (one: Element) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX);
  const isKept = (one: Element | null): boolean =>
    one !== null && one !== document.body && one !== root && (scrolls(one) || isKept(one.parentElement));
  const wide = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 0.5 && !isKept(one.parentElement),
  );
  return [`${root.scrollWidth} из ${root.clientWidth}`, ...wide.slice(-6).map((one) => one.outerHTML.slice(0, 140))];
}

/** What is pressed is at least 24 × 24 (2.5.8); a link inside a sentence is as high as its line. */
export async function expectLargeTargets(page: Page, screen: string): Promise<void> {
  expect.soft(await page.evaluate(smallTargets), `${screen}: цели меньше 24 × 24`).toEqual([]);
}

function smallTargets(): string[] {
  const pressed = `a[href], button, input:not([type="file"], [aria-hidden]), select, textarea, summary, [role="menuitem"],
    [role="option"], [role="tab"], [role="switch"], [role="button"]`;
  const boxOf = (one: Element) =>
    (one.closest('label, .ant-select, .ant-input-number, .ant-input-affix-wrapper') ?? one).getBoundingClientRect();
  const isInline = (one: Element) =>
    one.matches('a, button.ant-btn-link') && getComputedStyle(one.closest('a') ?? one).display === 'inline';
  const found: string[] = [];
  for (const one of document.querySelectorAll(pressed)) {
    const { width, height } = boxOf(one);
    const isShown =
      one.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && width > 1 && height > 1;
    if (!isShown || isInline(one) || (width >= 23.5 && height >= 23.5)) continue;
    const name = one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 40) ?? '';
    found.push(`${one.tagName.toLowerCase()}.${one.className} «${name}» ${width.toFixed(1)} × ${height.toFixed(1)}`);
  }
  return [...new Set(found)];
}
