import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
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

test('«Новая услуга за час»: каждое слово руководства исполнимо', async () => {
  const { page, complaints } = await office.visit();
  onTestFailed(() => picture(page, 'failed-tutorial'));
  for (const step of readTutorial(readFileSync(new URL('README.md', folder), 'utf8'))) {
    if (step.act === 'picture') await page.screenshot({ path: fileURLToPath(new URL(step.file, folder)) });
    else await follow(page, step);
  }
  expect(complaints).toEqual([]);
  const { content } = server.deps.definitions.latest('service', 'earthworksPermit');
  expect(content.tests).toHaveLength(1);
  expect(content.form.sections.flatMap(({ fields }) => fields)).toHaveLength(8);
});
