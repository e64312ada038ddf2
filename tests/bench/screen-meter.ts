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

type Watched = typeof globalThis & { keyTimes: number[]; keysWatched?: true; longestTask?: number };

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

interface Opening {
  readonly address: string;
  readonly seen: () => Promise<void>;
  readonly rounds: number;
}

/** Milliseconds from going to the address until its part is there; the whole address anew. */
export function opening(page: Page, { address, seen, rounds }: Opening): Promise<number> {
  return medianOf(rounds, async () => {
    await page.goto('about:blank');
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await seen();
    return performance.now() - began;
  });
}

/** The first time fills the cache of the browser and is not counted. */
export async function medianOf(rounds: number, measureOnce: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const time = await measureOnce();
    if (turn > 0) times.push(time);
  }
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** From now on the page tells when it is busy for 50 ms and more at one stretch. */
export async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = globalThis as Watched;
    watched.longestTask = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        watched.longestTask = Math.max(watched.longestTask ?? 0, duration);
      }
    }).observe({ type: 'longtask' });
  });
}

/** In milliseconds, since `watchTasks`; 0: none of 50 and more. */
export function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as Watched).longestTask ?? 0);
}
