import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { act, createApplication, decidingApplication, expected, personNumber } from '../support/factories.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** What a supervisor sees of a body: by keyboard, in light and dark, on paper and in a file. */
let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  const [registrar, dispatcher] = [await server.login('registrar'), await server.login('dispatcher')];
  const [executor, boss] = [await server.login('executor'), await server.login('super')];
  const executorId: string = expected(await executor.get('/api/me')).user.id;
  await decidingApplication({ registrar, dispatcher, executorId }, { applicant: personNumber(1) });
  const own = await act(boss, await createApplication(boss, { applicant: personNumber(2) }), ['register', {}]);
  const input = { grounds: [{ code: 'noBoundaries' }], text: 'Границ нет.', message: 'Отказано.' };
  await act(boss, own, ['refuse', { input }]);
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

test('графики, таблицы к ним, статистика и журнал – с клавиатуры, светлые и тёмные', async () => {
  const { page, complaints, close } = await office.enter('monitor');
  onTestFailed(() => picture(page, 'failed-report'));
  await page.getByRole('link', { name: 'Мониторинг' }).press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Отказы по основаниям' }).waitFor();
  await page.getByRole('img', { name: /^Загрузка сотрудников\. .*: 1/ }).waitFor();
  await look(page, 'report-charts');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, 'report-charts-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  const weeks = page.getByRole('region', { name: 'В срок и с нарушением срока' });
  await weeks.getByRole('radio', { name: 'График' }).focus();
  await page.keyboard.press('ArrowRight');
  await weeks.getByRole('table').waitFor();
  const download = page.waitForEvent('download');
  await weeks.getByRole('button', { name: /файл CSV/ }).press('Enter');
  const file = await readFile(await (await download).path(), 'utf8');
  const head = '\uFEFFНеделя с;В срок;С нарушением;Всего\r\n';
  expect(file.startsWith(head)).toBe(true);
  const [last = ''] = file.trim().split('\r\n').slice(-1);
  expect(last.split(';').slice(1)).toEqual(['1', '0', '1']);
  await look(page, 'report-table');
  await page.getByRole('link', { name: 'Статистический отчёт' }).press('Enter');
  await page.getByRole('row', { name: /^Всего/ }).waitFor();
  await look(page, 'report-statistics');
  await page.getByRole('link', { name: 'Журнал регистрации' }).press('Enter');
  await page.getByText('Показано: 2 записи').waitFor();
  await look(page, 'report-registrations');
  const journal = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).press('Enter');
  expect((await readFile(await (await journal).path(), 'utf8')).trim().split('\r\n')).toHaveLength(3);
  await page.getByLabel('Период с').fill('01.01.2020');
  await page.getByLabel('по', { exact: true }).fill('31.12.2020');
  await page.keyboard.press('Enter');
  await page.getByText('За период ничего не зарегистрировано').waitFor();
  await page.getByRole('link', { name: 'Графики' }).press('Enter');
  await page.getByText('За период заявок не зарегистрировано.').waitFor();
  await look(page, 'report-empty');
  await page.getByLabel('по', { exact: true }).fill('32');
  await page.getByRole('button', { name: 'Фильтр' }).press('Enter');
  await page.getByText('Укажите дату как дд.мм.гггг').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('без права отчётов нет раздела, а по адресу сказано почему', async () => {
  const { page, complaints, close } = await office.enter('registrar');
  expect(await page.getByRole('link', { name: 'Мониторинг' }).count()).toBe(0);
  await page.goto('/monitoring');
  await page.getByText('Отчёты вам не открыты').waitFor();
  expect(complaints).toEqual([]);
  await close();
});
