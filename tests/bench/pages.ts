import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { openOffice } from '../support/browser.ts';
import { openBarePage } from './bare-page.ts';
import type { BenchOptions } from './options.ts';
import { overRegistry } from './registry.ts';

/** Milliseconds of the rounds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

export interface PageFigures {
  /** Bytes over the line, as compressed, until one can type; nothing in the browser's cache. */
  readonly loginBytes: number;
  readonly formBytes: number;
  /** A list that is filtered anew, from the press of «Фильтр» to its rows. */
  readonly list: Times;
  /** From the press of a row's link to the card. */
  readonly card: Times;
  /** The first ones, while the database reads from the disk and the browser compiles. */
  readonly first: { readonly list: Times; readonly card: Times };
  /** A page of 500 inputs and nothing else, opened by the same browser: what of these times is the browser's own. */
  readonly bare: Times;
}

/** A clerk before so many applications: what comes over the line first, and how long a list and a card take in the browser. */
export function measurePages(
  options: Pick<BenchOptions, 'rows' | 'pageRounds' | 'keep'>,
  say: (line: string) => void,
): Promise<PageFigures> {
  return overRegistry(options, say, async ({ url }) => {
    const office = await openOffice(url);
    try {
      say('Первая загрузка');
      const visitor = await office.visit();
      const loginBytes = await coldBytes(visitor.page, '/', () => visitor.page.getByLabel('Логин').waitFor());
      const clerk = await office.enter('super');
      const field = clerk.page.getByLabel('СНИЛС или ИНН');
      const formBytes = await coldBytes(clerk.page, '/applications/new?service=landPlotPlan', () => field.waitFor());
      say(`Список и карточка, кругов: ${options.pageRounds}`);
      const { page } = await office.enter('monitor');
      const list: number[] = [];
      const card: number[] = [];
      await page.goto('/applications');
      for (let round = 0; round < FIRST + options.pageRounds; round += 1) {
        list.push(await filteredList(page, round));
        card.push(await openedCard(page, round));
      }
      const bare = await bareTimes(page, options.pageRounds);
      const first = { list: timesOf(list.slice(0, FIRST)), card: timesOf(card.slice(0, FIRST)) };
      const usual = { list: timesOf(list.slice(FIRST)), card: timesOf(card.slice(FIRST)), bare: timesOf(bare) };
      return { loginBytes, formBytes, ...usual, first };
    } finally {
      await office.close();
    }
  });
}

/** While the browser compiles what it runs, and PostgreSQL fills its memory: told apart, as a working day has one such beginning. */
const FIRST = 15;

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

async function coldBytes(page: Page, address: string, seen: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await page.goto('about:blank');
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(address);
  await seen();
  const found = bytes;
  await session.detach();
  return found;
}

const surnames = ['снегов', 'ветров', 'волков'] as const;

const clickLink = (page: Page, name: string) => page.getByRole('link', { name }).first().click();

/** Another name each time, so that neither side has the answer ready; in the program that is open, as in a clerk's day. */
async function filteredList(page: Page, round: number): Promise<number> {
  await clickLink(page, 'Заявки на услуги');
  await page.locator('.rg-row-link').first().waitFor();
  const name = `${surnames[round % surnames.length]} ${'абвгдеклмнпрст'[round % 14]}`;
  await page.getByLabel('Заявитель', { exact: true }).fill(name);
  return timed(page, '[aria-label="Фильтр заявок"] button[type="submit"]', '.rg-row-link, .rg-empty');
}

/** Another case each time: one that was open a moment ago is there at once. */
async function openedCard(page: Page, round: number): Promise<number> {
  await page.getByRole('button', { name: 'Очистить' }).first().click();
  const link = `tr[data-index="${round % 30}"] .rg-row-link`;
  await page.locator(link).waitFor();
  return timed(page, link, '.rg-case-facts');
}

/** From the press until the frame in which the wanted part is another one; all in the page, so that the driver's own time does not count. */
function timed(page: Page, button: string, wanted: string): Promise<number> {
  return page.evaluate(
    (at) =>
      new Promise<number>((done, fail) => {
        const text = () => document.querySelector(at.wanted)?.textContent;
        const before = text();
        const pressed = performance.now();
        document.querySelector<HTMLElement>(at.button)?.click();
        const look = () => {
          const now = text();
          if (performance.now() - pressed > 30_000) fail(new Error(`«${at.wanted}» осталось прежним`));
          else if (now === undefined || now === before) requestAnimationFrame(look);
          else requestAnimationFrame(() => done(performance.now() - pressed));
        };
        look();
      }),
    { button, wanted },
  );
}

async function bareTimes(page: Page, rounds: number): Promise<number[]> {
  const bare = await openBarePage(500);
  try {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      await page.goto('about:blank');
      const began = performance.now();
      await page.goto(bare.url, { waitUntil: 'commit' });
      await page.locator('#i1').waitFor();
      if (round > 0) times.push(performance.now() - began);
    }
    return times;
  } finally {
    await bare.close();
  }
}

export interface WalkFigure {
  readonly pass: number;
  /** After the garbage is collected. */
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Memory of a page that is never loaded anew: the same walk over the screens, pass after pass. */
export function measureWalk(
  options: Pick<BenchOptions, 'rows' | 'passes' | 'minutes' | 'keep'>,
  say: (line: string) => void,
): Promise<readonly WalkFigure[]> {
  return overRegistry(options, say, async ({ url }) => {
    const office = await openOffice(url);
    try {
      const { page } = await office.enter('super');
      // It is memory that is looked at: a machine that is busy for a while does not end two hours of it.
      page.setDefaultTimeout(300_000);
      const session = await page.context().newCDPSession(page);
      const marks = new Set([1, 10, ...[1, 2, 3, 4].map((part) => Math.ceil((options.passes * part) / 4))]);
      const figures: WalkFigure[] = [];
      const began = performance.now();
      const between = (options.minutes * 60_000) / options.passes;
      for (let pass = 1; pass <= options.passes; pass += 1) {
        await pause(Math.max(0, began + (pass - 1) * between - performance.now()));
        await walkOnce(page);
        if (!marks.has(pass)) continue;
        figures.push({ pass, ...(await memoryOf(session)) });
        say(`Проход ${pass} из ${options.passes}`);
      }
      return figures;
    } finally {
      await office.close();
    }
  });
}

/** By keys and links alone: the program stays the same one. */
async function walkOnce(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.locator('.rg-row-link').first().click();
  for (const tab of ['Документы', 'История', 'Данные']) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await page.locator('.rg-card:visible').first().waitFor();
  }
  await page.getByRole('link', { name: 'Заявки на услуги' }).click();
  await page.locator('.rg-row-link').first().waitFor();
  await page
    .getByRole('link', { name: 'Создать' })
    .or(page.getByRole('button', { name: 'Создать' }))
    .click();
  await page.getByLabel('Найти услугу по названию').waitFor();
  await page.getByLabel('Найти услугу по названию').press('Enter');
  await page.getByLabel('Фамилия', { exact: true }).fill('Проходова');
  await page.getByRole('link', { name: 'Заявки на услуги' }).click();
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
}

async function memoryOf(session: CDPSession): Promise<Omit<WalkFigure, 'pass'>> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heapMb: usedSize / 1024 / 1024, nodes, listeners: jsEventListeners };
}
