import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';

const underWay = new WeakMap<Page, Set<Request>>();
const refused = new WeakMap<Page, string[]>();

/** Counts what the page asks for, from its first address on. */
export function watchRequests(page: Page): void {
  const asked = new Set<Request>();
  const refusals: string[] = [];
  underWay.set(page, asked);
  refused.set(page, refusals);
  page.on('request', (one) => {
    if (!isOfPage(one, page)) return;
    // What the page before has not received, it will not miss.
    if (one.isNavigationRequest()) asked.clear();
    asked.add(one);
  });
  page.on('requestfinished', (one) => asked.delete(one));
  page.on('requestfailed', (one) => asked.delete(one));
  page.on('response', (answer) => {
    if (answer.status() >= 400) refusals.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
}

/** Addresses that the page has asked for and not received; none for a page that nobody watches. */
export const askedOf = (page: Page): readonly string[] => [...(underWay.get(page) ?? [])].map((one) => one.url());

/** What the server has refused this page so far. */
export const refusedTo = (page: Page): readonly string[] => refused.get(page) ?? [];

/** The stream of events has no end, a frame shows a file in its own time: the page waits for neither. */
function isOfPage(one: Request, page: Page): boolean {
  return one.resourceType() !== 'eventsource' && one.serviceWorker() === null && one.frame() === page.mainFrame();
}

/**
 * What the page asked for has come, is drawn, moves no more, and has led to no further question. Playwright's «networkidle» says the
 * same after half a second in which nothing happens; this takes no longer than the page itself.
 */
export async function settled(page: Page): Promise<void> {
  if (!underWay.has(page)) throw new Error('watchRequests was not called for this page');
  const look = async () => {
    const asked = askedOf(page);
    return asked.length > 0 ? asked : [...(await page.evaluate(drawn)), ...askedOf(page)];
  };
  await expect.poll(look, { message: 'страница не успокоилась', interval: 20, timeout: 60_000 }).toEqual([]);
}

/**
 * Effects of what has come run within two frames, and a question that follows from it is asked; a screen that React draws piecemeal
 * leaves the page no idle moment until it stands.
 */
async function drawn(): Promise<string[]> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 }));
  const moving = document.getAnimations().filter((one) => {
    const { endTime } = one.effect?.getComputedTiming() ?? {};
    return one.playState === 'running' && endTime !== Number.POSITIVE_INFINITY;
  });
  const moved = moving.map((one) => (one.effect instanceof KeyframeEffect ? one.effect.target : null));
  const loading = document.querySelectorAll('.rg-loading');
  return [...loading, ...moved].map((one) => one?.outerHTML.slice(0, 100) ?? 'движение');
}
