import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { createTreeApplication } from '../support/city.ts';
import { act } from '../support/factories.ts';
import { chooseByKeys, expectState, look, numberOf } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** A complaint about a service of the city, from the applicant at the desk to the answer in their hands. */
let server: TestServer;
let office: Office;
let parent: ApplicationCard;
let complaint = '';
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  const registrar = await server.login('city.registrar');
  const draft = await createTreeApplication(registrar, { notification: { way: 'inPerson' } });
  const executor = await server.login('city.executor');
  const taken = await act(executor, await act(registrar, draft, ['register', {}]), ['assignToMe', {}]);
  const input = { grounds: [{ code: 'treesCanStay' }], text: 'Деревья здоровы.', message: 'Отказано.' };
  parent = await act(executor, taken, ['saveRefusal', { input }]);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(login: string): Promise<Person> {
  const person = await office.enter(login);
  onTestFailed(() => picture(person.page, `failed-${login}`));
  return person;
}

/** «Услуги», the row, «Посмотреть». */
async function open(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'Услуги', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: number });
  await row.getByRole('button', { name: 'Действия' }).click();
  await page.getByRole('menuitem', { name: 'Посмотреть', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${number}` }).waitFor();
}

test('принята у заявителя: с карточки заявки, с его словами', async () => {
  const { page, complaints, close } = await enter('city.registrar');
  await open(page, parent.number ?? '');
  await page.getByRole('button', { name: 'Принять жалобу' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Заявка без номера' }).waitFor();
  await look(page, 'complaint-draft');
  await chooseByKeys(page.getByLabel('На что жалоба'), 'Отказали в предоставлении услуги');
  await page.getByLabel('Доводы заявителя').fill('Деревья аварийные: одно уже упало на дорожку.');
  await page.getByLabel('Чего требует заявитель').fill('Осмотреть деревья ещё раз и выдать разрешение.');
  await page.getByRole('button', { name: 'Зарегистрировать процедуру' }).click();
  await expectState(page, 'Зарегистрировано');
  complaint = await numberOf(page);
  await look(page, 'complaint-registered');
  expect(complaints).toEqual([]);
  await close();
});

test('руководитель назначает того, кто по заявке не решал', async () => {
  const { page, complaints, close } = await enter('city.head');
  await open(page, complaint);
  await look(page, 'complaint-to-assign');
  await page.getByRole('button', { name: 'Назначить исполнителя' }).click();
  const dialog = page.getByRole('dialog');
  const candidate = dialog.getByRole('listitem').filter({ hasText: 'Галиева' });
  await candidate.waitFor();
  expect(await dialog.getByText('Хабирова', { exact: false }).count()).toBe(0);
  await look(page, 'complaint-assigning');
  await candidate.getByRole('button').click();
  await expectState(page, 'Принятие решения');
  expect(complaints).toEqual([]);
  await close();
});

test('исполнитель читает заявку, на которую жалоба, и готовит решение', async () => {
  const { page, complaints, close } = await enter('city.super');
  await open(page, complaint);
  await look(page, 'complaint-in-work');
  await page.getByRole('link', { name: `заявка № ${parent.number}`, exact: false }).click();
  await page.getByText('Заявка открыта вам для чтения', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'Решение', exact: true }).click();
  await page.getByText('Деревья здоровы.', { exact: false }).first().waitFor();
  await look(page, 'complaint-read-parent');
  await page.getByRole('link', { name: `заявка № ${complaint}`, exact: false }).click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${complaint}` }).waitFor();
  await page.getByRole('button', { name: 'Одобрить', exact: true }).click();
  await page.getByText('Решение – Удовлетворить жалобу', { exact: false }).waitFor();
  await page.getByLabel('Обоснование решения').fill('Деревья осмотрены повторно: два из трёх аварийные.');
  await look(page, 'complaint-decision');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(page, 'Утверждение положительного решения');
  await look(page, 'complaint-prepared');
  expect(complaints).toEqual([]);
  await close();
});

test('руководитель утверждает, регистратор выдаёт ответ на руки, в истории заявки виден итог', async () => {
  const head = await enter('city.head');
  await open(head.page, complaint);
  await look(head.page, 'complaint-to-approve');
  await head.page.getByRole('button', { name: 'Утвердить и опубликовать' }).click();
  await look(head.page, 'complaint-approving');
  await head.page.getByRole('dialog').getByRole('button', { name: 'Утвердить и опубликовать' }).click();
  await expectState(head.page, 'Исполнено');
  await look(head.page, 'complaint-approved');
  expect(head.complaints).toEqual([]);
  await head.close();

  const { page, complaints, close } = await enter('city.registrar');
  await page.getByRole('link', { name: 'Уведомления заявителей' }).click();
  await look(page, 'complaint-notices');
  await open(page, complaint);
  await look(page, 'complaint-to-issue');
  await page.getByRole('button', { name: 'Выдать результат на руки' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Предъявленный документ').fill('Паспорт 7304 123456');
  await look(page, 'complaint-issuing');
  await dialog.getByLabel('Подпись в расписке').check();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Результат выдан на руки', { exact: true }).waitFor();
  await look(page, 'complaint-issued');
  await page.getByRole('link', { name: `заявка № ${parent.number}`, exact: false }).click();
  await page.getByRole('link', { name: 'История', exact: true }).click();
  await page.getByText('Процедура завершена: ', { exact: false }).waitFor();
  await look(page, 'complaint-parent-history');
  expect(complaints).toEqual([]);
  await close();
});
