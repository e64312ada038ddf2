import type { ServiceDefinition, WorkflowDefinition } from '@reglament/format';
import type { Page } from 'playwright-core';
import { openOffice } from '../support/browser.ts';
import { type Client, createClient } from '../support/http-client.ts';
import { type Ground, prepareGround, startFirst } from './ground.ts';
import { largeService, largeWorkflow } from './large-service.ts';
import type { BenchOptions } from './options.ts';
import { type KeyTimes, plainInputs, typeAndMeasure } from './screen-meter.ts';

export interface ScreenFigures {
  /** Milliseconds from going to the address until the part is there, the code of the page in the browser's cache. */
  readonly studioOpensMs: number;
  readonly studioKeys: KeyTimes;
  /** Milliseconds of the server for one saved step of the draft, the check of the whole definition included. */
  readonly stepMs: number;
  /** The same of the form of the clerk, and from a choice in the program that stands open already. */
  readonly formOpensMs: number;
  readonly formComesMs: number;
  readonly formKeys: KeyTimes;
  readonly plainKeys: KeyTimes;
}

const studio = { fields: 300, rules: 40, states: 25 };
const form = { fields: 500, rules: 40 };
const keys = 60;

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
      const draft = await publishLarge(ground, createClient(product.url));
      return await measure({ url: product.url, draft, rounds, say });
    } finally {
      await product.stop();
    }
  } finally {
    await ground.clear();
  }
}

/** @returns the draft of the service in the editor */
async function publishLarge({ product }: Ground, client: Client): Promise<string> {
  await client.login('admin');
  await product.execute('update organisation set services = null');
  const { body } = await client.get('/api/admin/definitions/workflow/short');
  const workflow = largeWorkflow('longWay', body.content as WorkflowDefinition, studio.states);
  await publish(client, await draftOf(client, workflow));
  await publish(client, await draftOf(client, largeService('largeForm', 'short', form)));
  return draftOf(client, largeService('largeStudio', 'longWay', studio));
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
  readonly draft: string;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

async function measure({ url, draft, rounds, say }: Course): Promise<ScreenFigures> {
  const office = await openOffice(url);
  try {
    say('Редактор услуги');
    const { page } = await office.enter('admin');
    const opensAt = `/admin/drafts/${draft}?tab=form`;
    const field = page.locator('[data-field="field1"] .rs-field-name');
    const studioOpensMs = await opening(page, { address: opensAt, seen: () => field.waitFor(), rounds });
    await field.click();
    await page.locator('#rs-field-title').focus();
    const studioKeys = await typeAndMeasure(page, keys);
    const stepMs = await stepTime(page);
    say('Форма сотрудника');
    const clerk = await office.enter('super');
    const first = clerk.page.locator('#answers_field1');
    const formAt = '/applications/new?service=largeForm';
    const formOpening = { address: formAt, seen: () => first.waitFor(), rounds };
    const formOpensMs = await opening(clerk.page, formOpening);
    const formComesMs = await coming(clerk.page, formOpening);
    await first.focus();
    const formKeys = await typeAndMeasure(clerk.page, keys);
    await plainInputs(clerk.page, form.fields);
    await clerk.page.locator('#i1').focus();
    const plainKeys = await typeAndMeasure(clerk.page, keys);
    return { studioOpensMs, studioKeys, stepMs, formOpensMs, formComesMs, formKeys, plainKeys };
  } finally {
    await office.close();
  }
}

interface Opening {
  readonly address: string;
  readonly seen: () => Promise<void>;
  readonly rounds: number;
}

/** The whole address anew. */
function opening(page: Page, { address, seen, rounds }: Opening): Promise<number> {
  return medianOf(rounds, async () => {
    await page.goto('about:blank');
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await seen();
    return performance.now() - began;
  });
}

/** From the list of the program, as a link of its own does; what is asked of the server is asked anew each time. */
function coming(page: Page, { address, seen, rounds }: Opening): Promise<number> {
  return medianOf(rounds, async () => {
    await page.goto('/');
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

/** The first time fills the cache of the browser and is not counted. */
async function medianOf(rounds: number, measureOnce: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const time = await measureOnce();
    if (turn > 0) times.push(time);
  }
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Leaves the title, so that it is taken over, and waits for the server's answer with the findings. */
async function stepTime(page: Page): Promise<number> {
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/steps'));
  await page.keyboard.press('Tab');
  const answer = await saved;
  await answer.finished();
  const { requestStart, responseStart } = answer.request().timing();
  return responseStart - requestStart;
}
