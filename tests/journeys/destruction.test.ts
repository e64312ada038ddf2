import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { ApplicationCard, DestructionAct } from '../../core/src/api.gen.ts';
import { takeContents } from '../../core/src/destruction/contents.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { killJobsOf } from '../support/dead-job.ts';
import { type DestructionDesk, keptFiveYears, openDesk } from '../support/destruction-desk.ts';
import { expected } from '../support/factories.ts';
import { openIncomingDesk } from '../support/incoming-desk.ts';
import { expectFocus } from '../support/keyboard.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { settled } from '../support/settled.ts';

const HOUR = 60 * 60 * 1000;
/** Data whose term of keeping is over: one draws up the act, another approves it, and nothing of the person is left. */
let server: TestServer;
let office: Office;
let desk: DestructionDesk;
let cases: ApplicationCard[];
beforeAll(async () => {
  server = await startServer();
  desk = await openDesk(server);
  await desk.republish(keptFiveYears);
  cases = [await desk.overCase('2014-03-04'), await desk.overCase(), await desk.overCase('2016-07-08')];
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

const plan = 'Выдача градостроительного плана земельного участка';
const numberOf = (at: number) => cases[at]?.number ?? '';
const row = (page: Page, name: string) => page.getByRole('row', { name });

test('без права составлять акты раздела нет, а по адресу сказано, кто его даёт', async () => {
  const { page, complaints, close } = await office.enter('registrar');
  expect(await page.getByRole('link', { name: 'Сроки хранения' }).count()).toBe(0);
  await page.goto('/retention');
  await page.getByText('Сроки хранения и акты вам не открыты').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('акт составляют с клавиатуры, заявку из него исключают с причиной, утвердить его без права нельзя', async () => {
  const { page, complaints, close } = await office.enter('executor2');
  onTestFailed(() => picture(page, 'failed-draw-up'));
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await row(page, plan).getByText('5 лет').waitFor();
  await look(page, 'retention');
  await page.getByRole('link', { name: plan }).press('Enter');
  await page.getByText('Хранится 5 лет после года завершения').waitFor();
  await row(page, numberOf(0)).getByText('Войдёт').waitFor();
  await look(page, 'retention-cases');
  await page.getByRole('button', { name: 'Вернуться' }).press('Enter');
  await page.getByLabel(`В акт: ${plan}`).press('Space');
  await page.getByRole('button', { name: 'Составить акт' }).press('Enter');
  await page.getByRole('dialog').getByText('3 заявки').waitFor();
  await look(page, 'act-draw-up');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Акт об уничтожении № 1' }).waitFor();
  await page.getByText('Акт утверждает руководитель: у вас нет такого права').waitFor();
  expect(await page.getByRole('button', { name: 'Утвердить акт' }).count()).toBe(0);
  await leaveOut(page, numberOf(1));
  await page.getByRole('button', { name: `Вернуть в акт: ${numberOf(1)}` }).press('Enter');
  await row(page, numberOf(1)).getByText('В акте').waitFor();
  await leaveOut(page, numberOf(1));
  await look(page, 'act-prepared');
  expect(complaints).toEqual([]);
  await close();
});

async function leaveOut(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: `Исключить: ${number}` }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expectFocus(page, 'Почему заявка исключается');
  await dialog.getByRole('button', { name: 'Исключить' }).press('Enter');
  await dialog.getByText('Напишите причину: она останется в акте').waitFor();
  await page.keyboard.type('Заявка нужна суду.');
  await dialog.getByRole('button', { name: 'Исключить' }).press('Enter');
  await row(page, number).getByText('Заявка нужна суду.').waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await expectFocus(page, /Заявки|Вернуть в акт/);
}

test('утверждает другой, набрав номер акта; видно, как исполняется; акт печатают, из журнала делают выгрузку', async () => {
  const { page, complaints, close } = await office.enter('approver');
  onTestFailed(() => picture(page, 'failed-approve'));
  await page.goto('/retention/acts');
  await page.getByRole('navigation', { name: 'Хранение и уничтожение' }).getByText('1', { exact: true }).waitFor();
  await look(page, 'acts');
  await page.getByRole('link', { name: 'Акт № 1' }).press('Enter');
  await page.getByRole('button', { name: 'Печать' }).press('Enter');
  await page.getByRole('dialog').locator('canvas').first().waitFor();
  await look(page, 'act-paper');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Утвердить акт' }).press('Enter');
  await page.getByRole('dialog').getByText('Уничтожаются:').waitFor();
  await expectFocus(page, 'введите номер акта');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.getByText('Введите 1: это номер акта').waitFor();
  await look(page, 'act-approve');
  await changeMeanwhile(page);
  await page.getByLabel('Чтобы подтвердить, введите номер акта: 1').fill('1');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Акт изменили, пока вы его смотрели').waitFor();
  await page.keyboard.press('Escape');
  await row(page, numberOf(2)).getByText('Нужна архиву.').waitFor();
  await page.getByRole('button', { name: `Вернуть в акт: ${numberOf(2)}` }).press('Enter');
  await row(page, numberOf(2)).getByText('В акте').waitFor();
  await page.getByRole('button', { name: 'Утвердить акт' }).press('Enter');
  await expectFocus(page, 'введите номер акта');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByText('Данные уничтожены, осталось содержимое файлов').waitFor();
  await row(page, numberOf(0)).getByText('Уничтожено').waitFor();
  await row(page, numberOf(1)).getByText('Исключена').waitFor();
  await look(page, 'act-contents');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Выгрузка из журнала' }).press('Enter');
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual([numberOf(0), numberOf(2)]);
  expect(complaints.filter((one) => !one.startsWith('409 POST'))).toEqual([]);
  await close();
});

const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** While one reads what is to be destroyed, whoever has drawn it up leaves one more case out. */
async function changeMeanwhile(page: Page): Promise<void> {
  const path = `/api/destruction-acts/${idOf(page)}/rows/${cases[2]?.id}/exclusion`;
  expected(await desk.archivist.post(path, { reason: 'Нужна архиву.' }));
}

/** Where the header has no room for a section, it stands behind «Ещё»; where there is room again, it is back. */
async function openNarrowly(page: Page, section: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.setViewportSize({ width: 900, height: 768 });
  await settled(page);
  await page.getByRole('button', { name: 'Ещё' }).press('Enter');
  await page.getByRole('menuitem', { name: section }).press('Enter');
  await page.getByRole('heading', { level: 1, name: section }).waitFor();
  await look(page, 'section-behind-more');
  await page.getByRole('link', { name: section }).waitFor();
  expect(await page.getByRole('button', { name: 'Ещё' }).count()).toBe(0);
}

test('пока хранилище не даёт удалять, сказано почему; когда удалено содержимое файлов, акт исполнен', async () => {
  const { page, complaints, close } = await office.enter('approver');
  onTestFailed(() => picture(page, 'failed-contents'));
  await page.goto('/retention/acts');
  await page.getByRole('link', { name: 'Акт № 1' }).press('Enter');
  await page.getByText('Данные уничтожены, осталось содержимое файлов').waitFor();
  const place = { id: idOf(page), organisationId: desk.organisationId };
  const { signal } = new AbortController();
  server.clock.advance(HOUR);
  const refusing = { ...server.deps, files: { ...server.deps.files, remove: async () => false } };
  await takeContents(refusing, place, signal);
  await page.keyboard.press('r');
  await page.getByText('Хранилище файлов не даёт удалять').waitFor();
  expect(await page.getByRole('button', { name: 'Повторить' }).count()).toBe(0);
  await look(page, 'act-refused');
  server.clock.advance(HOUR);
  await takeContents(server.deps, place, signal);
  // Nobody presses anything: the page looks again by itself.
  await page.getByText('Акт исполнен. Уничтожены данные 2 заявок, исключено: 1').waitFor();
  await look(page, 'act-done');
  expect(complaints).toEqual([]);
  await close();
});

test('составленный самим не утвердишь, отозвать можно с причиной', async () => {
  const { page, complaints, close } = await office.enter('approver');
  onTestFailed(() => picture(page, 'failed-withdraw'));
  await openNarrowly(page, 'Сроки хранения');
  await page.getByLabel(`В акт: ${plan}`).press('Space');
  await page.getByRole('button', { name: 'Составить акт' }).press('Enter');
  await page.getByRole('dialog').getByText('1 заявка').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Акт составили вы: утвердить его должен другой сотрудник').waitFor();
  expect(await page.getByRole('button', { name: 'Утвердить акт' }).count()).toBe(0);
  await look(page, 'act-own');
  await page.getByRole('button', { name: 'Отозвать акт' }).press('Enter');
  await expectFocus(page, 'Почему акт отзывается');
  await page.keyboard.type('Заявка всё ещё нужна суду.');
  await page.getByRole('dialog').getByRole('button', { name: 'Отозвать' }).press('Enter');
  await page.getByText('Заявка всё ещё нужна суду.').waitFor();
  await expectFocus(page, 'Акт об уничтожении № 2');
  await look(page, 'act-withdrawn');
  await page.getByRole('button', { name: 'Вернуться' }).press('Enter');
  await row(page, 'Акт № 2').getByText('Отозван').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('на карточке уничтоженной заявки – по какому акту и история, без пустых разделов; у исключённой – по какой день хранится', async () => {
  const { page, complaints, close } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-destroyed'));
  await page.goto(`/applications/${cases[0]?.id}`);
  await page.getByText(/^Персональные данные уничтожены .* по акту № 1$/).waitFor();
  expect(await page.getByRole('navigation', { name: 'Разделы заявки' }).count()).toBe(0);
  await page.getByRole('heading', { level: 2, name: 'История' }).waitFor();
  await look(page, 'destroyed-card');
  await page.goto(`/applications/${cases[0]?.id}/print`);
  await page.getByText(/^Персональные данные уничтожены .* по акту № 1$/).waitFor();
  await page.goto('/applications?tab=all');
  await row(page, numberOf(0)).getByText('—').first().waitFor();
  await page.goto(`/applications/${cases[1]?.id}`);
  await page.getByText('По 31.12.2020').waitFor();
  await look(page, 'kept-card');
  expect(complaints).toEqual([]);
  await close();
});

test('входящие запросы уничтожают тем же актом; на карточке запроса сказано, по какому', async () => {
  const inbox = await openIncomingDesk(server);
  const gone = await inbox.over('Сведения о гражданке');
  const { page, complaints, close } = await office.enter('executor2');
  onTestFailed(() => picture(page, 'failed-requests'));
  await page.goto('/retention');
  await page.getByRole('link', { name: 'Входящие запросы', exact: true }).press('Enter');
  await page.getByText('Хранится 5 лет после года ответа').waitFor();
  await row(page, `Входящий запрос № ${gone.number}`).getByText('Исполнено').waitFor();
  await look(page, 'retention-requests');
  await page.getByRole('button', { name: 'Вернуться' }).press('Enter');
  await page.getByLabel('В акт: Входящие запросы').press('Space');
  await page.getByRole('button', { name: 'Составить акт' }).press('Enter');
  await page.getByRole('dialog').getByText('1 запрос').waitFor();
  await look(page, 'act-draw-up-requests');
  await page.keyboard.press('Enter');
  await row(page, `Входящий запрос № ${gone.number}`).getByText(`Спрашивал: ${gone.asker.title}`).waitFor();
  await look(page, 'act-requests');
  await page.getByRole('button', { name: 'Печать' }).press('Enter');
  await page.getByRole('dialog').locator('canvas').first().waitFor();
  await look(page, 'act-paper-requests');
  await page.keyboard.press('Escape');
  await approveNow(page);
  await row(page, `Входящий запрос № ${gone.number}`).getByText('содержание ответа на запрос').waitFor();
  await page.getByRole('link', { name: `Входящий запрос № ${gone.number}` }).press('Enter');
  await page.getByText(/^Персональные данные уничтожены .* по акту № 3$/).waitFor();
  expect(await page.getByRole('heading', { level: 2 }).count()).toBe(0);
  await look(page, 'incoming-destroyed');
  await page.getByRole('button', { name: 'Вернуться' }).press('Enter');
  await page.getByText('Данные уничтожены').waitFor();
  await look(page, 'incoming-list-destroyed');
  expect(complaints).toEqual([]);
  await close();
});

/** By another one, while the page of the act is open. */
async function approveNow(page: Page): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expected(await desk.approve(await desk.view(id)));
}

test('исполнение, которое умерло, продолжают кнопкой', async () => {
  const drawn: DestructionAct = expected(await desk.drawUp(), 201);
  await server.deps.jobs.stop();
  expected(await desk.approve(drawn));
  await killJobsOf(server, drawn.act.id);
  const { page, complaints, close } = await office.enter('executor2');
  onTestFailed(() => picture(page, 'failed-stopped'));
  await page.goto(`/retention/acts/${drawn.act.id}`);
  await page.getByText('Исполнение акта остановилось').waitFor();
  await look(page, 'act-stopped');
  await page.getByRole('button', { name: 'Повторить' }).press('Enter');
  await page.getByText('Данные уничтожены, осталось содержимое файлов').waitFor();
  await row(page, numberOf(1)).getByText('Уничтожено').waitFor();
  expect(complaints).toEqual([]);
  await close();
});
