import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expectEnglish, speakEnglish } from '../support/english.ts';
import { expectContrast, expectLargeTargets, expectNarrow, reflowed, spaceOut, zoomed } from '../support/eyesight.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { caseToDecide, caseToIssue, requestToAnswer, treesToSign, twoRecordsOfOne } from '../support/walk-cases.ts';

/** Every screen of a clerk as one with poor sight sees it: narrow, large, spaced out, dark; and as one whose hand is not steady presses it. */
let server: TestServer;
let office: Office;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer();
  ids.deciding = (await caseToDecide(server, 1)).id;
  ids.issuing = (await caseToIssue(server, 2)).id;
  ids.trees = (await treesToSign(server)).id;
  await requestToAnswer(server, 'Сведения об участке');
  await twoRecordsOfOne(server, 'Двойникова');
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

interface Screen {
  readonly name: string;
  /** `:deciding` and the like stand for a case. */
  readonly path: string;
  /** The state it is looked at in; absent: as it opens. */
  readonly open?: (page: Page) => Promise<unknown>;
}

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const dialog = (name: string | RegExp) => async (page: Page) => {
  await click(name)(page);
  await page.getByRole('dialog').waitFor();
};
const errors = async (page: Page) => {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').first().waitFor();
};

const screensOf: Readonly<Record<string, readonly Screen[]>> = {
  super: [
    { name: 'mine', path: '/mine' },
    { name: 'list', path: '/applications?tab=all' },
    { name: 'list-empty', path: '/applications?tab=all&number=нет' },
    { name: 'row-menu', path: '/applications?tab=all', open: click(/^Действия: /) },
    { name: 'exports', path: '/applications?tab=all', open: click('Выгрузить') },
    { name: 'new-choice', path: '/applications/new' },
    { name: 'new', path: '/applications/new?service=landPlotPlan' },
    { name: 'new-errors', path: '/applications/new?service=landPlotPlan', open: errors },
    { name: 'card', path: '/applications/:issuing' },
    {
      name: 'card-why',
      path: '/applications/:issuing',
      open: (page) => page.getByText('Почему нельзя').first().click(),
    },
    { name: 'documents', path: '/applications/:issuing?tab=documents' },
    { name: 'requests', path: '/applications/:issuing?tab=requests' },
    { name: 'decision', path: '/applications/:issuing?tab=decision' },
    { name: 'correspondence', path: '/applications/:issuing?tab=correspondence' },
    { name: 'history', path: '/applications/:issuing?tab=history' },
    { name: 'issue', path: '/applications/:issuing', open: dialog('Выдать результат на руки') },
    { name: 'print', path: '/applications/:issuing/print' },
    { name: 'notices', path: '/notices' },
    { name: 'tasks', path: '/tasks' },
    { name: 'profile', path: '/profile' },
    { name: 'help', path: '/mine', open: dialog('Помощь') },
    { name: 'bell', path: '/mine', open: dialog(/^Мои уведомления/) },
    { name: 'not-found', path: '/nothing' },
  ],
  executor: [
    { name: 'card-deciding', path: '/applications/:deciding' },
    { name: 'decision-page', path: '/applications/:deciding/actions/grant' },
    { name: 'decision-errors', path: '/applications/:deciding/actions/refuse', open: errors },
  ],
  super2: [
    { name: 'incoming', path: '/incoming-requests' },
    { name: 'incoming-card', path: '/incoming-requests', open: (page) => page.locator('.rg-row-link').first().click() },
  ],
  registrar: [
    { name: 'applicants', path: '/applicants' },
    {
      name: 'applicant',
      path: '/applicants',
      open: async (page) => {
        await page.getByLabel('Фамилия').fill('Двойникова');
        await page.keyboard.press('Enter');
        await dialog(/^Посмотреть: /)(page);
      },
    },
  ],
  'city.executor': [{ name: 'signing', path: '/applications/:trees?tab=decision' }],
  monitor: [{ name: 'monitoring', path: '/monitoring' }],
};

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** As it opens, on a desk. */
async function reach(page: Page, { path, open }: Screen): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(path.replace(/:(\w+)/, (_, code: string) => ids[code] ?? code));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  if (!open) return;
  await open(page);
  await page.waitForLoadState('networkidle');
}

/** Narrow and large in the same page: it is drawn anew by itself. */
async function see(page: Page, screen: Screen): Promise<void> {
  const { name } = screen;
  await reach(page, screen);
  await expectLargeTargets(page, `${name}, 1366`);
  await expectContrast(page, `${name}, тёмный`);
  for (const size of [zoomed, reflowed]) {
    await page.setViewportSize(size);
    await expectNarrow(page, `${name}, ${size.width}`);
    await expectLargeTargets(page, `${name}, ${size.width}`);
    await shot(page, `dark-${name}-${size.width}`);
  }
}

for (const [login, screens] of Object.entries(screensOf)) {
  test(`тёмное, 320 px, 200 %, разрядка текста, цели от 24 px: ${login}`, async () => {
    const { page, complaints } = await office.enter(login);
    onTestFailed(() => picture(page, `failed-eyesight-${login}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.addInitScript(spaceOut);
    for (const screen of screens) await see(page, screen);
    expect(complaints.filter((one) => !one.startsWith('404'))).toEqual([]);
  });
}

test('по-английски – и слова определений: ни на одном экране нет русских подписей, кнопок и состояний', async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-english'));
  await speakEnglish(page);
  for (const screen of screensOf.super?.filter(({ open }) => open === undefined) ?? []) {
    await reach(page, screen);
    await expectEnglish(page, screen.name);
    await shot(page, `english-${screen.name}`);
  }
  expect(complaints.filter((one) => !one.startsWith('404'))).toEqual([]);
});
