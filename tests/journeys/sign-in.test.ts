import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ogrns, openSignInDesk, type SignInDesk } from '../support/sign-in-desk.ts';

let server: TestServer;
let desk: SignInDesk;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  desk = await openSignInDesk(server);
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await desk?.close();
  await server?.close();
});

test('вход через ЕСИА: как физическое лицо нельзя, от имени организации – работа; выход и здесь, и там', async () => {
  const { page, complaints } = await office.visit();
  onTestFailed(() => picture(page, 'failed-sign-in'));
  await page.getByRole('button', { name: 'Войти через ЕСИА' }).waitFor();
  await look(page, 'login-with-ways');
  await page.getByRole('button', { name: 'Войти через ЕСИА' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Кто входит?' }).waitFor();
  await picture(page, 'sign-in-emulator');
  await page.getByRole('button', { name: /^Мельников/ }).click();
  await page.getByRole('heading', { level: 1, name: 'От чьего имени работать?' }).waitFor();
  expect(new URL(page.url()).search, 'подтверждение входа не остаётся в адресе').toBe('');
  await page.getByText('не подключена к системе').waitFor();
  await look(page, 'sign-in-choice');
  await page.getByRole('button', { name: /^Комитет по земельным/ }).press('Enter');
  await page.getByText('Отметьте согласие').waitFor();
  await page.getByRole('button', { name: 'Как физическое лицо' }).press('Enter');
  await page.getByText('Как физическое лицо работать в системе нельзя').waitFor();
  await look(page, 'sign-in-as-person');
  await page.reload();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /^Комитет по земельным/ }).press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.getByRole('button', { name: /Мельников/ }).click();
  await page.getByRole('menuitem', { name: 'Мой профиль' }).click();
  await page.getByText('Через ЕСИА').waitFor();
  expect(await page.getByRole('heading', { name: 'Пароль', exact: true }).count()).toBe(0);
  await page.getByRole('heading', { name: 'Согласия', exact: true }).waitFor();
  await page.getByText('Я согласен (согласна)').waitFor();
  await look(page, 'profile-consents');
  await page.getByRole('button', { name: /Мельников/ }).click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await page.getByRole('heading', { level: 1, name: 'Выйти из учётной записи?' }).waitFor();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await page.getByRole('heading', { level: 1, name: 'Вход в систему' }).waitFor();
  await page.getByRole('button', { name: 'Войти через ЕСИА' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Кто входит?' }).waitFor();
  await page.getByRole('button', { name: 'Отменить вход' }).click();
  await page.getByText('Во входе отказано').waitFor();
  await look(page, 'sign-in-refused');
  expect(complaints.filter((line) => !/^403 POST .*\/api\/sign-in\/(?:choice|return)$/.test(line))).toEqual([]);
});

test('администратор ведомства решает, кого впускать', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-sign-in-rules'));
  await desk.enter(server.client('198.51.100.9'), 'sokolova', ogrns.arch);
  await page.goto('/admin/people?tab=signIn');
  await page.getByLabel('ОГРН ведомства').waitFor();
  await look(page, 'sign-in-rules');
  await page.getByLabel('ОГРН ведомства').fill('1029990000148');
  await page.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await page.getByText('Контрольная цифра ОГРН не сходится').waitFor();
  await page.getByLabel('ОГРН ведомства').fill('1029990000149');
  await page.getByRole('checkbox', { name: /^Кого ещё нет/ }).uncheck();
  await page.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await expect
    .poll(async () => (await (await server.login('admin')).get('/api/admin/sign-in')).body.items[0].newcomers)
    .toBe(false);
  await page.getByText('ничего не будет создано').waitFor();
  await page.getByRole('tab', { name: 'Сотрудники' }).click();
  await page.getByRole('row', { name: /Соколова.*Через ЕСИА/ }).waitFor();
  await look(page, 'people-with-ways');
  await page.getByRole('link', { name: 'Соколова Марина Викторовна' }).click();
  await page.getByRole('heading', { name: 'Вход через другие системы', exact: true }).waitFor();
  await page.getByText('На что согласился').press('Enter');
  await look(page, 'person-linked');
  await page.getByRole('button', { name: 'Снять связь' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Снять связь' }).press('Enter');
  await page.getByText('узнают по СНИЛС •••-•••-137 79').waitFor();
  expect(complaints.filter((line) => !line.startsWith('400 PUT'))).toEqual([]);
});
