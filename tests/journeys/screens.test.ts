import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { createUser } from '../../core/src/organisation/commands.ts';
import { type Office, openOffice, type Person, picture, signIn } from '../support/browser.ts';
import { act, createApplication, expected } from '../support/factories.ts';
import { demoPassword } from '../support/http-client.ts';
import { lightHash } from '../support/light-password.ts';
import { mergeAndPart } from '../support/merge-screens.ts';
import { newOgrnip, newSnils } from '../support/people.ts';
import { expectFocused, expectState, fillLand, look, openByNumber } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

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

async function enter(login: string): Promise<Person> {
  const person = await office.enter(login);
  onTestFailed(() => picture(person.page, `failed-${login}`));
  return person;
}

async function chooseService(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Создать' }).click();
  await page.getByText('Выдача градостроительного плана земельного участка').first().click();
}

test('вход: ошибка сказана словами, «Запомнить меня», выход', async () => {
  const { page, complaints } = await office.visit();
  await look(page, 'login');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await look(page, 'login-empty');
  await page.getByLabel('Логин').fill('registrar');
  await page.getByLabel('Пароль', { exact: true }).fill('не тот пароль');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.getByText('Неверный логин или пароль', { exact: false }).first().waitFor();
  await page.getByLabel('Запомнить меня').check();
  await signIn(page, 'registrar');
  const cookies = await page.context().cookies();
  const days = cookies.map(({ expires }) => (expires - Date.now() / 1000) / 86_400);
  expect(Math.max(...days)).toBeGreaterThan(29);
  await page.getByText('Соколова М. В.').click();
  await page.getByRole('menuitem', { name: 'Выйти' }).click();
  await page.getByLabel('Логин').waitFor();
  expect(complaints).toEqual([]);
});

test('английский: выбран при входе, хранится у человека, меняется в профиле', async () => {
  const { page, complaints } = await office.visit();
  onTestFailed(() => picture(page, 'failed-english'));
  await page.getByText('English').click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  const words = await page.locator('body').innerText();
  expect(words.replace('Русский', '')).not.toMatch(/[А-Яа-яЁё]/);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await look(page, 'login-english');
  await page.getByLabel('Login').fill('monitor');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Wrong login or password', { exact: false }).first().waitFor();
  await page.getByLabel('Password').fill(demoPassword);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences') && answer.ok());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await kept;
  await page.goto('/profile');
  await page.getByRole('heading', { level: 1, name: 'My profile' }).waitFor();
  await look(page, 'profile-english');
  await page.goto('/applications');
  await page.getByRole('button', { name: 'Filter', exact: true }).waitFor();
  await look(page, 'list-english');
  await page.goto('/profile');
  await page.getByText('Русский').click();
  await page.getByRole('heading', { level: 1, name: 'Мой профиль' }).waitFor();
  expect(complaints).toEqual([]);
});

test('первый вход с выданным паролем просит свой', async () => {
  const passwordHash = lightHash(demoPassword);
  const memberships = [{ organisation: 'arch', roles: [{ role: 'registrar' }] }];
  await server.database.asOwner(async (trx) => {
    const names = { surname: 'Новая', name: 'Вера', createdAt: new Date() };
    await createUser(trx, { login: 'vera', ...names, passwordHash, mustChangePassword: true, memberships });
  });
  const { page, complaints } = await office.visit();
  onTestFailed(() => picture(page, 'failed-vera'));
  await page.getByLabel('Логин').fill('vera');
  await page.getByLabel('Пароль', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.getByLabel('Текущий пароль').fill(demoPassword);
  await page.getByLabel('Новый пароль', { exact: true }).fill('Верхнереченск-2026');
  await page.getByLabel('Новый пароль ещё раз').fill('Верхнереченск-2025');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Пароли не совпадают', { exact: false }).waitFor();
  await look(page, 'first-password');
  await page.getByLabel('Новый пароль ещё раз').fill('Верхнереченск-2026');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await look(page, 'tour-offer');
  await page.getByRole('region', { name: 'Знакомство' }).getByRole('button', { name: 'Показать' }).press('Enter');
  const tour = page.getByRole('dialog');
  for (const step of ['Разделы', 'Уведомления', 'Вы', 'Помощь']) {
    await tour.getByText(step, { exact: true }).waitFor();
    if (step === 'Вы') await look(page, 'tour');
    if (step !== 'Помощь') await tour.getByRole('button', { name: 'Далее' }).press('Enter');
  }
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences') && answer.ok());
  await tour.getByRole('button', { name: 'Завершить' }).press('Enter');
  await kept;
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  expect(await page.getByRole('region', { name: 'Знакомство' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('введённое переживает закрытую страницу', async () => {
  const { page } = await enter('registrar');
  await chooseService(page);
  await page.getByLabel('Фамилия').fill('Недописанная');
  await page.getByLabel('Код региона по ОКТМО').fill('73701000');
  await page.getByLabel('Код региона по ОКТМО').blur();
  await page.waitForFunction(() => JSON.stringify({ ...localStorage }).includes('73701000'));
  await page.reload();
  await page.getByLabel('Фамилия').waitFor();
  expect(await page.getByLabel('Фамилия').inputValue()).toBe('Недописанная');
  expect(await page.getByLabel('Код региона по ОКТМО').inputValue()).toBe('73701000');
  await look(page, 'new-restored');
});

test('заявитель, который уже обращался, находится по СНИЛС', async () => {
  const registrar = await server.login('registrar');
  const draft = await createApplication(registrar);
  await act(registrar, draft, ['register', {}]);
  const merging =
    "update role set permissions = array_append(permissions, 'applicants.merge') where code = 'registrar'";
  await server.database.execute(merging);
  const { page, complaints } = await enter('registrar');
  await chooseService(page);
  await page.getByLabel('СНИЛС или ИНН').fill('112-233-445 95');
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === 'Ветрова'));
  expect(await page.getByLabel('Имя', { exact: true }).inputValue()).toBe('Алла');
  await page.getByLabel('СНИЛС или ИНН').fill('112-233-445 96');
  await page.getByRole('button', { name: 'Найти' }).click();
  await page.getByText('контрольное число', { exact: false }).first().waitFor();
  await page.getByRole('link', { name: 'Реестр заявителей' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look(page, 'applicants');
  const [twin, inn] = [newOgrnip(), '500100732259'];
  const trader = { kind: 'soleTrader', surname: 'Ветрова', name: 'Алла', patronymic: 'Сергеевна', inn, ogrnip: twin };
  expected(await registrar.post('/api/applicants', { data: trader }), 201);
  const twice = { kind: 'person', surname: 'Ветрова', name: 'Алла', patronymic: 'Сергеевна', phone: '+79990001122' };
  expected(await registrar.post('/api/applicants', { data: { ...twice, snils: newSnils() } }), 201);
  await page.getByLabel('СНИЛС, ИНН, ОГРН или ОГРНИП').fill('112-233-445 95');
  await page.keyboard.press('Enter');
  await page
    .getByRole('row', { name: /112-233-445 95/ })
    .getByRole('button', { name: /Посмотреть/ })
    .click();
  const card = page.getByRole('dialog');
  await card.getByRole('link', { name: draft.number ?? /АРХ-/ }).waitFor();
  await card.getByText('записано ещё раз', { exact: false }).waitFor();
  await card.getByText('Внесён в реестр').waitFor();
  await look(page, 'applicant-card');
  await mergeAndPart(page);
  expect(complaints).toEqual([]);
});

test('два человека на одной заявке: устаревшее решение не проходит, введённое остаётся', async () => {
  const [registrar, dispatcher] = [await server.login('registrar'), await server.login('dispatcher')];
  const executorId: string = expected(await (await server.login('super')).get('/api/me')).user.id;
  const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
  const given = await act(dispatcher, registered, ['assign', { input: { employee: executorId } }]);
  const { page } = await enter('super');
  // Without the stream of events from its first load on: a stream that is open already would still bring the news.
  await page.route('**/api/events', (route) => route.abort());
  await page.reload();
  await openByNumber(page, given.number ?? '');
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByLabel('Обоснование решения').fill('Напечатано до чужого изменения.');
  const colleague = await server.login('super');
  const input = { grounds: [{ code: 'noBoundaries' }], text: 'Границы не установлены.', message: 'Отказано.' };
  await act(colleague, given, ['refuse', { input }]);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('тем временем', { exact: false }).first().waitFor();
  expect(await page.getByLabel('Обоснование решения').inputValue()).toBe('Напечатано до чужого изменения.');
  await look(page, 'stale-decision');
});

test('чужое изменение видно сразу: сохранить нельзя, сказано почему, введённое остаётся', async () => {
  const [registrar, dispatcher] = [await server.login('registrar'), await server.login('dispatcher')];
  const executorId: string = expected(await (await server.login('super')).get('/api/me')).user.id;
  const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
  const given = await act(dispatcher, registered, ['assign', { input: { employee: executorId } }]);
  const { page } = await enter('super');
  await openByNumber(page, given.number ?? '');
  await page.getByRole('button', { name: 'Одобрить предоставление услуги' }).click();
  await page.getByLabel('Обоснование решения').fill('Напечатано до чужого изменения.');
  const input = { grounds: [{ code: 'noBoundaries' }], text: 'Границы не установлены.', message: 'Отказано.' };
  // The same applicant was refused before: this one is not a repeat of it.
  const said = { version: given.version, input, repeat: { earlier: null } };
  expected(await (await server.login('super')).post(`/api/applications/${given.id}/actions/refuse`, said));
  await page.getByText('действие больше недоступно', { exact: false }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Сохранить' }).isDisabled()).toBe(true);
  expect(await page.getByLabel('Обоснование решения').inputValue()).toBe('Напечатано до чужого изменения.');
});

test('только клавиатурой: создать, заполнить, зарегистрировать', async () => {
  await createApplication(await server.login('registrar'));
  const { page, complaints } = await enter('registrar');
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await look(page, 'keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByRole('heading', { level: 1, name: 'Мой профиль' }).waitFor();
  await page.getByLabel('Текущий пароль').focus();
  await page.keyboard.type('ganr?');
  expect(await page.getByLabel('Текущий пароль').inputValue()).toBe('ganr?');
  await page.getByRole('heading', { level: 1, name: 'Мой профиль' }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'Новая заявка' }).waitFor();
  await chooseByKeyboard(page);
  await page.getByLabel('Фамилия').fill('Клавишина');
  await page.getByLabel('Имя', { exact: true }).fill('Ольга');
  await page.getByLabel('СНИЛС', { exact: true }).fill('112-233-445 95');
  await page.getByLabel('Способ уведомления').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Лично');
  await page.keyboard.press('Enter');
  await fillLand(page);
  await page.keyboard.press('Control+s');
  await expectState(page, 'Черновик');
  await page.keyboard.press('Control+Enter');
  await expectState(page, 'Зарегистрировано');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('Alt+2');
  await expectFocused(page.getByRole('link', { name: 'Документы', exact: true }));
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  // The list stands as it was left until what has happened since is read.
  await page.getByRole('row').filter({ hasText: 'Клавишина' }).waitFor();
  const rows = page.locator('.rg-row-link');
  await page.keyboard.press('j');
  await expectFocused(rows.nth(0));
  await page.keyboard.press('j');
  await expectFocused(rows.nth(1));
  await page.keyboard.press('k');
  await expectFocused(rows.nth(0));
  expect(complaints).toEqual([]);
});

/** Tab by tab to the service, as one without a mouse would. */
async function chooseByKeyboard(page: Page): Promise<void> {
  const target = page
    .getByRole('button', { name: /Выдача градостроительного плана/ })
    .or(page.getByRole('link', { name: /Выдача градостроительного плана/ }));
  await target.first().waitFor();
  for (let step = 0; step < 30; step += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByLabel('Фамилия').waitFor();
}

test('остальные экраны: профиль, уведомления, администратор, нет такой страницы', async () => {
  const approver = await enter('approver');
  await approver.page.getByRole('link', { name: 'Уведомления заявителей' }).click();
  await look(approver.page, 'notices');
  await approver.page.getByText('Воронцова Е. А.').click();
  await approver.page.getByRole('menuitem', { name: 'Мой профиль' }).click();
  await approver.page.getByRole('heading', { level: 1 }).waitFor();
  await look(approver.page, 'profile');
  await approver.page.goto('/applications/00000000-0000-7000-8000-000000000000');
  await approver.page.getByText('не найден', { exact: false }).first().waitFor();
  await look(approver.page, 'not-found');

  const admin = await enter('admin');
  await admin.page.goto('/admin/');
  await admin.page.getByText('landPlotPlan').waitFor();
  await look(admin.page, 'admin-services');
  expect(admin.complaints).toEqual([]);
});
