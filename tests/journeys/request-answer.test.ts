import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { darkest } from '../support/drawn-page.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pagedPdf } from '../support/paged-pdf.ts';
import { caseInWork } from '../support/request-screens.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ACCEPTED } from '../support/upload-samples.ts';
import { zipBytes } from '../support/zip-bytes.ts';

let server: TestServer;
let office: Office;
let clerk: Client;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  clerk = await server.login('super');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

const formats = ['xml', 'xls', 'xlsx', 'doc', 'docx', 'rtf', 'pdf', 'jpeg', 'png', 'sig', 'txt', 'zip'] as const;

/** A picture that a browser can draw: the samples of uploads are no more than what an inspection looks at. */
const drawing = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAPAAAAA8CAIAAADXHaAKAAAAjUlEQVR42u3SQQ0AAAgDsfmXhwNE8MfH0qQKLpfZgxqRAEODocHQ' +
    'YGgMDYYGQ4OhwdAYGgwNhgZDg6ExNBgaDA2GBkNjaDA0GBoMDYbG0GBoMDQYGgyNocHQYGgwNBgaQ4OhwdBgaAwNhgZDg6HB0Bga' +
    'DA2GBkODoTE0GBoMDYYGQ2NoMDQYGgwNhqbfAwP9cryvVAHpAAAAAElFTkSuQmCC',
  'base64',
);

/** What a hostile provider would like to run in our page. */
const hostile = '<img src=x onerror="document.title=1"><b>жирно</b>';
const own: Partial<Record<(typeof formats)[number], Buffer>> = {
  png: drawing,
  pdf: pagedPdf(['Extract, page one', 'Extract, page two', 'Extract, page three']),
  txt: Buffer.from(`Справка\n${hostile}`),
  xml: Buffer.from(
    `<?xml version="1.0"?><Ответ xmlns="urn:example" номер="7"><Сведения><Имя><![CDATA[${hostile}]]></Имя><Площадь>640</Площадь></Сведения></Ответ>`,
  ),
  zip: zipBytes([{ name: 'папка/выписка.pdf', content: drawing }]),
};

/** One file of each format that an answer may come with. */
const files = formats.map((extension) => {
  const found = ACCEPTED.find(({ name }) => name.toLowerCase().endsWith(`.${extension}`));
  if (found === undefined) throw new Error(`there is no sample of ${extension}`);
  return { name: `ответ.${extension}`, content: own[extension] ?? found.make() };
});

/** «Кнопки могут отсутствовать, но может присутствовать ссылка»: what is too large for a message lies elsewhere. */
const remote = 'https://files.example.ru/extract?id=7';

/** The other body takes the request, and answers with all of them. */
async function answerWithFiles(number: number): Promise<void> {
  const asked = await server.login('super2');
  const found = await vi.waitFor(
    async () => {
      const { items } = expected(await asked.get('/api/incoming-requests'));
      const one = items.find((item: { askerNumber: string }) => item.askerNumber === String(number));
      expect(one).toBeDefined();
      return one;
    },
    { timeout: 30_000, interval: 100 },
  );
  let { version } = expected(await asked.post(`/api/incoming-requests/${found.id}/take`, { version: found.version }));
  for (const { name, content } of files) {
    const path = `/api/incoming-requests/${found.id}/files?${new URLSearchParams({ name })}`;
    const headers = { 'Content-Type': 'application/octet-stream' };
    version = expected(await asked.send('POST', path, { body: new Uint8Array(content), headers }), 201).version;
  }
  const answer = { version, answer: { text: `Сведения приложены, полная выписка: ${remote}.` } };
  expected(await asked.post(`/api/incoming-requests/${found.id}/answer`, answer));
}

test('файлы ответа всех видов: показаны, если браузер умеет, остальные скачиваются; видно, что пришло', async () => {
  const card = await caseInWork(clerk, 1);
  const question = { provider: 'zem', subject: 'Сведения', comment: 'Пришлите сведения.' };
  const body = { entry: 'regional', key: randomUUID(), question, send: true };
  const sent = expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
  await answerWithFiles(sent.number);
  const person = await office.enter('super');
  onTestFailed(() => picture(person.page, 'failed-request-answer'));
  const { page } = person;
  await page.goto(`/applications/${card.id}/requests/${sent.id}`);
  for (const { name } of files) await page.getByRole('link', { name, exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^Показать файл/ }).count()).toBe(6);
  expect(await page.getByRole('link', { name: remote, exact: true }).getAttribute('href')).toBe(remote);

  // All by keyboard: the keys that scroll work at once, arrows turn to the next file.
  const first = page.getByRole('button', { name: 'Показать файл «ответ.xml»' });
  await first.press('Enter');
  const viewer = page.getByRole('dialog');
  const tree = page.getByRole('group', { name: 'Содержание файла «ответ.xml»' });
  await tree.getByText(hostile).waitFor();
  await tree.locator('summary').getByText('Сведения').click();
  await tree.getByText(hostile).waitFor({ state: 'detached' });
  await tree.getByText('внутри: 2').click();
  await page.getByRole('region', { name: 'Просмотр: ответ.xml' }).press('ArrowRight');
  await viewer.getByText('Страница 1 из 3', { exact: true }).waitFor();
  await viewer.getByText('Extract, page one').waitFor();
  const sheet = viewer.getByRole('group', { name: 'ответ.pdf, страница 1 из 3' });
  const drawn = sheet.locator('canvas');
  await vi.waitFor(async () => expect(await drawn.evaluate(darkest)).toBeLessThan(100), { timeout: 30_000 });
  await look(page, 'viewer-pdf');
  const wide = (await sheet.boundingBox())?.width ?? 0;
  await page.keyboard.press('-');
  await vi.waitFor(async () => expect((await sheet.boundingBox())?.width ?? wide).toBeLessThan(wide), 30_000);
  await page.keyboard.press('r');
  await vi.waitFor(async () => {
    const { width, height } = (await sheet.boundingBox()) ?? { width: 0, height: 0 };
    expect(width).toBeGreaterThan(height);
  }, 30_000);
  await page.keyboard.press('End');
  await viewer.getByText('Страница 3 из 3', { exact: true }).waitFor();
  await viewer.getByText('Extract, page three').waitFor();
  await page.keyboard.press('0');
  await vi.waitFor(async () => expect((await sheet.boundingBox())?.width).toBeCloseTo(wide, -1), 30_000);
  await page.keyboard.press('ArrowRight');
  await viewer.getByText('Изображение не читается', { exact: false }).waitFor();
  await page.keyboard.press('ArrowRight');
  const scan = page.getByRole('img', { name: 'ответ.png' });
  await vi.waitFor(
    async () => expect(await scan.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(240),
    30_000,
  );
  await look(page, 'viewer-image');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('region', { name: 'Текст файла «ответ.txt»' }).getByText(hostile).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('cell', { name: 'папка/выписка.pdf' }).waitFor();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  await vi.waitFor(
    async () => expect(await first.evaluate((one) => one === document.activeElement)).toBe(true),
    30_000,
  );
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'ответ.xml', exact: true }).click();
  const stored = readFileSync(await (await download).path());
  expect(stored.equals(files[0]?.content ?? Buffer.alloc(0))).toBe(true);

  const came = page.getByRole('table', { name: 'Сообщения поставщика' });
  await came.getByText('Принято', { exact: true }).waitFor();
  await look(page, 'request-files');
  await page.locator('summary').getByText('Показать', { exact: true }).click();
  await page.getByText('вручную').first().waitFor();
  await look(page, 'request-origins');

  await server.database.execute(`update delivery set received_at = now() - interval '5 years'`);
  await server.deps.database.asOwner((trx) => server.deps.jobs.enqueue(trx, { name: 'exchange-retention', data: {} }));
  const gone = `select id from delivery where forgotten_at is not null`;
  await vi.waitFor(async () => expect((await server.database.execute(gone)).rows).toHaveLength(1), {
    timeout: 30_000,
    interval: 50,
  });
  await page.reload();
  await came.getByText(/^Удалено .* по сроку хранения$/).waitFor();
  expect(await came.getByRole('link').count()).toBe(0);
  await look(page, 'request-forgotten');
  expect(person.complaints).toEqual([]);
});
