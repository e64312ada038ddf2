import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { installCadesPlugin, ownCertificate, wakeExtension } from '../support/cades-plugin.ts';
import { publishService } from '../support/clock-definitions.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
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
  const admin = await server.login('admin');
  const bodies = expected(await admin.get('/api/admin/organisations')).items as { id: string; code: string }[];
  const own = { gisGkhSystem: randomUUID(), gisGkhOrganization: randomUUID() };
  const arch = bodies.find(({ code }) => code === 'arch')?.id;
  expected(await admin.put(`/api/admin/organisations/${arch}/identifiers`, { values: own }));
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-official-signature'));
  const names = ['Захаров', 'Дмитрий Олегович'] as const;
  // The long key comes second, and what was prepared for the short one has to be prepared anew.
  const certificates = [ownCertificate(['Иванов', 'Пётр Ильич']), ownCertificate(names, { bits: 512 })];
  await installCadesPlugin(page, certificates, 'asleep');

  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: 'Межведомственные запросы' }).click();
  await page.getByRole('button', { name: /^Создать запрос/ }).press('Enter');
  expect(await page.getByLabel('Идентификатор информационной системы в ГИС ЖКХ').inputValue()).toBe(own.gisGkhSystem);
  expect(await page.getByLabel('Идентификатор ведомства в ГИС ЖКХ').inputValue()).toBe(own.gisGkhOrganization);
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
  // Whoever has no means of their own signs at once; those of the extension come when it answers, however late.
  await dialog.getByText('Учебный сертификат', { exact: true }).waitFor();
  await dialog.getByText('Своё средство подписи браузер ещё ищет', { exact: false }).waitFor();
  await wakeExtension(page);
  await dialog.getByText('На другое лицо').waitFor();
  await look(page, 'official-signature-certificates');
  const rows = dialog.getByRole('listitem').filter({ hasText: 'Захаров' });
  const ownRow = rows.filter({ hasNotText: 'Учебный сертификат' });
  await ownRow.getByRole('button', { name: /^Подписать вложение сертификатом/ }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Запрос подписан, теперь его можно отправить.').waitFor();
  await page.getByText('Верна', { exact: true }).waitFor();
  await look(page, 'official-signature-signed');
  await send.press('Enter');
  await page.getByText('Ответ получен').first().waitFor();
  await look(page, 'official-signature-answered');
  expect(complaints).toEqual([]);
});
