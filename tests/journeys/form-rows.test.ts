import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { expectAccessible, type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { publishText } from '../support/clock-definitions.ts';
import { readCard } from '../support/factories.ts';
import { serviceAround } from '../support/generated-service.ts';
import type { Client } from '../support/http-client.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Rows by keys and from a spreadsheet, and what an input says while one types. */
let server: TestServer;
let office: Office;
let clerk: Client;
beforeAll(async () => {
  server = await startServer();
  await publishText(server, 'service', { ...service() });
  await server.database.execute(
    'update organisation set services = array_append(services, $1) where services is not null',
    ['manyRows'],
  );
  office = await openOffice(server.url);
  clerk = await server.login('super');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

function service() {
  return serviceAround('manyRows', {
    schema: {
      type: 'object',
      properties: {
        snils: { type: 'string', format: 'snils', title: 'СНИЛС собственника' },
        phone: { type: 'string', format: 'phone', title: 'Телефон собственника' },
        visit: { type: 'string', format: 'date', title: 'День осмотра' },
        fee: { type: 'integer', title: 'Пошлина' },
        papers: { type: 'array', items: { type: 'string' }, title: 'Выписки' },
        plots: {
          type: 'array',
          title: 'Участки',
          maxItems: 1000,
          items: {
            type: 'object',
            properties: {
              number: { type: 'string', format: 'cadastral-number', title: 'Кадастровый номер' },
              area: { type: 'number', title: 'Площадь' },
              since: { type: 'string', format: 'date', title: 'В собственности с' },
            },
          },
        },
      },
    },
    sections: [
      { code: 'owner', title: 'Собственник', fields: ['snils', 'phone', 'visit', 'fee', 'papers'] },
      { code: 'plots', title: 'Участки', fields: ['plots'] },
    ],
    ui: { fee: { widget: 'money' }, papers: { widget: 'files' } },
  });
}

async function enter(): Promise<Person> {
  const one = await office.enter('super');
  onTestFailed(() => picture(one.page, 'failed-rows'));
  await one.page.goto('/applications/new?service=manyRows');
  await one.page.locator('#answers_snils').waitFor();
  return one;
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

async function saved(page: Page): Promise<Record<string, unknown>> {
  await page.keyboard.press('Control+s');
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  return (await readCard(clerk, page.url().split('/').at(-1) ?? '')).answers;
}

test('маски, контрольная цифра сразу, дата с клавиатуры, сумма прописью', async () => {
  const { page, complaints } = await enter();
  await page.locator('#answers_snils').pressSequentially('11223344594');
  // Told before the input is left.
  await page.getByText(/контрольное число/i).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('answers_snils');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await page.getByText(/контрольное число/i).waitFor({ state: 'detached' });
  await page.locator('#answers_phone').pressSequentially('89001234567');
  expect(await page.locator('#answers_phone').inputValue()).toBe('+7 (900) 123-45-67');
  const visit = page.locator('#answers_visit');
  await visit.pressSequentially('01022026');
  expect(await visit.inputValue()).toBe('01.02.2026');
  await visit.press('ArrowDown');
  await visit.press('PageUp');
  expect(await visit.inputValue()).toBe('28.02.2026');
  await page.locator('#answers_fee').fill('1234,5');
  await page.getByText('одна тысяча двести тридцать четыре рубля 50 копеек').waitFor();
  await look(page, 'form-kinds');
  expect(await saved(page)).toEqual({ snils: '11223344595', phone: '+79001234567', visit: '2026-02-28', fee: 123_450 });
  expect(complaints).toEqual([]);
});

test('строки с клавиатуры: добавить, повторить, удалить и вернуть', async () => {
  const { page } = await enter();
  await page.getByRole('group', { name: 'Участки' }).getByRole('button', { name: 'Добавить' }).click();
  await page.locator('#answers_plots_0_number').fill('73:24:010203:1');
  await page.keyboard.press('Alt+Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'answers_plots_1_number');
  await page.keyboard.type('732401020321');
  await page.keyboard.press('Alt+d');
  await page.waitForFunction(() => document.activeElement?.id === 'answers_plots_2_number');
  await page.locator('#answers_plots_0_area').fill('5');
  await page.keyboard.press('Alt+Delete');
  await page.getByText('Запись 1 удалена.').waitFor();
  expect(await page.locator('#answers_plots_0_number').inputValue()).toBe('73:24:0102032:1');
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll('#answers_plots .rg-row').length === 3);
  await page.waitForFunction(() => document.activeElement?.id === 'answers_plots_0_number');
  await look(page, 'form-rows');
  expect((await saved(page)).plots).toEqual([
    { number: '73:24:010203:1', area: 5 },
    { number: '73:24:0102032:1' },
    { number: '73:24:0102032:1' },
  ]);
});

test('тысяча строк из таблицы: вставлены разом, на странице немногие, ни одна не потеряна', async () => {
  const { page, complaints } = await enter();
  const list = page.getByRole('group', { name: 'Участки' });
  await list.getByRole('button', { name: 'Добавить' }).click();
  await page.locator('#answers_plots_0_number').focus();
  const rows = Array.from({ length: 1000 }, (_, index) => `73:24:010203:${index + 1}\t${index},5\t01.02.2026`);
  rows[2] = '73:24:010203:3\tмного\t01.02.2026';
  await paste(page, rows.join('\r\n'));
  await page.getByText('Вставлено: 1 000 строк').waitFor();
  await page.getByText('строка 3, «Площадь» – «много»').waitFor();
  expect(await list.locator('.rg-row').count()).toBeLessThan(40);
  await expectAccessible(page, 'form-thousand');
  const plots = (await saved(page)).plots as Record<string, unknown>[];
  expect(plots.length).toBe(1000);
  expect([plots[2], plots[999]]).toEqual([
    { number: '73:24:010203:3', since: '2026-02-01' },
    { number: '73:24:010203:1000', area: 999.5, since: '2026-02-01' },
  ]);
  await page.goto(`${page.url()}/print`);
  await page.getByText('73:24:010203:1000').waitFor();
  expect(complaints).toEqual([]);
});

test('связь прервалась при загрузке: файл уходит сам, когда она вернулась', async () => {
  const { page } = await enter();
  await page.context().setOffline(true);
  await page.getByLabel('Файлы: Выписки').setInputFiles({
    ...{ name: 'выписка.txt', mimeType: 'text/plain', buffer: Buffer.from('Выписка из реестра.\n') },
  });
  await page.getByText('Загрузка начнётся снова сама', { exact: false }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'выписка.txt' }).waitFor();
  const { papers } = await saved(page);
  expect(papers).toHaveLength(1);
});
