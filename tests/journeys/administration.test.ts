import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

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

test('услуга доходит до сотрудника: её отмечают в списке ведомства', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-administration'));
  await page.goto('/admin/');
  await page.getByRole('link', { name: 'Ведомства', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Ведомства' }).waitFor();
  await look(page, 'bodies');
  await page.getByRole('link', { name: /^Управление архитектуры/ }).click();
  await page.getByRole('checkbox', { name: /архивн/i }).check();
  await page.getByText('Есть несохранённые изменения').waitFor();
  await look(page, 'body');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).press('Enter');
  await page.getByText('Всё сохранено').waitFor();
  await page.getByLabel('Новый отдел').fill('Архив');
  await page.getByLabel('Код отдела').fill('archive');
  await page.getByRole('button', { name: 'Добавить отдел' }).click();
  await page.getByRole('button', { name: 'Изменить: Архив' }).waitFor();
  const executor = await server.login('executor');
  const { items } = (await executor.get('/api/services')).body;
  expect(items.map(({ code }: { code: string }) => code)).toContain('archiveCertificate');
  expect(complaints).toEqual([]);
});

/** Of the city's permit, whatever it is for: nobody in «Управление архитектуры» may sign in that place. */
async function signedByHead(): Promise<void> {
  const { tests: _tests, ...content } = server.deps.definitions.latest('service', 'treeFellingPermit').content;
  const { grant } = content.decisions;
  const signatures = grant.signatures?.map(({ when: _when, ...place }) => place) ?? [];
  const text = JSON.stringify({ ...content, decisions: { ...content.decisions, grant: { ...grant, signatures } } });
  await publish(server.deps, { kind: 'service', code: 'treeFellingPermit', text, author: null, comment: null });
}

test('услуга, которую в ведомстве некому довести до результата: сказано при отметке и в списке ведомств', async () => {
  await signedByHead();
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-lacking'));
  await page.goto('/admin/bodies');
  const lacking = page.getByRole('status').filter({ hasText: 'Эти услуги в ведомстве некому довести до результата' });
  await page.getByRole('link', { name: /^Управление архитектуры/ }).waitFor();
  expect(await lacking.count()).toBe(0);
  await page.getByRole('link', { name: /^Управление архитектуры/ }).click();
  const trees = page.getByRole('checkbox', { name: /вырубк/i });
  const here = page.getByRole('status').filter({ hasText: 'Эти услуги здесь некому довести до результата' });
  await trees.check();
  await here.getByText('Начальник управления» (нужна функция: Руководитель)', { exact: false }).waitFor();
  await look(page, 'body-lacking');
  await trees.uncheck();
  await here.waitFor({ state: 'detached' });
  await trees.press('Space');
  await here.waitFor();
  await page.getByRole('button', { name: 'Сохранить', exact: true }).press('Enter');
  await page.getByText('Всё сохранено').waitFor();
  await page.getByRole('link', { name: 'Ведомства', exact: true }).click();
  await lacking.getByText('Выдача разрешения на право вырубки', { exact: false }).waitFor();
  await look(page, 'bodies-lacking');
  await lacking.getByRole('link').press('Enter');
  await here.getByRole('link', { name: 'Люди и доступ' }).waitFor();
  expect(complaints).toEqual([]);
});

test('сотрудник: добавлен с паролем, роль дана и объяснена; таблица – сначала отчёт', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-people'));
  await page.goto('/admin/people');
  await page.getByRole('link', { name: 'Кузнецов Игорь Сергеевич' }).waitFor();
  await look(page, 'people');
  await page.getByRole('button', { name: 'Добавить сотрудника' }).press('Enter');
  // The list's own field is called «Имя или логин».
  await page.getByRole('heading', { level: 1, name: 'Новый сотрудник' }).waitFor();
  await page.getByLabel('Логин', { exact: true }).fill('anna.new');
  await page.getByLabel('Фамилия').fill('Новая');
  await page.getByLabel('Имя', { exact: true }).fill('Анна');
  await page.getByRole('button', { name: 'Добавить роль' }).press('Enter');
  await page.getByRole('button', { name: 'Добавить сотрудника' }).press('Enter');
  await page.getByText('показан один раз', { exact: false }).waitFor();
  await page.getByRole('link', { name: /^Открыть: Новая Анна/ }).click();
  await page.getByText('Пароль выдан и ещё не сменён', { exact: false }).waitFor();
  await page.getByText('Всё, с причинами').click();
  await page.getByText('Нет нужной роли', { exact: false }).first().waitFor();
  await look(page, 'person');
  await page.goto('/admin/people?tab=roles');
  await page.getByRole('button', { name: 'Добавить роль' }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, 'role');
  await page.getByLabel('Название').fill('Практикант');
  await page.getByLabel('Код').fill('intern');
  await page.getByRole('checkbox', { name: 'смотреть отчёты' }).check();
  await page.getByRole('button', { name: 'Сохранить', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Изменить: Практикант' }).waitFor();
  await look(page, 'roles');
  await page.goto('/admin/people?tab=programs');
  await page.getByRole('button', { name: 'Выдать токен' }).press('Enter');
  await page.getByLabel('Программа').fill('Портал района');
  await page.getByLabel('Роли программы').click();
  await page.getByTitle('Регистратор').click();
  // A list of several stays open for the next one until the pointer goes elsewhere.
  await page.getByLabel('Программа').click();
  await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
  await page.getByRole('checkbox', { name: 'услуги и их формы' }).press('Space');
  await look(page, 'token');
  await page.getByRole('button', { name: 'Выдать', exact: true }).press('Enter');
  await page.getByText('он показан один раз', { exact: false }).waitFor();
  const token = await page.locator('code.ra-password').textContent();
  const services = () => fetch(`${server.url}/api/services`, { headers: { authorization: `Bearer ${token}` } });
  expect((await services()).status).toBe(200);
  await look(page, 'tokens');
  await page.getByRole('button', { name: 'Отозвать: Портал района' }).press('Enter');
  await page.getByRole('button', { name: 'Отозвать', exact: true }).press('Enter');
  await page.getByRole('cell', { name: 'отозван' }).waitFor();
  expect((await services()).status).toBe(401);
  await page.goto('/admin/people/import');
  const text =
    'логин;фамилия;имя;роли\nimport.one;Первая;Вера;Регистратор\nregistrar;Вторая;Вера;\nтретья;Третья;;Директор';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByText('Роли «Директор» нет', { exact: false }).waitFor();
  await look(page, 'people-import');
  await page.getByRole('button', { name: 'Добавить 1 сотрудника' }).press('Enter');
  await page.getByText('Добавлено: 1 из 1').waitFor();
  expect(complaints).toEqual([]);
});

/** A program that is told of events: its key is shown once, the receiver is asked, what did not arrive is sent again. */
async function subscribe(page: Page): Promise<void> {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  await page.goto('/admin/connections?tab=webhooks');
  await page.getByText('Подписок пока нет').waitFor();
  await page.getByRole('button', { name: 'Подписать программу' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Подписать программу на события' });
  await dialog.getByLabel('Получатель').fill('Портал района');
  await dialog.getByLabel('Адрес').fill('http://portal.example.ru/hook');
  await dialog.getByRole('checkbox', { name: 'заявка зарегистрирована' }).press('Space');
  await dialog.getByRole('button', { name: 'Подписать', exact: true }).press('Enter');
  await dialog.getByText('Без шифрования отправлять нельзя', { exact: false }).waitFor();
  await look(page, 'webhook-new');
  await dialog.getByLabel('Адрес').fill(`${receiver.url}/error`);
  await dialog.getByRole('button', { name: 'Подписать', exact: true }).press('Enter');
  await page.getByText('Ключ подписи для «Портал района» – он показан один раз').waitFor();
  expect((await page.locator('code.ra-password').textContent())?.length).toBeGreaterThan(40);
  await dialog.waitFor({ state: 'detached' });
  await look(page, 'webhooks');
  await page.getByRole('link', { name: 'Портал района' }).click();
  await page.getByRole('heading', { level: 1, name: 'Портал района' }).waitFor();
  expect(await page.locator('code.ra-password').count()).toBe(0);
  await page.getByRole('button', { name: 'Проверить получателя' }).press('Enter');
  await page.getByRole('row', { name: /проверка получателя.*не ушло/ }).waitFor();
  await look(page, 'webhook');
  await page.getByRole('button', { name: 'Изменить' }).press('Enter');
  const change = page.getByRole('dialog', { name: 'Изменить подписку' });
  await change.getByLabel('Адрес').fill(`${receiver.url}/hook`);
  await change.getByRole('button', { name: 'Сохранить', exact: true }).press('Enter');
  await change.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Отправить ещё раз: проверка получателя/ }).press('Enter');
  await page.getByRole('row', { name: /проверка получателя.*доставлено/ }).waitFor();
  expect(receiver.at('/hook')).toHaveLength(1);
}

test('подключения и журнал: настройки модуля, проверка, цепочка', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-connections'));
  await page.goto('/admin/connections');
  await page.getByRole('button', { name: 'Проверить соединение: Р-сведения' }).press('Enter');
  await page.getByText('Проверено', { exact: false }).waitFor();
  await look(page, 'connections');
  await page.getByRole('link', { name: 'Подключить: Электронная почта' }).click();
  await page.getByRole('textbox', { name: 'Почтовый сервер' }).waitFor();
  await look(page, 'connection');
  await subscribe(page);
  await page.goto('/admin/journal');
  await page.getByRole('cell', { name: 'Роль добавлена' }).waitFor();
  await page.getByRole('button', { name: 'Проверить журналы' }).press('Enter');
  await page.getByText('Журналы целы').waitFor();
  await look(page, 'journal');
  // The address without encryption was wrong on purpose.
  expect(complaints.filter((one) => !/^400 POST .*\/webhooks$/.test(one))).toEqual([]);
});

test('справочник и календарь: запись закрыта, таблица с отчётом, год и что он сдвинет', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-dictionaries'));
  await page.goto('/admin/dictionaries');
  await page.getByRole('link', { name: /МФЦ|центр/i }).click();
  await page.getByRole('button', { name: 'Добавить запись' }).press('Enter');
  await page.getByLabel('Код', { exact: true }).fill('new-one');
  await page.getByLabel('Название').fill('Новый центр');
  await page.getByLabel('Действует с').fill('01.01.2026');
  await look(page, 'dictionary-entry');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Изменить: Новый центр' }).waitFor();
  const text = 'код;название;по\nnew-one;Новый центр;31.12.2026\n;Без кода;';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByText('Не указан код', { exact: false }).waitFor();
  await look(page, 'dictionary-report');
  await page.getByRole('button', { name: 'Записать: 1' }).press('Enter');
  await page.getByText('по 31.12.2026', { exact: false }).waitFor();
  await look(page, 'dictionary');
  await page.goto('/admin/dictionaries?tab=calendars');
  await page.getByText('2026', { exact: true }).click();
  await page.getByRole('button', { name: /15\.07\.2026: рабочий/ }).press('Enter');
  await page.getByRole('button', { name: 'Показать, что изменится' }).press('Enter');
  await page.getByText('Сроки открытых заявок не сдвинутся').waitFor();
  await look(page, 'calendar');
  expect(complaints).toEqual([]);
});
