import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openDemoEmulators } from '../../core/src/demo/emulators.ts';
import type { Emulators } from '../../core/src/emulator/keeper.ts';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { expected, readCard } from '../support/factories.ts';
import { quick } from '../support/portal.ts';
import { openPortalVisitor, portalPage } from '../support/portal-page.ts';
import { expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Milliseconds: what goes from one system to the other takes its time on a busy machine. */
const PATIENCE = 60_000;

/** The whole circle: an applicant at the portal, СМЭВ, a clerk, and back. */
let server: TestServer;
let emulators: Emulators;
let office: Office;
let visitor: Person;
beforeAll(async () => {
  server = await startServer({ tuning: quick });
  emulators = await openDemoEmulators(server.deps, server.deps.config.definitionsDir);
  office = await openOffice(server.url);
  visitor = await openPortalVisitor(portalPage(emulators.titles).url);
});
afterAll(async () => {
  await visitor?.close();
  await office?.close();
  await server?.close();
  await emulators?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && visitor) await picture(visitor.page, 'failed-portal');
});

interface Filing {
  readonly who: string;
  readonly body: RegExp;
  readonly service: RegExp;
  /** When all is filled in. */
  readonly before?: () => Promise<void>;
}

/** Chooses who files and what, fills it by the example, attaches what is needed; gives the number. */
async function file(page: Page, { who, body, service, before }: Filing): Promise<string> {
  await page.getByRole('link', { name: 'Услуги', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Услуги' }).waitFor();
  await page.getByRole('combobox', { name: 'Вы вошли как' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: who }).click();
  await page.getByRole('region', { name: body }).getByRole('link', { name: service }).click();
  await page.getByRole('heading', { level: 1, name: service }).waitFor();
  await page.getByText(who, { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Заполнить примером' }).click();
  const needed = page.locator('.rp-papers > li').filter({ hasText: 'Нужен' });
  for (const [index, paper] of (await needed.all()).entries()) {
    const name = `Документ ${index + 1}.txt`;
    const content = { name, mimeType: 'text/plain', buffer: Buffer.from(`Документ ${index + 1}`) };
    await paper.locator('input[type=file]').setInputFiles(content);
    await paper.getByText(name).waitFor();
  }
  await before?.();
  await page.getByRole('button', { name: 'Подать заявление' }).press('Enter');
  const heading = page.getByRole('heading', { level: 1, name: /^Заявление № / });
  await heading.waitFor();
  return (await heading.textContent())?.replace('Заявление № ', '') ?? '';
}

async function cardOf(login: string, externalId: string, stateTitle: string) {
  const client = await server.login(login);
  const find = async () => {
    const { rows } = await server.database.execute('select id from application where external_id = $1', [externalId]);
    expect(rows.length).toBe(1);
    const found = (rows[0] as { id: string }).id;
    expect((await readCard(client, found)).stateTitle).toBe(stateTitle);
    return found;
  };
  const id = await vi.waitFor(find, { timeout: PATIENCE, interval: 100 });
  return { client, card: await readCard(client, id) };
}

const told = (page: Page, title: string) =>
  page.locator('.rp-state').getByText(title, { exact: true }).waitFor({ timeout: PATIENCE });

/** Only what the applicant has changed is lit, until the clerk has looked. */
async function seeCorrection(page: Page): Promise<void> {
  await expectState(page, 'В работе');
  await page.getByText('После возврата на доработку изменено: 1 поле').waitFor();
  const marks = page.locator('.rg-changed-mark');
  await expect.poll(() => marks.count()).toBe(1);
  await page.getByRole('row').filter({ hasText: 'Ива белая' }).first().waitFor();
  await look(page, 'portal-corrected');
  await page.getByRole('button', { name: 'Просмотрено' }).press('Enter');
  await marks.first().waitFor({ state: 'detached' });
  await page.getByText('После возврата на доработку изменено').waitFor({ state: 'detached' });
}

async function signPaper(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Решение', exact: true }).click();
  await page.getByRole('button', { name: /^Подписать: Решение .*\.pdf$/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Подписать сертификатом/ }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

async function saveAndSign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Сохранить результат' }).click();
  await page.getByLabel('Описание результата').fill('Осмотр проведён, дерево подлежит вырубке.');
  await page.getByRole('button', { name: 'Сохранить результат' }).click();
  await expectState(page, 'На подписании');
  await signPaper(page);
  await page.getByText('Сейчас ожидается подпись: Начальник управления', { exact: false }).waitFor();
}

/** The head signs after the executor, which releases the result. */
async function signSecond(id: string): Promise<void> {
  const { page, complaints, close } = await office.enter('city.head');
  await page.goto(`/applications/${id}`);
  await page.getByRole('heading', { level: 1, name: /^Заявка № / }).waitFor();
  await signPaper(page);
  await expectState(page, 'Подписано');
  expect(complaints).toEqual([]);
  await close();
}

let clerk: Person;
let corrected: string;

test('город: заявление с документом, доработка; исправлено и подсвечено только изменённое, пока не просмотрено', async () => {
  const { page } = visitor;
  await look(page, 'portal-services');
  const before = () => look(page, 'portal-filing');
  const number = await file(page, { who: 'Щукина', body: /городского хозяйства/, service: /вырубки/, before });
  const fresh = await cardOf('city.executor', number, 'Новая');
  expect(fresh.card).toMatchObject({ source: 'epgu', applicant: { surname: 'Щукина' } });
  expect(fresh.card.files.map(({ name }) => name)).toEqual(['Документ 1.txt']);

  clerk = await office.enter('city.executor');
  await clerk.page.goto(`/applications/${fresh.card.id}`);
  await clerk.page.getByRole('button', { name: 'Назначить мне' }).click();
  await clerk.page.getByRole('dialog').getByRole('button', { name: 'Назначить мне' }).click();
  await expectState(clerk.page, 'В работе');
  await clerk.page.getByRole('button', { name: 'На доработку' }).click();
  await clerk.page.getByRole('dialog').getByLabel('Комментарий').fill('Укажите породу деревьев.');
  await clerk.page.getByRole('dialog').getByRole('button', { name: 'На доработку' }).click();
  await expectState(clerk.page, 'На доработке');

  await page.getByRole('heading', { name: 'Исправьте заявление' }).waitFor({ timeout: PATIENCE });
  await page.getByText('Укажите породу деревьев.', { exact: false }).first().waitFor();
  await page.getByLabel('Порода').fill('Ива белая');
  await page.getByLabel('Количество').click();
  await page.getByText('Изменено: Зелёные насаждения.').waitFor();
  await look(page, 'portal-correct');
  await page.getByRole('button', { name: 'Отправить исправления' }).click();
  await page.getByRole('heading', { name: 'Исправьте заявление' }).waitFor({ state: 'detached' });
  const back = await cardOf('city.executor', number, 'В работе');
  expect(back.card.answers.plants).toMatchObject([{ species: 'Ива белая' }]);
  corrected = back.card.id;
  await seeCorrection(clerk.page);
});

test('город: решение подписали двое, результат выпущен – у заявителя, верны обе подписи', async () => {
  const { page } = visitor;
  await saveAndSign(clerk.page);
  await signSecond(corrected);
  await told(page, 'Услуга оказана');
  for (const name of ['Хабирова', 'Ахметова']) await page.getByText(new RegExp(`Подпись верна\\..*${name}`)).waitFor();
  await look(page, 'portal-result');
  expect([visitor.complaints, clerk.complaints]).toEqual([[], []]);
  await clerk.close();
});

const plan = { body: /архитектуры/, service: /градостроительного плана/ };

/** One of the people of the body works on the case: on the screens, and the page has nothing to complain of. */
async function works(login: string, id: string, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints, close } = await office.enter(login);
  await page.goto(`/applications/${id}`);
  await page.getByRole('heading', { level: 1, name: /^Заявка № / }).waitFor();
  await work(page);
  expect(complaints, login).toEqual([]);
  await close();
}

async function assignKuznetsov(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Назначить исполнителя' }).click();
  await page.getByRole('button', { name: /Назначить заявку на исполнителя: Кузнецов/ }).click();
  await expectState(page, 'Принятие решения');
}

async function grantPlan(page: Page): Promise<void> {
  await page.locator('.rg-case-facts').getByText('МФЦ', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByLabel('Обоснование решения').fill('План подготовлен.');
  await page.getByLabel('Сообщение для заявителя').fill('Приходите за планом с паспортом.');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expectState(page, 'Утверждение положительного результата');
}

async function publishPlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Опубликовать результат' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Опубликовать результат' }).click();
  await expectState(page, 'Утвержден положительный результат');
}

test('управление: заявление организации – трое на своих экранах, решение с утверждением – результат у заявителя', async () => {
  const { page } = visitor;
  const before = async () => {
    await page.getByRole('combobox', { name: 'Где подают' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: 'МФЦ' }).click();
  };
  const number = await file(page, { who: 'ООО «Верхнереченский кирпич»', ...plan, before });
  await page.locator('.rp-state').getByText('МФЦ', { exact: false }).waitFor();
  const { card } = await cardOf('dispatcher', number, 'Зарегистрировано');
  await works('dispatcher', card.id, assignKuznetsov);
  await works('executor', card.id, grantPlan);
  await works('approver', card.id, publishPlan);
  await told(page, 'Услуга оказана');
  await page.getByText('Приходите за планом с паспортом.', { exact: false }).waitFor();
  await page.getByRole('link', { name: /\.pdf$/ }).waitFor();
  expect(visitor.complaints).toEqual([]);
});

/** A clerk reads what the applicant has asked and answers it with a file, on the screens. */
async function answerQuestion(id: string): Promise<void> {
  const { page, complaints, close } = await office.enter('registrar');
  await page.goto(`/applications/${id}?tab=correspondence`);
  const row = page.getByRole('row').filter({ hasText: 'Передумала, отзову заявление.' });
  await row.getByText('Ждёт ответа').waitFor({ timeout: PATIENCE });
  await look(page, 'correspondence-question');
  await row.getByRole('button', { name: 'Ответить' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ответ заявителю' });
  await dialog.getByText('Передумала, отзову заявление.').waitFor();
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  await dialog.getByText('Напишите, что передать заявителю').waitFor();
  await dialog.getByLabel('Текст сообщения').fill('Отзовите его на этой странице.');
  const files = ['Порядок', 'Образец'].map((name) => ({
    ...{ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(name) },
  }));
  await dialog.locator('input[type=file]').setInputFiles(files);
  for (const { name } of files) await dialog.getByRole('checkbox', { name, checked: true }).waitFor();
  await look(page, 'correspondence-answer');
  await dialog.getByRole('button', { name: 'Отправить' }).click();
  await dialog.waitFor({ state: 'detached' });
  const answer = page.getByRole('row').filter({ hasText: 'Отзовите его на этой странице.' });
  await answer.getByText('Доставлено').waitFor({ timeout: PATIENCE });
  await row.getByText('Получено').waitFor();
  await look(page, 'correspondence-answered');
  expect(complaints).toEqual([]);
  await close();
}

test('отзыв: заявитель пишет, ему отвечают, он отзывает с причиной, видит, что отозвано; повтор ничего не меняет', async () => {
  const { page } = visitor;
  const number = await file(page, { who: 'Ярцева', ...plan });
  const { client, card } = await cardOf('registrar', number, 'Зарегистрировано');
  await page.getByLabel('Сообщение').fill('Передумала, отзову заявление.');
  await page.getByRole('button', { name: 'Отправить сообщение' }).click();
  await page.getByText('Вы написали').waitFor();
  await answerQuestion(card.id);
  await page.getByText('Ответ ведомства').waitFor({ timeout: PATIENCE });
  await page.getByText('Отзовите его на этой странице.').waitFor();
  await page.getByRole('link', { name: 'Порядок.txt' }).waitFor();
  await page.getByRole('link', { name: 'Образец.txt' }).waitFor();
  await look(page, 'portal-answered');
  await page.getByLabel('Причина отзыва').fill('Участок продан.');
  await page.getByRole('button', { name: 'Отозвать', exact: true }).click();
  await told(page, 'Заявление отозвано');
  await look(page, 'portal-cancelled');
  await page.getByRole('button', { name: 'Повторить последнее сообщение' }).click();
  await page.getByText('Отправлено ещё раз под другим именем').waitFor();
  const history = async () => {
    const { items } = expected(await client.get(`/api/applications/${card.id}/history`));
    return items.map(({ title, comment }: { title: string; comment: string | null }) => `${title}: ${comment}`);
  };
  expect(await history()).toContain('Сообщение заявителя с портала: Передумала, отзову заявление.');
  expect((await readCard(client, card.id)).stateTitle).toBe('Заявление отозвано заявителем');
  expect(visitor.complaints).toEqual([]);
});
