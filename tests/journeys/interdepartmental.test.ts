import type { Emulator, JsonObject } from '@reglament/sdk';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { findOrganisation } from '../../plugins/smev3/emulator/organisation.ts';
import egrul from '../../plugins/smev3/types/egrulExtract/type.json' with { type: 'json' };
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication } from '../support/factories.ts';
import { type HostilePage, hostileDrawing, openHostilePage, savedPage } from '../support/hostile-page.ts';
import { newOrganisationIds } from '../support/people.ts';
import { expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { connectSmev3, openNode, smevPlugins } from '../support/smev3-side.ts';

let server: TestServer;
let office: Office;
let node: Emulator;
let hostile: HostilePage;
/** How far the clock of the other side is ahead. */
let ahead = 0;
beforeAll(async () => {
  hostile = await openHostilePage();
  node = await openNode(() => new Date(Date.now() + ahead));
  const tuning = { ...usualTuning, pollShortest: 50, pollLongest: 200 };
  server = await startServer({ plugins: smevPlugins, tuning, env: { PRIVATE_NETWORKS: '127.0.0.0/8' } });
  await connectSmev3(server, node);
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  await node?.close();
  await hostile?.close();
});

/** The emulator's own answer with a page beside its file. */
function answerWith({ bytes }: HostilePage): JsonObject {
  const found = (egrul.answers as readonly JsonObject[]).find(({ files }) => files !== undefined);
  if (found === undefined) throw new Error('an extract comes with a file');
  const page = { name: 'Страница.html', mediaType: 'text/html', base64: bytes.toString('base64') };
  const saved = {
    name: 'Печать.mht',
    mediaType: 'application/x-mimearchive',
    base64: savedPage(bytes).toString('base64'),
  };
  const drawing = { name: 'Схема.svg', mediaType: 'image/svg+xml', base64: hostileDrawing.toString('base64') };
  return { ...found, files: [...(found.files as readonly JsonObject[]), page, saved, drawing] };
}

/** A file that could act comes as it was kept, and only to be saved. */
async function isOnlySaved(page: Page, name: string, bytes: Buffer): Promise<void> {
  const link = page.getByRole('link', { name, exact: true });
  const kept = await page.request.get((await link.getAttribute('href')) ?? '');
  expect((await kept.body()).equals(bytes)).toBe(true);
  expect(kept.headers()).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
}

/** It is kept as it came, read as text, and nothing of it happens. */
async function readHostile(page: Page): Promise<void> {
  await isOnlySaved(page, 'Схема.svg', hostileDrawing);
  await page.getByText('Рисунок SVG может содержать программный код').waitFor();
  expect(await page.getByRole('button', { name: 'Показать файл «Схема.svg»' }).count()).toBe(0);
  await isOnlySaved(page, 'Печать.mht', savedPage(hostile.bytes));
  await readPage(page, 'Печать.mht');
  await isOnlySaved(page, 'Страница.html', hostile.bytes);
  await readPage(page, 'Страница.html');
}

async function readPage(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Показать файл «${name}»` }).press('Enter');
  const text = page.getByRole('region', { name: `Текст файла «${name}»` });
  await text.getByText('Сведения о лице').waitFor();
  await text.getByText('Состоит на учёте').waitFor();
  await text.getByRole('cell', { name: '1027301234562' }).waitFor();
  if (name === 'Страница.html') await look(page, 'viewer-page');
  expect(await text.locator('img, svg, iframe, object, video, a, form, input, script, style').count()).toBe(0);
  expect(await text.textContent()).not.toMatch(/взломано|import|display/);
  expect(await page.title()).not.toContain('взломано');
  expect(hostile.heard).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('ЕГРЮЛ по СМЭВ: запрос заполнен из заявки, состояние, ответ с файлом, значения приняты, решение', async () => {
  const clerk = await server.login('super');
  const ids = newOrganisationIds();
  const applicant = {
    ...{ kind: 'organisation', title: 'Общество с ограниченной ответственностью «Тихая заводь»', ...ids },
    ...{ kpp: '730101001', registrationAddress: '999001, г. Верхнереченск, ул. Луговая, д. 9' },
    ...{ phone: '+7 900 000-00-02', email: 'office@example.org' },
  };
  const draft = await createApplication(clerk, { applicant });
  const card = await act(clerk, draft, ['register', {}]);
  // The provider says at once that it works on it, and answers an hour later.
  node.play({ kind: 'answer', afterSeconds: 3600, answer: answerWith(hostile) });

  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-interdepartmental'));
  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: 'Межведомственные запросы' }).click();
  await look(page, 'interdepartmental-tab');
  await page.getByRole('button', { name: /Создать запрос/ }).press('Enter');
  await look(page, 'interdepartmental-choice');
  await page.getByText('ФНС: выписка из ЕГРЮЛ о заявителе').first().click();
  const ogrn = page.getByRole('textbox', { name: 'ОГРН' });
  await ogrn.waitFor();
  expect(await ogrn.inputValue()).toBe(ids.ogrn);
  await look(page, 'interdepartmental-form');
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  await page.getByText('Запрос принят к обработке').first().waitFor();
  await look(page, 'interdepartmental-interim');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Запрос № 1', exact: true }) });
  await row.getByText('Ожидает ответа', { exact: true }).waitFor();

  ahead = 3_700_000;
  await row.getByText('Ответ получен', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Действия: запрос № 1' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Открыть', exact: true }).click();
  await page.getByRole('heading', { name: 'Принять значения в заявку' }).waitFor();
  await page.getByRole('link', { name: 'Выписка_из_ЕГРЮЛ.txt' }).waitFor();
  await look(page, 'interdepartmental-answer');
  await readHostile(page);
  await page.getByRole('checkbox', { name: /^Принять: Другие данные/ }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Принять отмеченное: 1' }).press('Enter');
  await page.getByText('Принято', { exact: true }).first().waitFor();

  await page.getByRole('link', { name: /^Заявка № / }).click();
  await page.getByRole('link', { name: 'Данные', exact: true }).click();
  // The register has answered about the very organisation that was asked for.
  const title = findOrganisation(ids.ogrn)?.title.toLocaleUpperCase('ru') ?? '';
  await page.getByText(`"${title}"`).first().waitFor();
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByLabel('Обоснование решения').fill('Заявитель действует: выписка из ЕГРЮЛ получена.');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${card.number}` }).waitFor();
  await expectState(page, 'Утвержден положительный результат');
  expect(complaints).toEqual([]);
});
