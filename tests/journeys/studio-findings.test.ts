import type { ServiceDefinition } from '@reglament/format';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expected } from '../support/factories.ts';
import { expectFocused, look } from '../support/screens.ts';
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

test('источник запроса, которого больше нет: виден, заменяется, убирается; из замечаний – к самой строке', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-lost-source'));
  await page.goto(`/admin/drafts/${await beginWith(lostSources)}`);
  const problems = page.getByRole('list', { name: 'Замечания' });
  await problems.getByRole('button', { name: 'Источника «answers.renamed» нет' }).click();
  // The question of the request is asked of the server meanwhile.
  const ogrn = page.getByLabel('Откуда: ОГРН');
  await expectFocused(ogrn);
  const lost = page.getByRole('list', { name: 'Чего больше нет: ОГРН' });
  await lost.getByText('answers.renamed').waitFor();
  await look(page, 'studio-lost-source');
  await ogrn.click();
  await page.keyboard.type('Заявитель: ОГРН');
  await page.keyboard.press('Enter');
  await lost.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Убрать «answers.gone»: ИНН' }).press('Enter');
  await expectFocused(page.getByLabel('Откуда: ИНН'));
  const third = problems.getByRole('listitem').filter({ hasText: 'Источника «answers.third» нет' });
  await third.getByRole('button', { name: 'Удалить строку' }).click();
  await third.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Отменить' }).click();
  await third.waitFor();
  expect(complaints).toEqual([]);
}, 300_000);

/** A draft of a service with its content changed, as a file brings it. */
async function beginWith(change: (service: ServiceDefinition) => ServiceDefinition): Promise<string> {
  const { content } = server.deps.definitions.latest('service', 'landPlotPlan');
  const admin = await server.login('admin');
  const text = JSON.stringify(change(content));
  return expected(await admin.post('/api/admin/drafts', { kind: 'service', from: 'text', text }), 201).id;
}

function lostSources(service: ServiceDefinition): ServiceDefinition {
  const prefill = [
    { to: 'ogrn', from: 'answers.renamed' },
    { to: 'innyul', from: 'answers.gone' },
    { to: 'nomerDela', from: 'answers.third' },
  ];
  return {
    ...service,
    requests: (service.requests ?? []).map((one) => (one.code === 'egrul' ? { ...one, prefill } : one)),
  };
}
