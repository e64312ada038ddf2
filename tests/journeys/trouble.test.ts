import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { createApplication, expected } from '../support/factories.ts';
import { type Client, demoPassword } from '../support/http-client.ts';
import { filesToPick } from '../support/picked-files.ts';
import { pngBytes } from '../support/sample-bytes.ts';
import { expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
let registrar: Client;
beforeAll(async () => {
  server = await startServer({ env: { UPLOAD_LIMIT_MB: '6' } });
  office = await openOffice(server.url);
  registrar = await server.login('registrar');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(): Promise<Person> {
  const person = await office.enter('registrar');
  onTestFailed(() => picture(person.page, 'failed-registrar'));
  return person;
}

async function openNew(page: Page): Promise<void> {
  await page.goto('/applications/new?service=landPlotPlan');
  await page.getByLabel('Фамилия').waitFor();
}

async function applicantsOf(surname: string): Promise<number> {
  const list = expected(await registrar.get(`/api/applications?applicant=${encodeURIComponent(surname)}`));
  return list.items.length;
}

test('связь пропала: введённое остаётся, экран без связи не теряется, запись одна', async () => {
  const { page } = await enter();
  await openNew(page);
  await page.getByLabel('Фамилия').fill('Обрывова');
  await page.context().setOffline(true);
  await page.getByText('Нет связи с сервером').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('Не сохранено: не было связи с сервером').waitFor();
  await look(page, 'trouble-offline');

  // A screen whose script has not come yet: said in words, and the way back keeps everything.
  await page.getByRole('link', { name: 'Реестр заявителей' }).click();
  await page.getByRole('heading', { level: 1, name: 'Экран не открылся' }).waitFor();
  await page.goBack();
  await page.getByLabel('Фамилия').waitFor();
  expect(await page.getByLabel('Фамилия').inputValue()).toBe('Обрывова');

  await page.context().setOffline(false);
  await page.getByText('Нет связи с сервером').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await expectState(page, 'Черновик');
  expect(await applicantsOf('Обрывова')).toBe(1);
});

test('сеанс завершился посреди ввода: вход поверх страницы, курсор и введённое на месте', async () => {
  const { page } = await enter();
  const draft = await createApplication(registrar);
  await page.goto(`/applications/${draft.id}`);
  await page.getByLabel('Отчество').fill('Новая');
  await page.context().clearCookies();
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Сеанс работы завершён' });
  await dialog.waitFor();
  await look(page, 'trouble-session-ended');
  await dialog.getByLabel('Пароль').fill('не тот пароль');
  await page.keyboard.press('Enter');
  await dialog.getByText('Неверный логин или пароль', { exact: false }).waitFor();
  await dialog.getByLabel('Пароль').fill(demoPassword);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const patronymic = page.getByLabel('Отчество');
  await page.waitForFunction(() => document.activeElement?.id === 'applicant_patronymic');
  expect(await patronymic.inputValue()).toBe('Новая');
  await page.getByText('Не сохранено: сеанс работы был завершён').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('Все изменения сохранены').waitFor();
  expect(expected(await registrar.get(`/api/applications/${draft.id}`)).applicant.patronymic).toBe('Новая');
});

test('файлы, которые не принимаются, названы с причиной; годный рядом с ними загружен', async () => {
  const { page } = await enter();
  const draft = await createApplication(registrar);
  await page.goto(`/applications/${draft.id}?tab=documents`);
  const input = page.getByLabel('Файлы: Прочие файлы');
  await input.setInputFiles(
    filesToPick([
      { name: 'договор.pdf', content: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]) },
      { name: 'большой.txt', content: Buffer.alloc(6 * 1024 * 1024 + 1, 'а\n') },
      { name: 'годный.txt', content: Buffer.from('Справка о составе семьи.\n') },
    ]),
  );
  await page.getByText('Это исполняемый файл', { exact: false }).waitFor();
  await page.getByText('Файл больше 6 МБ', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'годный.txt' }).waitFor();
  await look(page, 'trouble-uploads');
  const { files } = expected(await registrar.get(`/api/applications/${draft.id}`));
  expect(files.map((file: { name: string }) => file.name)).toEqual(['годный.txt']);

  const row = page.getByRole('listitem').filter({ hasText: 'Иные документы, представленные заявителем' });
  await row.getByRole('button', { name: 'Загрузить документ', exact: false }).evaluate((place) => {
    const dataTransfer = new DataTransfer();
    for (const name of ['первый.txt', 'второй.txt']) dataTransfer.items.add(new File([`Справка: ${name}\n`], name));
    place.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await row.getByRole('link', { name: 'первый.txt' }).waitFor();
  await row.getByRole('link', { name: 'второй.txt' }).waitFor();
  await page.evaluate(
    (bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [...pngBytes(3, 3)],
  );
  const others = page.getByRole('listitem').filter({ has: page.getByText('Прочие файлы', { exact: true }) });
  await others.getByRole('link', { name: /^Снимок .+\.png$/ }).waitFor();

  await page.context().clearCookies();
  await input.setInputFiles({ name: 'поздний.txt', mimeType: 'text/plain', buffer: Buffer.from('Поздно.\n') });
  const dialog = page.getByRole('dialog', { name: 'Сеанс работы завершён' });
  await dialog.getByLabel('Пароль').fill(demoPassword);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Повторить загрузку «поздний.txt»' }).click();
  await page.getByRole('link', { name: 'поздний.txt' }).waitFor();
});

test('большой файл: после паузы и обрыва – с того же места', async () => {
  const { page } = await enter();
  const draft = await createApplication(registrar);
  const part = 2 * 1024 * 1024;
  const asked: number[] = [];
  const [started, paused] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isCut = true;
  await page.route('**/api/me/uploads/*', async (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get('offset'));
    asked.push(offset);
    if (asked.length > 1) return offset === part && isCut ? route.abort('connectionfailed') : route.continue();
    started.resolve();
    await paused.promise;
    // The page has taken it back itself.
    await route.abort().catch(() => undefined);
  });
  await page.goto(`/applications/${draft.id}?tab=documents`);
  const content = Buffer.alloc(2 * part + 1000, 'Справка о составе семьи.\n');
  await page.getByLabel('Файлы: Прочие файлы').setInputFiles(filesToPick([{ name: 'скан.txt', content }]));
  const pause = page.getByRole('button', { name: 'Приостановить загрузку «скан.txt»' });
  await started.promise;
  await pause.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Приостановлено: продолжится с того же места').waitFor();
  paused.resolve();
  await look(page, 'trouble-upload-paused');
  // One button, so the focus is still on it.
  await page.keyboard.press('Enter');
  await page.getByText('Связь прервалась. Продолжится само через', { exact: false }).waitFor();
  isCut = false;
  await page.getByRole('link', { name: 'скан.txt' }).waitFor();
  expect(asked.slice(0, 4)).toEqual([0, 0, part, part]);
  expect(new Set(asked.slice(2, -1))).toEqual(new Set([part]));
  expect(asked.at(-1)).toBe(2 * part);
  const { files } = expected(await registrar.get(`/api/applications/${draft.id}`));
  expect(files).toMatchObject([{ name: 'скан.txt', size: content.length }]);
});

test('две новые заявки в двух вкладках не мешают друг другу', async () => {
  const { page: one } = await enter();
  await openNew(one);
  await one.getByLabel('Фамилия').fill('Первая');
  await one.getByLabel('Фамилия').blur();
  await one.waitForFunction(() => JSON.stringify({ ...localStorage }).includes('Первая'));
  const two = await one.context().newPage();
  await openNew(two);
  expect(await two.getByLabel('Фамилия').inputValue()).toBe('');
  await two.getByLabel('Фамилия').fill('Вторая');
  await two.keyboard.press('Control+s');
  await expectState(two, 'Черновик');
  await one.reload();
  await one.getByLabel('Фамилия').waitFor();
  expect(await one.getByLabel('Фамилия').inputValue()).toBe('Первая');
  expect([await applicantsOf('Первая'), await applicantsOf('Вторая')]).toEqual([0, 1]);
});

test('одна заявка в двух вкладках: чужое приходит само, своё не затирается', async () => {
  const { page: one, complaints } = await enter();
  const draft = await createApplication(registrar);
  await one.goto(`/applications/${draft.id}`);
  await one.getByLabel('Отчество').fill('Из первой');
  const two = await one.context().newPage();
  await two.goto(`/applications/${draft.id}`);
  await two.getByLabel('Площадь (кв. м)').fill('700');
  await two.keyboard.press('Control+s');
  await two.getByText('Все изменения сохранены').waitFor();
  await one.waitForFunction(() => document.querySelector<HTMLInputElement>('#answers_area')?.value === '700');
  expect(await one.getByLabel('Отчество').inputValue()).toBe('Из первой');
  await one.keyboard.press('Control+s');
  await one.getByText('Все изменения сохранены').waitFor();
  const saved = expected(await registrar.get(`/api/applications/${draft.id}`));
  expect([saved.applicant.patronymic, saved.answers.area]).toEqual(['Из первой', 700]);
  expect(complaints).toEqual([]);
});

test('файл до первого «Сохранить»: обновлённая страница продолжает ту же заявку', async () => {
  const { page } = await enter();
  await openNew(page);
  const made = Promise.withResolvers<void>();
  await page.route('**/api/applications', async (route) => {
    await made.promise;
    await route.continue();
  });
  await page.getByLabel('Фамилия').fill('Файлова');
  const file = { name: 'заявление.txt', mimeType: 'text/plain', buffer: Buffer.from('Прошу выдать план.\n') };
  await page.getByLabel('Файлы: Прочие файлы').setInputFiles(file);
  // Typed while the row is being made: kept under the name of the new application first.
  await page.getByLabel('Площадь (кв. м)').fill('640');
  await page.waitForFunction(() => JSON.stringify({ ...localStorage }).includes('640'));
  made.resolve();
  await page.getByRole('link', { name: 'заявление.txt' }).waitFor();
  await page.getByLabel('Имя', { exact: true }).fill('Анна');
  await page.reload();
  await page.getByRole('link', { name: 'заявление.txt' }).waitFor();
  expect(await page.getByLabel('Площадь (кв. м)').inputValue()).toBe('640');
  expect(await page.getByLabel('Имя', { exact: true }).inputValue()).toBe('Анна');
  await page.getByLabel('Отчество').fill('Петровна');
  await page.keyboard.press('Control+s');
  await expectState(page, 'Черновик');
  await page.locator('.rg-case-facts').getByText('Файлова', { exact: false }).waitFor();
  expect(await applicantsOf('Файлова')).toBe(1);
});
