import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { expectAccessible, type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

/** 1366×768 at 200 %: so many pixels of a page are left. */
const zoomed = { width: 683, height: 384 };

/** Spacing of WCAG 1.4.12; by a sheet of the page's own making, as an extension of the browser would add it. */
function spaceOut(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

test('тёмное оформление, 200 %, разрядка текста: главные экраны читаются и не шире экрана', async () => {
  const registrar = await server.login('registrar');
  const card = await act(registrar, await createApplication(registrar), ['register', {}]);
  const { page, complaints } = await office.enter('registrar');
  onTestFailed(() => picture(page, 'failed-eyesight'));
  await page.getByText('Соколова М. В.').click();
  await page.getByRole('menuitem', { name: 'Тёмное оформление' }).click();
  const screens = {
    list: '/applications',
    new: '/applications/new?service=landPlotPlan',
    card: `/applications/${card.id}`,
    profile: '/profile',
  };
  for (const [name, path] of Object.entries(screens)) {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await shot(page, `dark-${name}`);
    await page.setViewportSize(zoomed);
    await page.evaluate(spaceOut);
    await expectAccessible(page, `${name}: тёмный, 200 %, с разрядкой`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, `${name} шире экрана при 200 % с разрядкой`).toBeLessThanOrEqual(0);
    await shot(page, `zoomed-${name}`);
  }
  expect(complaints).toEqual([]);
});
