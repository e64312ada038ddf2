import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { createApplication } from '../support/factories.ts';
import { look } from '../support/screens.ts';
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

test('черновик на прежней версии: видно, что изменилось и что пропадёт, и он переходит на новую', async () => {
  const draft = await createApplication(await server.login('registrar'));
  const service = JSON.parse(server.deps.definitions.latest('service', 'landPlotPlan').text);
  delete service.tests;
  service.form.schema.properties.area = { title: 'Площадь (кв. м)', type: 'number', maximum: 100 };
  service.form.schema.properties.purpose = { title: 'Цель использования плана', type: 'string' };
  service.form.schema.required.push('purpose');
  service.form.sections[0].fields.push('purpose');
  const text = JSON.stringify(service);
  await publish(server.deps, { kind: 'service', code: service.code, text, author: 'admin', comment: 'Новая версия' });

  const { page } = await office.enter('registrar');
  onTestFailed(() => picture(page, 'failed-newer-version'));
  await page.goto(`${server.url}/applications/${draft.id}`);
  await page.getByText('Действует новая версия услуги – 2').waitFor();
  await page.getByText('Площадь (кв. м): 612,5.').waitFor();
  await page.getByText('Нужно будет ответить').waitFor();
  await page.getByText('Что изменилось').click();
  await look(page, 'newer-version');
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'newer-version-narrow');
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByRole('button', { name: 'Перейти на новую версию' }).press('Enter');
  await page.getByLabel('Цель использования плана').waitFor();
  expect(await page.getByText('Действует новая версия услуги').count()).toBe(0);
  expect(await page.getByLabel('Площадь (кв. м)').inputValue()).toBe('');
  await page.getByLabel('Цель использования плана').fill('Строительство дома');
  await page.getByRole('link', { name: 'История' }).click();
  await page.getByText('Черновик переведён на новую версию услуги').waitFor();
  await look(page, 'newer-version-history');
});
