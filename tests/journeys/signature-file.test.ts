import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { gostBackend, signCms, signDigest } from '../../plugins/gost/index.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { ownCertificate } from '../support/cades-plugin.ts';
import { createApplication } from '../support/factories.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { trustBrowserAuthority } from '../support/trust.ts';

let server: TestServer;
let office: Office;
let path: string;
beforeAll(async () => {
  server = await startServer();
  await trustBrowserAuthority(server, 'none');
  office = await openOffice(server.url);
  const { id } = await createApplication(await server.login('super'));
  path = `/applications/${id}?tab=documents`;
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

const letter = Buffer.from('Письмо о согласовании.\n');
const author = ownCertificate(['Захаров', 'Дмитрий Олегович']);
const sign = (attached: boolean) =>
  signCms({
    content: letter,
    signers: [
      { certificate: author.content, sign: (bytes) => signDigest(author.key, gostBackend().digest(256, bytes)) },
    ],
    signedAt: new Date('2026-11-01T09:00:00Z'),
    attached,
  });
const picked = (name: string, content: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

test('файл с подписью внутри: кто подписал, верна ли, и документ из неё', async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-signature-file'));
  await page.goto(path);
  await page.getByLabel('Файлы: Прочие файлы').setInputFiles(picked('Согласование.txt.p7m', await sign(true)));
  await page.getByRole('button', { name: 'Проверить подпись «Согласование.txt.p7m»' }).press('Enter');
  await page.getByText('Верна', { exact: true }).waitFor();
  await page.getByText('выдал: Проверочный центр', { exact: false }).waitFor();
  await look(page, 'signature-file');
  const link = await page.getByRole('link', { name: /^Извлечь содержимое: Согласование\.txt/ }).getAttribute('href');
  const content = await page.request.get(link ?? '');
  expect(await content.body()).toEqual(letter);
  expect(content.headers()['content-disposition']).toContain(encodeURIComponent('Согласование.txt'));
  expect(complaints).toEqual([]);
});

test('пара файлов: подпись узнана по имени, приложена к своему файлу и проверена', async () => {
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-signature-pair'));
  await page.goto(path);
  const pair = [picked('Письмо.txt.sig', await sign(false)), picked('Письмо.txt', letter)];
  await page.getByLabel('Файлы: Прочие файлы').setInputFiles(pair);
  await page.getByText('Это подпись к файлу «Письмо.txt»?').waitFor();
  await page.getByRole('button', { name: 'Проверить подпись «Письмо.txt.sig»' }).press('Enter');
  await page.getByText('Проверено по файлу «Письмо.txt».').waitFor();
  await look(page, 'signature-file-pair');
  await page.getByRole('button', { name: 'Да, приложить к нему: Письмо.txt.sig' }).press('Enter');
  const hung = page.getByRole('list', { name: 'Подписи файла «Письмо.txt»' });
  await hung.getByText('Верна', { exact: true }).waitFor();
  await page.getByText('Это подпись к файлу', { exact: false }).waitFor({ state: 'detached' });
  await look(page, 'signature-file-hung');
  expect(complaints).toEqual([]);
});
