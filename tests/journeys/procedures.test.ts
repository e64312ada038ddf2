import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { expectState, look, openByNumber } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

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

const applicant = personNumber(77);
const registered = async () => act(clerk, await createApplication(clerk, { applicant }), ['register', {}]);
const refusal = { grounds: [{ code: 'noBoundaries' }], text: 'Границы не установлены.', message: 'Отказано.' };

test('повторный отказ: новое основание не проходит, пока не выбран и не обоснован случай закона', async () => {
  const first = await act(clerk, await registered(), ['refuse', { input: refusal }]);
  const second = await registered();
  const { page } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-repeat'));
  await openByNumber(page, second.number ?? '');
  await page.getByRole('button', { name: 'Отказать в предоставлении услуги' }).click();
  await page.getByText('После какого отказа обратился заявитель').first().waitFor();
  await page.getByRole('checkbox').first().check();
  await page.getByLabel(/^Пояснение к основанию/).fill('Право на участок прекращено.');
  await page.getByLabel('Причина отказа').fill('Заявитель не правообладатель.');
  await page.getByLabel(`После отказа № ${first.number}`, { exact: false }).check();
  await page.getByText('Названо новое основание').waitFor();
  await look(page, 'repeat-new-ground');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Обоснование', { exact: true }).first().waitFor();
  await look(page, 'repeat-missing');
  await page.getByLabel('Истёк срок действия документов', { exact: false }).check();
  await page.getByRole('textbox', { name: 'Обоснование' }).fill('Выписка от 12 января.');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(page, 'Утвержден отказ');
  await page.getByRole('link', { name: 'Решение' }).click();
  await page.getByText('Выписка от 12 января.', { exact: false }).waitFor();
  await look(page, 'repeat-decision');
});

test('жалоба до решения: кнопка, свой черёд, работа по заявке идёт, на обеих карточках видно', async () => {
  const card = await registered();
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-complaint'));
  await openByNumber(page, card.number ?? '');
  const beside = page.getByRole('region', { name: 'Процедуры по заявке' });
  await beside.getByRole('button').first().waitFor();
  expect(await beside.getByRole('button').allTextContents()).toEqual(['Принять жалобу']);
  await look(page, 'complaint-offered');
  await beside.getByRole('button', { name: 'Принять жалобу' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Заявка без номера' }).waitFor();
  await page.getByRole('region', { name: 'Процедура по заявке' }).getByText('Принятие решения').waitFor();
  await page.getByLabel('На что жалоба').click();
  await page.locator('.ant-select-item-option').first().click();
  await page.getByLabel('Доводы заявителя').fill('Ответа нет второй месяц.');
  await page.getByRole('button', { name: 'Зарегистрировать процедуру' }).click();
  // The one who works on the application does not consider a complaint about it: it waits for another.
  await expectState(page, 'Зарегистрировано');
  await expectState(page, 'Не назначен');
  const own = page.getByRole('region', { name: 'Процедура по заявке' });
  await own.getByText('Исполнителем можно назначить', { exact: false }).waitFor();
  await look(page, 'complaint-for-another');
  await page.getByRole('link', { name: `заявка № ${card.number}`, exact: false }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${card.number}` }).waitFor();
  await beside.getByText('Работа по заявке не останавливается', { exact: false }).waitFor();
  await beside.getByRole('link', { name: /^Рассмотрение жалобы/ }).waitFor();
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).waitFor();
  await look(page, 'complaint-parent');
  expect(complaints).toEqual([]);
});

test('решение отменяется процедурой: связь на обеих карточках, документы помечены', async () => {
  const input = { text: 'Зона Ж-1.', message: 'Готово.' };
  const granted = await act(clerk, await createApplication(clerk), ['register', {}]);
  await act(clerk, granted, ['grant', { input }]);
  const { page } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-procedure'));
  await openByNumber(page, granted.number ?? '');
  await look(page, 'procedures-offered');
  await page.getByRole('button', { name: 'Отменить решение' }).click();
  await page.getByRole('heading', { level: 1, name: 'Заявка без номера' }).waitFor();
  // What the procedure asks stands first: the people are known from the application.
  expect(await page.getByRole('textbox').first().getAttribute('id')).toMatch(/^answers/);
  await page.getByLabel('Почему решение отменяется').fill('Участок изъят для государственных нужд.');
  await page.getByLabel('Основание: акт', { exact: false }).fill('Решение суда от 12.01.2026');
  await look(page, 'procedure-draft');
  await page.getByRole('button', { name: 'Зарегистрировать процедуру' }).click();
  await expectState(page, 'Принятие решения');
  await page.getByRole('button', { name: 'К списку заявок' }).waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const prepared = await act(clerk, expected(await clerk.get(`/api/applications/${id}`)), ['grant', { input }]);
  await act(await server.login('approver'), prepared, ['publish', {}]);

  await openByNumber(page, granted.number ?? '');
  await expectState(page, 'Решение отменено');
  await page.getByRole('link', { name: /^Отмена принятого решения/ }).waitFor();
  await look(page, 'procedure-parent');
  await page.getByRole('link', { name: 'Решение', exact: true }).click();
  await page.getByText('эти документы не действуют', { exact: false }).waitFor();
  await look(page, 'decision-revoked');
  expect(await page.getByRole('button', { name: 'Отменить решение' }).count()).toBe(0);
});
