import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { createTreeApplication } from '../support/city.ts';
import { act, createApplication, decidingApplication, expected, personNumber } from '../support/factories.ts';
import { demoPassword } from '../support/http-client.ts';
import { expectState, openByNumber } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** What the two manuals say of their lists, in their own words, where no other walk does it. */
let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(login: string) {
  const person = await office.enter(login);
  onTestFailed(() => picture(person.page, `failed-manual-${login}`));
  return person;
}

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const named = (number: number) => personNumber(number, { surname: `Списочная-${number}` });

describe('«Заявки на услуги» (ИС ДОВЕРИЕ)', () => {
  test('черновик регистрируют и из списка: «Действия» строки', async () => {
    const registrar = await server.login('registrar');
    await createApplication(registrar, { applicant: named(1) });
    const { page, complaints } = await enter('registrar');
    await page.getByRole('link', { name: 'Заявки на услуги' }).click();
    const row = rowOf(page, 'Списочная-1');
    await row.getByText('Черновик', { exact: true }).waitFor();
    await row.getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('menuitem', { name: 'Зарегистрировать заявку на услугу' }).click();
    await row.getByText('Зарегистрировано', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('поля над таблицей и «Фильтр» оставляют искомое, «Очистить» возвращает всё; «Источник» у каждой', async () => {
    const registrar = await server.login('registrar');
    const [own, sent] = [
      await createApplication(registrar, { applicant: named(2) }),
      await createApplication(registrar, { applicant: named(3) }),
    ];
    for (const draft of [own, sent]) await act(registrar, draft, ['register', {}]);
    await server.database.asOwner((trx) => trx('application').where({ id: sent.id }).update({ source: 'epgu' }));
    const { page, complaints } = await enter('registrar');
    await page.getByRole('link', { name: 'Заявки на услуги' }).click();
    await page.getByRole('columnheader', { name: 'Источник' }).waitFor();
    await rowOf(page, 'Списочная-2').getByText('Сотрудник', { exact: true }).waitFor();
    await rowOf(page, 'Списочная-3').getByText('ЕПГУ', { exact: true }).waitFor();
    await page.getByLabel('Заявитель', { exact: true }).fill('Списочная-3');
    await page.getByRole('button', { name: 'Фильтр' }).click();
    await rowOf(page, 'Списочная-2').waitFor({ state: 'detached' });
    await rowOf(page, 'Списочная-3').waitFor();
    await page.getByRole('button', { name: 'Очистить' }).click();
    await rowOf(page, 'Списочная-2').waitFor();
    expect(complaints).toEqual([]);
  });

  test('мониторинг: заявки разных стадий, созданные разными людьми; каждую можно просмотреть', async () => {
    const people = { registrar: await server.login('registrar'), dispatcher: await server.login('dispatcher') };
    const executor = await server.login('executor');
    const executorId = expected(await executor.get('/api/me')).user.id;
    await createApplication(people.registrar, { applicant: named(5) });
    const deciding = await decidingApplication({ ...people, executorId }, { applicant: named(6) });
    const own = await act(
      await server.login('super'),
      await createApplication(await server.login('super'), { applicant: named(7) }),
      ['register', {}],
    );
    const { page, complaints } = await enter('monitor');
    await page.getByRole('link', { name: 'Заявки на услуги' }).click();
    await rowOf(page, 'Списочная-5').getByText('Черновик', { exact: true }).waitFor();
    for (const { number } of [deciding, own]) await rowOf(page, number ?? '').waitFor();
    await rowOf(page, 'Списочная-5').getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('menuitem', { name: 'Просмотреть заявку на услугу' }).click();
    await expectState(page, 'Черновик');
    await openByNumber(page, deciding.number ?? '');
    await page.getByText('Сейчас от вас действий не требуется.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('кто создал и зарегистрировал сам и вправе исполнять, тот и исполнитель', async () => {
    await server.database.execute(
      `insert into user_role (user_id, role_id, organisation_id)
       select u.id, r.id, m.organisation_id from user_account u join membership m on m.user_id = u.id, role r
       where u.login = 'registrar' and r.code = 'executor'`,
    );
    const draft = await createApplication(await server.login('registrar'), { applicant: named(4) });
    const { page, complaints } = await enter('registrar');
    await page.goto(`/applications/${draft.id}`);
    await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).click();
    await expectState(page, 'Принятие решения');
    await page.locator('.rg-case-facts').getByText('Соколова Марина Викторовна').waitFor();
    expect(complaints).toEqual([]);
  });
});

test('решение: описать словами или приложить файл – довольно одного; пустое не сохраняется', async () => {
  const clerk = await server.login('super');
  const { id } = await act(clerk, await createApplication(clerk, { applicant: named(8) }), ['register', {}]);
  const { page, complaints } = await enter('super');
  await page.goto(`/applications/${id}`);
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByRole('heading', { level: 1, name: 'Одобрить предоставление услуги' }).waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('link', { name: 'Укажите «Обоснование решения»' }).waitFor();
  const file = { name: 'План.txt', mimeType: 'text/plain', buffer: Buffer.from('План участка.\n') };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('link', { name: 'План.txt' }).waitFor();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expectState(page, 'Утвержден положительный результат');
  await page.getByRole('link', { name: 'Решение', exact: true }).click();
  await page.getByRole('link', { name: 'План.txt' }).waitFor();
  expect(complaints).toEqual([]);
});

test('«Мой профиль» → «Пароль»: текущий, новый, новый ещё раз, «Сохранить»; дальше входят с новым', async () => {
  const own = 'Верхнереченск-2027';
  const { page, complaints } = await enter('executor2');
  await page.getByText('Орлова Т. П.').click();
  await page.getByRole('menuitem', { name: 'Мой профиль' }).click();
  const card = page.locator('#password');
  await card.getByLabel('Текущий пароль').fill(demoPassword);
  await card.getByLabel('Новый пароль', { exact: true }).fill(own);
  await card.getByLabel('Новый пароль ещё раз').fill(own);
  await card.getByRole('button', { name: 'Сохранить' }).click();
  await card.getByText('Пароль изменён', { exact: false }).waitFor();
  expect((await server.client().post('/api/session', { login: 'executor2', password: demoPassword })).status).toBe(401);
  await server.client().login('executor2', own);
  expect(complaints).toEqual([]);
});

describe('реестр «Услуги» (ИС Услуги)', () => {
  test('вкладки по статусу, правая кнопка по наименованию колонки – порядок, поля поиска над колонками', async () => {
    const registrar = await server.login('city.registrar');
    await act(registrar, await createTreeApplication(registrar), ['register', {}]);
    const { page, complaints } = await enter('city.executor');
    await page.getByRole('link', { name: 'Услуги', exact: true }).click();
    const tabs = page.getByRole('navigation', { name: 'Статусы заявок' });
    for (const title of ['Новые', 'В работе', 'На доработке', 'На подписании', 'Отказано', 'Подписано', 'Мои'])
      await tabs.getByRole('link', { name: new RegExp(`^${title}`) }).waitFor();
    for (const title of ['Номер', 'Дата', 'Адрес', 'Посетитель', 'Организация, заявитель']) {
      const head = page.getByRole('columnheader', { name: title, exact: true });
      await head.getByRole('button').click({ button: 'right' });
      await page.locator('th[aria-sort]:not([aria-sort="none"])').filter({ hasText: title }).waitFor();
    }
    expect(await page.getByLabel(/^Найти: /).count()).toBeGreaterThanOrEqual(4);
    expect(complaints).toEqual([]);
  });

  test('«Назначить мне»: исполнитель другой, и услуга стоит в «Мои услуги»; логотип ведёт туда', async () => {
    const registrar = await server.login('city.registrar');
    const { id, number } = await act(registrar, await createTreeApplication(registrar), ['register', {}]);
    const { page, complaints } = await enter('city.executor');
    await page.goto(`/applications/${id}`);
    await page.getByRole('button', { name: 'Назначить мне' }).click();
    const dialog = page.getByRole('dialog', { name: 'Назначить мне' });
    await dialog.getByLabel('Комментарий').fill('Беру.');
    await dialog.getByRole('button', { name: 'Назначить мне' }).click();
    await page.locator('.rg-case-facts').getByText('Хабирова Лейла Маратовна').waitFor();
    await page.getByRole('link', { name: /на начальную страницу/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Мои услуги' }).waitFor();
    await page.getByRole('link', { name: number ?? '' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
