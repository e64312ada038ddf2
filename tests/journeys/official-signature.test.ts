import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { installCadesPlugin, ownCertificate } from '../support/cades-plugin.ts';
import { publishService, publishText } from '../support/clock-definitions.ts';
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
  const { content } = server.deps.definitions.latest('requestType', 'utilityDebt');
  const message = content.message && { ...content.message, signedBy: 'official' };
  await publishText(server, 'requestType', { ...content, code: 'signedDebt', message });
  await publishService(server, { code: 'signing', requests: [{ code: 'debt', type: 'signedDebt' }] });
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  await emulators?.close();
});

test('запрос с ЭП-СП: подготовить, выбрать свой сертификат, подписать вложение, отправить – ответ пришёл', async () => {
  const clerk = await server.login('super');
  const draft = await createApplication(clerk, { service: 'signing', applicant: personNumber(1) });
  const card = await act(clerk, draft, ['register', {}]);
  const question = {
    ...{ informationSystemId: randomUUID(), organizationId: randomUUID() },
    ...{ exportDebtRequestsRequestKind: 'request-number', requestNumber: ['0000001'] },
  };
  const body = { entry: 'debt', key: randomUUID(), question };
  const { id } = expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-official-signature'));
  const names = ['Захаров', 'Дмитрий Олегович'] as const;
  // The long key comes second, and what was prepared for the short one has to be prepared anew.
  await installCadesPlugin(page, [ownCertificate(['Иванов', 'Пётр Ильич']), ownCertificate(names, { bits: 512 })]);

  await page.goto(`/applications/${card.id}/requests/${id}`);
  expect(await page.getByRole('button', { name: 'Отправить запрос' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Подготовить запрос к отправке' }).press('Enter');
  await page.getByText('Ваш запрос успешно выполнен.').waitFor();
  await look(page, 'official-signature-prepared');
  expect(await page.getByRole('button', { name: 'Отправить запрос' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Подписать вложение' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Подписать запрос № / });
  await dialog.getByText('На другое лицо').waitFor();
  await look(page, 'official-signature-certificates');
  await dialog.getByRole('button', { name: /^Подписать сертификатом: Захаров Дмитрий/ }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Запрос подписан, теперь его можно отправить.').waitFor();
  await page.getByText('Верна', { exact: true }).waitFor();
  await look(page, 'official-signature-signed');
  await page.getByRole('button', { name: 'Отправить запрос' }).press('Enter');
  await page.getByText('Ответ получен').first().waitFor();
  await look(page, 'official-signature-answered');
  expect(complaints).toEqual([]);
});
