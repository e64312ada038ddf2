import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import type { Page } from 'playwright-core';
import { openOffice } from '../support/browser.ts';
import { type Client, createClient } from '../support/http-client.ts';
import { openBarePage } from './bare-page.ts';
import { type Ground, prepareGround, startFirst } from './ground.ts';
import { largeService, largeWorkflow } from './large-service.ts';
import { type LintTimes, lintTime } from './lint-time.ts';
import type { BenchOptions } from './options.ts';
import { type KeyTimes, longestTask, medianOf, opening, typeAndMeasure, watchTasks } from './screen-meter.ts';

export interface ScreenFigures {
  /** One for each size of the service in the editor, the smaller first. */
  readonly studios: readonly StudioFigures[];
  /** Milliseconds from going to the address until the part is there, the code of the page in the browser's cache. */
  readonly formOpensMs: number;
  /** The same from a choice in the program that stands open already. */
  readonly formComesMs: number;
  readonly formKeys: KeyTimes;
  /** A page of 500 inputs and nothing else, in the same run: what the browser itself takes. */
  readonly bareOpensMs: number;
  readonly bareKeys: KeyTimes;
}

interface StudioFigures {
  readonly fields: number;
  /** By its address, the start of the program included. */
  readonly opensMs: number;
  /** From the list of the program that stands open already. */
  readonly comesMs: number;
  readonly keys: KeyTimes;
  /** Milliseconds of the server for one saved step of the draft, the check of the whole definition included. */
  readonly stepMs: number;
  /** What the linter alone needs; it runs on the server, the page never does. */
  readonly lint: LintTimes;
  /** The longest that the page was busy at one stretch while it was typed into and steps were saved; under 50 it is not told and 0. */
  readonly longestTaskMs: number;
}

const studios = [
  { fields: 300, rules: 40, states: 25 },
  { fields: 500, rules: 40, states: 25 },
] as const;
const form = { fields: 500, rules: 40 };
const keys = 60;
const steps = 5;

/** A large service in the editor, and a large form before a clerk, in Chromium. */
export async function measureScreens(
  { rounds }: Pick<BenchOptions, 'rounds'>,
  say: (line: string) => void,
): Promise<ScreenFigures> {
  const ground = await prepareGround();
  try {
    const product = await startFirst(ground);
    try {
      say('Большие определения: услуга и процесс');
      const drafts = await publishLarge(ground, createClient(product.url));
      return await measure({ url: product.url, drafts, rounds, say });
    } finally {
      await product.stop();
    }
  } finally {
    await ground.clear();
  }
}

interface Draft {
  readonly id: string;
  readonly service: ServiceDefinition;
  readonly workflow: WorkflowDefinition;
}

/** @returns the drafts of the services in the editor */
async function publishLarge({ product }: Ground, client: Client): Promise<Draft[]> {
  await client.login('admin');
  await product.execute('update organisation set services = null');
  const { body } = await client.get('/api/admin/definitions/workflow/short');
  const workflow = largeWorkflow('longWay', body.content as WorkflowDefinition, studios[0].states);
  await publish(client, await draftOf(client, workflow));
  await publish(client, await draftOf(client, largeService('largeForm', 'short', form)));
  const drafts: Draft[] = [];
  for (const size of studios) {
    const service = largeService(`largeStudio${size.fields}`, 'longWay', size);
    drafts.push({ id: await draftOf(client, service), service, workflow });
  }
  return drafts;
}

async function draftOf(client: Client, definition: ServiceDefinition | WorkflowDefinition): Promise<string> {
  const wanted = { kind: definition.kind, from: 'text', text: JSON.stringify(definition) };
  const { status, body, text } = await client.post('/api/admin/drafts', wanted);
  if (status >= 300) throw new Error(`${definition.code}: ${text.slice(0, 1000)}`);
  return body.id;
}

async function publish(client: Client, id: string): Promise<void> {
  const asked = { revision: 0, comment: 'Замер', acceptWarnings: true };
  const { status, text } = await client.post(`/api/admin/drafts/${id}/publication`, asked);
  if (status >= 300) throw new Error(text.slice(0, 1000));
}

interface Course {
  readonly url: string;
  readonly drafts: readonly Draft[];
  readonly rounds: number;
  readonly say: (line: string) => void;
}

async function measure({ url, drafts, rounds, say }: Course): Promise<ScreenFigures> {
  const office = await openOffice(url);
  try {
    const { page } = await office.enter('admin');
    const found: StudioFigures[] = [];
    for (const [at, draft] of drafts.entries()) {
      say(`Редактор услуги: полей ${studios[at]?.fields}`);
      found.push({ fields: studios[at]?.fields ?? 0, ...(await measureStudio(page, draft, rounds)) });
    }
    say('Форма сотрудника');
    const clerk = await office.enter('super');
    const first = clerk.page.locator('#answers_field1');
    const formAt = '/applications/new?service=largeForm';
    const formOpening = { address: formAt, seen: () => first.waitFor(), rounds };
    const formOpensMs = await opening(clerk.page, formOpening);
    const formComesMs = await coming(clerk.page, { ...formOpening, from: '/' });
    await first.focus();
    const formKeys = await typeAndMeasure(clerk.page, keys);
    return { studios: found, formOpensMs, formComesMs, formKeys, ...(await measureBare(clerk.page, rounds)) };
  } finally {
    await office.close();
  }
}

async function measureStudio(page: Page, { id, service, workflow }: Draft, rounds: number) {
  const row = page.locator('[data-field="field1"]');
  const address = `/admin/drafts/${id}?tab=form`;
  const studio = { address, seen: () => row.locator('.rs-drawing input').waitFor(), rounds };
  const opensMs = await opening(page, studio);
  const comesMs = await coming(page, { ...studio, from: '/admin' });
  await row.locator('.rs-field-name').click();
  await page.locator('#rs-field-title').focus();
  await watchTasks(page);
  const times = await typeAndMeasure(page, keys);
  const stepMs = await medianOf(steps, () => stepTime(page));
  const longestTaskMs = await longestTask(page);
  return { opensMs, comesMs, keys: times, stepMs, longestTaskMs, lint: lintTime(service, workflow) };
}

async function measureBare(page: Page, rounds: number) {
  const bare = await openBarePage(form.fields);
  try {
    const first = page.locator('#i1');
    const bareOpensMs = await opening(page, { address: bare.url, seen: () => first.waitFor(), rounds });
    await first.focus();
    return { bareOpensMs, bareKeys: await typeAndMeasure(page, keys) };
  } finally {
    await bare.close();
  }
}

interface Coming {
  /** The page of the program that stands open. */
  readonly from: string;
  readonly address: string;
  readonly seen: () => Promise<void>;
  readonly rounds: number;
}

/** From the list of the program, as a link of its own does; what is asked of the server is asked anew each time. */
function coming(page: Page, { from, address, seen, rounds }: Coming): Promise<number> {
  return medianOf(rounds, async () => {
    await page.goto(from);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const began = performance.now();
    await page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }, address);
    await seen();
    return performance.now() - began;
  });
}

/** Changes the title and leaves it, so that it is taken over, and waits for the server's answer with the findings. */
async function stepTime(page: Page): Promise<number> {
  await page.locator('#rs-field-title').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('x');
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/steps'));
  await page.keyboard.press('Tab');
  const answer = await saved;
  await answer.finished();
  const { requestStart, responseStart } = answer.request().timing();
  return responseStart - requestStart;
}
