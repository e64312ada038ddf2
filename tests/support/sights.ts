import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expectAccessible } from './browser.ts';
import { expectEnglish } from './english.ts';
import { expectLargeTargets, expectNarrow, reflowed, zoomed } from './eyesight.ts';
import { settled } from './settled.ts';

/** A screen in one of its states, as somebody looks at it. */
export interface Sight {
  readonly name: string;
  /** `:deciding` and the like stand for a case or a draft. */
  readonly path: string;
  /** The state it is looked at in; absent: as it opens. */
  readonly open?: (page: Page) => Promise<unknown>;
}

export type Ids = Readonly<Record<string, string>>;

export const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

export const dialog = (name: string | RegExp) => async (page: Page) => {
  await click(name)(page);
  await page.getByRole('dialog').waitFor();
};

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Screens one after another, on a desk. The page is loaded anew only where something was left open in it, or another one begins. */
export function wanderer(page: Page, ids: Ids): (sight: Sight) => Promise<void> {
  let left: string | undefined;
  return async ({ path, open }) => {
    const place = path.replace(/:(\w+)/, (_, code: string) => ids[code] ?? code);
    const pages = place.startsWith('/admin') ? 'admin' : 'clerk';
    await page.setViewportSize({ width: 1366, height: 768 });
    if (left === pages) await page.evaluate(follow, place);
    else await page.goto(place);
    left = open === undefined ? pages : undefined;
    await settled(page);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    if (open === undefined) return;
    await open(page);
    await settled(page);
  };
}

/** As a link of the page itself does. */
function follow(place: string): void {
  history.pushState(null, '', place);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** As it opens, then narrow and large in the same page: it is drawn anew by itself. */
export async function see(page: Page, name: string): Promise<void> {
  await expectLargeTargets(page, `${name}, 1366`);
  await expectAccessible(page, `${name}, тёмный`);
  await shot(page, `dark-${name}-1366`);
  for (const size of [zoomed, reflowed]) {
    await page.setViewportSize(size);
    await expectNarrow(page, `${name}, ${size.width}`);
    await expectLargeTargets(page, `${name}, ${size.width}`);
    await shot(page, `dark-${name}-${size.width}`);
  }
}

/** The words of it in the other language; `own` are those that are said as they were written. */
export async function readEnglish(page: Page, name: string, own: readonly string[]): Promise<void> {
  await expectEnglish(page, name, own);
  await shot(page, `english-${name}`);
}
