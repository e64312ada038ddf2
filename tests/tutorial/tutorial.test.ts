import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { settled } from '../support/settled.ts';
import { follow } from './follow.ts';
import { readTutorial } from './read-tutorial.ts';

/** `npm run tutorial`: the text is followed word by word on a fresh start, and its pictures are taken on the way. */
const folder = new URL('../../core/docs/tutorial/', import.meta.url);

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

/** What is under way is waited for, so that the picture shows what the reader will see. */
async function photograph(page: Page, file: string): Promise<void> {
  await expect.poll(() => page.getByText('Сохраняется…').count()).toBe(0);
  await settled(page);
  await page.screenshot({ path: fileURLToPath(new URL(file, folder)) });
}

test('«Новая услуга за час»: каждое слово руководства исполнимо', async () => {
  const { page, complaints } = await office.visit();
  onTestFailed(() => picture(page, 'failed-tutorial'));
  for (const step of readTutorial(readFileSync(new URL('README.md', folder), 'utf8'))) {
    if (step.act === 'picture') await photograph(page, step.file);
    else await follow(page, step);
  }
  expect(complaints).toEqual([]);
  const { content } = server.deps.definitions.latest('service', 'earthworksPermit');
  expect(content.tests).toHaveLength(1);
  expect(content.form.sections.flatMap(({ fields }) => fields)).toHaveLength(8);
});
