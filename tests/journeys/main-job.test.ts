import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { expectState, fillLand, look, numberOf, openByNumber } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
const people: Record<string, Person> = {};

beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  for (const login of ['registrar', 'dispatcher', 'executor', 'approver']) people[login] = await office.enter(login);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [login, { page }] of Object.entries(people)) await picture(page, `failed-${login}`);
});

function pageOf(login: string): Page {
  const person = people[login];
  if (!person) throw new Error(`${login} has not signed in`);
  return person.page;
}

describe('четыре человека ведут одну заявку от черновика до завершения', () => {
  let number = '';

  test('регистратор создаёт черновик, видит, чего не хватает, и регистрирует', async () => {
    const page = pageOf('registrar');
    await look(page, 'registry');
    await page.getByRole('button', { name: 'Создать' }).click();
    await look(page, 'new-choice');
    await page.getByText('Выдача градостроительного плана земельного участка').first().click();
    await page.getByLabel('Фамилия').fill('Ветрова');
    await page.getByLabel('Имя', { exact: true }).fill('Алла');
    await page.getByLabel('Отчество').fill('Сергеевна');
    await page.getByLabel('СНИЛС', { exact: true }).fill('11223344596');
    await page.getByLabel('ИНН', { exact: true }).click();
    await page.getByText('контрольное число', { exact: false }).first().waitFor();
    await look(page, 'new-wrong-snils');
    await page.getByLabel('СНИЛС', { exact: true }).fill('11223344595');
    await fillLand(page);
    await look(page, 'new-filled');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expectState(page, 'Черновик');

    await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
    await page.getByRole('alert').filter({ hasText: 'уведомлени' }).waitFor();
    await look(page, 'draft-incomplete');
    await page.getByLabel('Способ уведомления').click();
    await page.getByText('Письмо на бумаге').or(page.getByText('Бумажное письмо')).first().click();
    await page.getByLabel('Адрес постоянной регистрации').fill('999001, г. Верхнереченск, ул. Луговая, д. 7');
    await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
    await expectState(page, 'Зарегистрировано');
    number = await numberOf(page);
    expect(number).toMatch(/^АРХ-\d{4}-\d{6}$/);
    await look(page, 'card-registered');
    await page.getByRole('link', { name: 'Документы', exact: true }).click();
    await page.getByRole('button', { name: 'Добавить документ' }).click();
    await page.getByLabel('Название: документ 1').fill('Договор купли-продажи');
    await page.getByRole('combobox', { name: 'Вид: документ 1' }).click();
    await page.locator('.ant-select-item-option[title="Подлинник"]').click();
    await page.getByRole('button', { name: 'Сохранить перечень' }).click();
    await page.getByRole('button', { name: 'Вернуть подлинники' }).waitFor();
  });

  test('диспетчер назначает исполнителя из меню «Действия»', async () => {
    const page = pageOf('dispatcher');
    await page
      .getByRole('button', { name: /^Зарегистрировано/ })
      .or(page.getByRole('link', { name: /^Зарегистрировано/ }))
      .click();
    const row = page.getByRole('row').filter({ hasText: number });
    await row.getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('menuitem', { name: 'Просмотреть заявку на услугу' }).waitFor();
    await look(page, 'row-menu');
    await page.getByRole('menuitem', { name: 'Назначить исполнителя' }).click();
    await page.getByRole('button', { name: /Назначить заявку на исполнителя: Кузнецов/ }).waitFor();
    await look(page, 'assign');
    await page.getByRole('button', { name: /Назначить заявку на исполнителя: Кузнецов/ }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await openByNumber(page, number);
    await expectState(page, 'Принятие решения');
  });

  test('исполнитель видит, почему нельзя остальное, и одобряет с документом', async () => {
    const page = pageOf('executor');
    await openByNumber(page, number);
    await page.getByText('Почему нельзя').click();
    await page.getByText('В состоянии «Принятие решения» это действие не выполняется').first().waitFor();
    await look(page, 'card-executor');
    await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
    await page.getByRole('heading', { level: 1, name: 'Одобрить предоставление услуги' }).waitFor();
    await page.getByLabel('Обоснование решения').fill('Участок находится в зоне Ж-1, сведения подтверждены.');
    await page.getByRole('button', { name: 'Показать' }).click();
    await page.getByRole('region', { name: 'Просмотр документа решения' }).locator('canvas').first().waitFor();
    await look(page, 'decision');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expectState(page, 'Утверждение положительного результата');
  });

  test('утверждающий отправляет на доработку, исполнитель правит, утверждающий публикует', async () => {
    const approver = pageOf('approver');
    await openByNumber(approver, number);
    await approver.getByRole('button', { name: 'Отправить на доработку' }).click();
    await approver.getByLabel('Комментарий').fill('Укажите вид разрешённого использования.');
    await look(approver, 'rework');
    await approver.getByRole('button', { name: 'Сохранить' }).click();
    await expectState(approver, 'Принятие решения');

    const executor = pageOf('executor');
    await expectState(executor, 'Принятие решения');
    await executor.getByRole('link', { name: 'Решение', exact: true }).click();
    await executor
      .getByText('Воронцова Елена Александровна: Укажите вид разрешённого использования.')
      .first()
      .waitFor();
    await look(executor, 'decision-returned');
    await executor.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
    await executor.getByLabel('Обоснование решения').fill('Зона Ж-1: индивидуальное жилищное строительство.');
    await executor.getByRole('button', { name: 'Сохранить' }).click();
    await expectState(executor, 'Утверждение положительного результата');

    await expectState(approver, 'Утверждение положительного результата');
    // What the approver has done before is no longer so.
    await approver.getByText('Отправлено на доработку').waitFor({ state: 'detached' });
    await approver.getByRole('button', { name: 'Опубликовать результат' }).click();
    await approver.getByRole('dialog').getByRole('button', { name: 'Опубликовать результат' }).click();
    await expectState(approver, 'Утвержден положительный результат');
    await approver.getByRole('link', { name: 'Решение', exact: true }).click();
    await look(approver, 'published');
  });

  test('исполнитель завершает работу; история называет каждого', async () => {
    const page = pageOf('executor');
    await expectState(page, 'Утвержден положительный результат');
    await page.getByRole('button', { name: 'Завершить работу по заявке' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Завершить работу по заявке' }).click();
    await expectState(page, 'Работа по заявке завершена');
    await page.getByRole('link', { name: 'История' }).click();
    for (const name of ['Соколова', 'Лебедев', 'Кузнецов', 'Воронцова']) await page.getByText(name).first().waitFor();
    await look(page, 'history');
    const history = page.locator('.rg-history');
    await page.getByRole('combobox', { name: 'Кто' }).click();
    await page.locator('.ant-select-item-option[title^="Лебедев"]').click();
    await history.getByText('Соколова').first().waitFor({ state: 'detached' });
    await history.getByText('Лебедев').first().waitFor();
  });

  test('после конца работы возвращают подлинники и выдают результат на руки', async () => {
    const page = pageOf('executor');
    await page.getByRole('link', { name: 'Документы', exact: true }).click();
    await page.getByRole('button', { name: 'Вернуть подлинники' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Кому', { exact: true }).waitFor();
    await look(page, 'return-originals');
    await dialog.getByRole('button', { name: 'Отметить возврат' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'Ветрова Алла Сергеевна' }).waitFor();
    await look(page, 'originals-returned');

    await page.getByRole('link', { name: 'Решение', exact: true }).click();
    await page.getByRole('button', { name: 'Выдать результат на руки' }).last().click();
    await dialog.getByLabel('Предъявленный документ').fill('Паспорт 7304 123456');
    await look(page, 'issue');
    await dialog.getByLabel('Подпись в расписке').check();
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Ветрова Алла Сергеевна (заявитель)').waitFor();
    await page.getByRole('link', { name: 'Расписка о выдаче' }).first().waitFor();
    await look(page, 'issued');
  });

  test('«Печать» с клавиатуры: всё, что идёт на бумагу, в одном меню', async () => {
    const page = pageOf('executor');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('p');
    for (const name of ['Заявка', 'Расписка в приёме документов', 'Расписка о выдаче', /^Письмо заявителю от/]) {
      await page.getByRole('menuitem', { name }).waitFor();
    }
    await look(page, 'print-menu');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Напечатать' }).waitFor();
  });

  test('ни одна страница не пожаловалась', () => {
    for (const [login, person] of Object.entries(people)) expect(person.complaints, login).toEqual([]);
  });
});
