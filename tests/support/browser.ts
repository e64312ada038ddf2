import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './chromium.ts';
import { demoPassword } from './http-client.ts';
import { watchRequests } from './settled.ts';

/** What the clerk has on the desk, and the narrowest screen that must still work. */
const desk = { width: 1366, height: 768 };
const phone = { width: 360, height: 740 };

export interface Person {
  readonly page: Page;
  /** What the page complained about: script errors, failed loads, violations of the content policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Office {
  /** A browser of its own for one person, signed in. */
  enter(login: string): Promise<Person>;
  /** The same, at the login page. */
  visit(): Promise<Person>;
  close(): Promise<void>;
}

let running: Promise<Browser> | undefined;

/** One a worker: its files run one after another, and what they must not share is a context's. It ends with the worker. */
async function runningBrowser(): Promise<Browser> {
  if (running !== undefined && !(await running).isConnected()) running = undefined;
  running ??= launchBrowser();
  return running;
}

/** For a program that is no worker: nothing else ends the browser, and while it runs the program does not end either. */
export async function closeBrowser(): Promise<void> {
  const browser = await running;
  running = undefined;
  await browser?.close();
}

/** What is open in this worker's browser now, of everybody. */
export async function openPages(): Promise<readonly Page[]> {
  const browser = await running;
  return browser?.contexts().flatMap((context) => context.pages()) ?? [];
}

/** Chromium with a context per person, so that nobody shares cookies or drafts. */
export async function openOffice(url: string): Promise<Office> {
  const browser = await runningBrowser();
  const violations: string[] = [];
  const contexts: BrowserContext[] = [];
  const visit = async () => {
    const context = await newContext(browser, url);
    contexts.push(context);
    return newPerson(context, (text) => violations.push(text));
  };
  return {
    visit,
    enter: async (login) => {
      const person = await visit();
      await signIn(person.page, login);
      return person;
    },
    close: async () => {
      await Promise.all(contexts.map(leave));
      expect(violations, 'страницы нарушили политику содержимого').toEqual([]);
    },
  };
}

async function newContext(browser: Browser, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: desk,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    baseURL: url,
  });
  context.setDefaultTimeout(30_000);
  context.on('page', watchRequests);
  return context;
}

/** `onViolation` hears of the content policy broken on any page of theirs, whatever the test looks at. */
async function newPerson(context: BrowserContext, onViolation: (text: string) => void): Promise<Person> {
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) onViolation(`${message.page()?.url()}: ${message.text()}`);
  });
  const page = await context.newPage();
  const complaints = listen(page);
  await page.goto('/');
  return { page, complaints, close: () => leave(context) };
}

/**
 * A refusal of what was typed (422) and «not signed in» are messages to the person. Any other refusal means that the page offered
 * what the server does not allow; a test that provokes one takes it out of the list.
 */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`ошибка на странице: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !text.includes('the server responded with a status of 4')) complaints.push(text);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400 && ![401, 422].includes(answer.status()))
      complaints.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  return complaints;
}

async function leave(context: BrowserContext): Promise<void> {
  await context.close();
}

export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('Логин').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Nothing that axe knows of WCAG 2.2 AA is wrong on this screen, in the state it is in. Every rule runs in the page itself; the other
 * mode opens one more tab per look to put frames together, and the only frames here show a PDF (three times as slow for the same).
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const { violations } = await (await inspector(page))
    .options({ runOnly: RULES, resultTypes: ['violations'] })
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(found, `доступность: ${screen}`).toEqual([]);
}

/** What axe is stays in a page once it is there: half a megabyte would go over and be read three times a look. A frame has one of its own. */
async function inspector(page: Page): Promise<AxeBuilder> {
  if (page.frames().length > 1) return new AxeBuilder({ page }).setLegacyMode(true);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return new AxeBuilder({ page, axeSource: 'undefined' }).setLegacyMode(true);
}

/** Pictures for people, at both widths, into the folder that SCREENSHOTS names; without it nothing is drawn. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const size of [phone, desk]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: size === phone });
  }
}

/** No sideways scrolling of the page itself at either width. */
export async function expectFits(page: Page, screen: string): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => {
      // The page itself never scrolls: what is under the header does.
      const places = [document.documentElement, ...document.querySelectorAll('#main')];
      return Math.max(...places.map((place) => place.scrollWidth - place.clientWidth));
    });
    expect(wide, `${screen} шире экрана ${size.width}`).toBeLessThanOrEqual(0);
  }
}
