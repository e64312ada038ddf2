import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { installCadesPlugin, ownCertificate } from '../support/cades-plugin.ts';
import { publishService } from '../support/clock-definitions.ts';
import { act, createApplication, personNumber } from '../support/factories.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { trustBrowserAuthority } from '../support/trust.ts';

let server: TestServer;
let office: Office;
let emulators: Emulators;
beforeAll(async () => {
  server = await startServer();
  emulators = await openDemoEmulators(server.deps, server.deps.config.definitionsDir);
  await trustBrowserAuthority(server, 'demonstration');
  await publishService(server, { code: 'signing', requests: [{ code: 'debt', type: 'utilityDebt' }] });
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  await emulators?.close();
});

test('запрос с ЭП-СП: форма, подготовить, выбрать свой сертификат, подписать вложение, только теперь отправить – ответ пришёл', async () => {
  const clerk = await server.login('super');
  const draft = await createApplication(clerk, { service: 'signing', applicant: personNumber(1) });
  const card = await act(clerk, draft, ['register', {}]);
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-official-signature'));
  const names = ['Захаров', 'Дмитрий Олегович'] as const;
  // The long key comes second, and what was prepared for the short one has to be prepared anew.
  const certificates = [ownCertificate(['Иванов', 'Пётр Ильич']), ownCertificate(names, { bits: 512 })];
  // Beside the training certificate an extension has half a second to answer; what stands in the page is waited for.
  await installCadesPlugin(page, certificates, 'page');

  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: 'Межведомственные запросы' }).click();
  await page.getByRole('button', { name: /^Создать запрос/ }).press('Enter');
  await page.getByLabel('Идентификатор информационной системы в ГИС ЖКХ').fill(randomUUID());
  await page.getByLabel('Идентификатор ведомства в ГИС ЖКХ').fill(randomUUID());
  await page.getByRole('radio', { name: 'Номер запроса в ГИС ЖКХ' }).check();
  await page.getByRole('button', { name: /^Добавить/ }).press('Enter');
  await page.getByRole('textbox', { name: /^Номер запроса в ГИС ЖКХ/ }).fill('99-2026-000001');
  const send = page.getByRole('button', { name: 'Сохранить и отправить запрос' });
  expect(await send.count()).toBe(0);
  await look(page, 'official-signature-form');
  await page.getByRole('button', { name: 'Подготовить запрос к отправке' }).press('Enter');
  await page.getByText('Ваш запрос успешно выполнен.').waitFor();
  await look(page, 'official-signature-prepared');
  expect(await send.count()).toBe(0);
  await page.getByRole('button', { name: 'Выбрать сертификат' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Подписать запрос № / });
  await dialog.getByText('На другое лицо').waitFor();
  await look(page, 'official-signature-certificates');
  await dialog.getByRole('button', { name: /^Подписать вложение сертификатом: Захаров Дмитрий/ }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Запрос подписан, теперь его можно отправить.').waitFor();
  await page.getByText('Верна', { exact: true }).waitFor();
  await look(page, 'official-signature-signed');
  await send.press('Enter');
  await page.getByText('Ответ получен').first().waitFor();
  await look(page, 'official-signature-answered');
  expect(complaints).toEqual([]);
});
