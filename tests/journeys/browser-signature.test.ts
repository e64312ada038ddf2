import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openOpenssl } from '../gost/openssl.ts';
import { attorneyXml } from '../support/attorney-samples.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { browserAuthority, installCadesPlugin, ownCertificate } from '../support/cades-plugin.ts';
import { act, createApplication, grantInput } from '../support/factories.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { trustBrowserAuthority } from '../support/trust.ts';

let server: TestServer;
let office: Office;
let path: string;
/** Where the signature that was made first is. */
let made: string | null;
const openssl = openOpenssl();
beforeAll(async () => {
  server = await startServer();
  await trustBrowserAuthority(server, 'none');
  office = await openOffice(server.url);
  const clerk = await server.login('super');
  const card = await act(clerk, await createApplication(clerk), ['register', {}]);
  await act(clerk, card, ['grant', { input: grantInput }]);
  path = `/applications/${card.id}?tab=decision`;
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  openssl?.close();
});

test('документ решения подписывают в браузере своим сертификатом, подпись сразу проверена', async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-browser-signature'));
  const past = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2021-01-01T00:00:00Z') };
  await installCadesPlugin(page, [
    ownCertificate(['Захаров', 'Дмитрий Олегович'], past),
    ownCertificate(['Иванов', 'Пётр Ильич']),
    ownCertificate(['Захаров', 'Дмитрий Олегович']),
  ]);
  await page.goto('/profile');
  const person = 'Захаров Дмитрий Олегович';
  const xml = Buffer.from(attorneyXml({ from: '2020-01-01', until: '2100-01-01', person }));
  const upload = page.locator('#attorney').locator('input[type=file]').first();
  await upload.setInputFiles({ name: 'мчд.xml', mimeType: 'application/xml', buffer: xml });
  await page.locator('#attorney').getByText('Заверять копии').waitFor();
  await page.locator('#attorney').scrollIntoViewIfNeeded();
  await look(page, 'profile-attorney');
  await page.goto(path);
  await page.getByRole('button', { name: /^Подписать: Решение .*\.pdf$/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Срок истёк').waitFor();
  await dialog.getByText('На другое лицо').waitFor();
  const [own, expired, foreign] = await dialog.getByRole('button', { name: /^Подписать сертификатом/ }).all();
  expect([await expired?.isDisabled(), await foreign?.isDisabled()]).toEqual([true, true]);
  await look(page, 'browser-signature-certificates');
  await own?.press('Enter');
  await page.getByText('Верна', { exact: true }).waitFor();
  await page.getByRole('link', { name: /^МЧД № 0f1e2d3c, доверитель: Управление архитектуры/ }).waitFor();
  await page.getByText('Захаров Дмитрий Олегович', { exact: false }).first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await look(page, 'browser-signature');
  await page.goto('/profile');
  await page.locator('#certificates').getByRole('button', { name: 'Показать' }).press('Enter');
  await page.locator('#certificates').getByText('Срок истёк').waitFor();
  await look(page, 'profile-certificates');
  await page.goto(path);
  made = await page.getByRole('link', { name: /\.pdf\.sig$/ }).getAttribute('href');
  expect(complaints).toEqual([]);
});

if (openssl) {
  test('ту же подпись признаёт и OpenSSL', async () => {
    const { page } = await office.enter('super');
    const bytesAt = async (path: string) => (await page.request.get(path)).body();
    openssl.write('signature', await bytesAt(made ?? ''));
    openssl.write('content', await bytesAt((made ?? '').replace(/signatures\/.*$/, 'content')));
    openssl.write('root.pem', browserAuthority);
    const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'signature', '-CAfile', 'root.pem'];
    expect(openssl.accepts(...verify, '-content', 'content', '-out', 'checked')).toBe(true);
    openssl.write('content', 'Другое содержание');
    expect(openssl.accepts(...verify, '-content', 'content', '-out', 'checked')).toBe(false);
  });
} else {
  test('подпись браузера OpenSSL не проверял: нет openssl с пакетом libengine-gost-openssl', () => {
    expect(openssl).toBeUndefined();
  });
}

test('скрипт поставщика, который уже стоит в странице, годится тоже; отмена сказана словами, выбрать можно снова', async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-browser-signature-page'));
  const lost = ownCertificate(['Захаров', 'Дмитрий Олегович']);
  const certificates = [lost];
  await installCadesPlugin(page, certificates, 'page');
  await page.goto(path);
  const paper = page.getByRole('button', { name: /^Подписать: Решение .*\.pdf$/ });
  await paper.waitFor();
  // The copy for reading and copying from is there, and nobody is asked to sign it.
  await page.getByRole('link', { name: /^Решение .*\.docx$/ }).waitFor();
  expect(await page.getByRole('button', { name: /^(Подписать|Приложить подпись): .*\.docx$/ }).count()).toBe(0);
  await paper.press('Enter');
  const dialog = page.getByRole('dialog');
  certificates.pop();
  await dialog.getByRole('button', { name: /^Подписать сертификатом/ }).press('Enter');
  await dialog.getByText('Закрытого ключа нет: подключите ключевой носитель').waitFor();
  await look(page, 'browser-signature-failed');
  certificates.push(lost);
  await dialog.getByRole('button', { name: /^Подписать сертификатом/ }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('link', { name: /\.pdf\.sig$/ }).count(), { timeout: 30_000 }).toBe(2);
  expect(complaints).toEqual([]);
});

test('без модуля подписи сказано, что установить, и что подпись можно приложить файлом', async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-browser-signature-missing'));
  await page.goto(path);
  await page.getByRole('button', { name: /^Подписать: Решение .*\.pdf$/ }).press('Enter');
  await page.getByText('Установите КриптоПро CSP', { exact: false }).waitFor();
  await look(page, 'browser-signature-missing');
  await page.getByRole('button', { name: 'Отмена' }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
