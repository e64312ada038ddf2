import type { Page } from 'playwright-core';

/** In milliseconds. */
export interface KeyTimes {
  readonly p50: number;
  readonly p95: number;
}

/**
 * Types into the input that has the focus, a key at a time, and waits for the picture after each: from the moment of the key
 * itself until the frame that shows it has been drawn.
 */
export async function typeAndMeasure(page: Page, count: number): Promise<KeyTimes> {
  await page.evaluate(listenToKeys);
  for (let at = 0; at < count; at += 1) {
    await page.keyboard.press('abcdefgh'[at % 8] ?? 'a');
    await page.waitForFunction((done) => (globalThis as Watched).keyTimes.length > done, at);
  }
  const times = await page.evaluate(() => (globalThis as Watched).keyTimes);
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

type Watched = typeof globalThis & { keyTimes: number[]; keysWatched?: true };

/** Runs in the page. */
function listenToKeys(): void {
  const page = globalThis as Watched;
  page.keyTimes = [];
  if (page.keysWatched) return;
  page.keysWatched = true;
  document.addEventListener(
    'keydown',
    (event) => {
      // The task after the frame: what the key has led to is drawn by then.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => page.keyTimes.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

/** A page of inputs and nothing else: what the browser itself takes for a key. */
export async function plainInputs(page: Page, count: number): Promise<void> {
  const inputs = Array.from(
    { length: count },
    (_, at) => `<p><label for="i${at}">Вопрос ${at + 1}</label><br><input id="i${at}"></p>`,
  );
  await page.goto('about:blank');
  await page.setContent(`<!doctype html><title>Поля</title>${inputs.join('')}`);
}
