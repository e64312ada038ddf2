import { readFileSync } from 'node:fs';
import type { Workplace } from '@reglament/format';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { DraftList, DraftView } from '../../core/src/api.gen.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { createApplication, expected, plotAnswers, readCard } from '../support/factories.ts';
import { look, pasteInto } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;

const signature = { author: null, comment: null };

beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  const entries: { code: string; title: string; parent?: string; to?: string }[] = [
    { code: 'zarechny', title: 'Заречный район' },
    { code: 'old', title: 'Улица Прежняя', parent: 'zarechny', to: '2020-01-01' },
  ];
  for (let at = 1; at <= 10_000; at += 1)
    entries.push({ code: `s${at}`, title: `Улица ${at}-я Полевая`, parent: 'zarechny' });
  const streets = { format: 1, kind: 'dictionary', code: 'streets', title: 'Улицы', entries };
  await publish(server.deps, { kind: 'dictionary', code: 'streets', text: JSON.stringify(streets), ...signature });
  const path = '../../service-definitions/services/landPlotPlan/service.json';
  const { tests: _tests, ...service } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  service.form.schema.properties.street = { type: 'string', title: 'Улица' };
  service.form.sections[0].fields.push('street');
  service.form.ui.street = { widget: 'dictionary', dictionary: 'streets' };
  await publish(server.deps, { kind: 'service', code: 'landPlotPlan', text: JSON.stringify(service), ...signature });
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

test('улица из десяти тысяч: поиск с клавиатуры, прежняя запись названа недействующей', async () => {
  const registrar = await server.login('registrar');
  const draft = await createApplication(registrar, { answers: plotAnswers({ street: 'old' }) });
  const { page, complaints } = await office.enter('registrar');
  onTestFailed(() => picture(page, 'failed-dictionary'));
  await page.goto(`/applications/${draft.id}`);
  const street = page.getByRole('combobox', { name: 'Улица', exact: true });
  await page.getByText('Запись действовала по 01.01.2020. Выберите другую.').waitFor();
  expect(await street.inputValue()).toBe('Улица Прежняя');

  await street.fill('777-я полевая');
  await page.getByRole('option', { name: /^Улица 777-я Полевая/ }).waitFor();
  await look(page, 'dictionary-search');
  await street.press('ArrowDown');
  await street.press('Enter');
  expect(await street.inputValue()).toBe('Улица 777-я Полевая');
  await page.getByText('Заречный район', { exact: true }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('Все изменения сохранены').waitFor();
  expect((await readCard(registrar, draft.id)).answers.street).toBe('s777');

  await street.fill('нет такой');
  await page.getByText('Ничего не найдено. Измените слова или наберите код.').waitFor();
  await street.press('Tab');
  await page.getByText('«нет такой»: выберите значение из списка').waitFor();
  await street.press('ArrowDown');
  await street.fill('');
  await page.getByRole('option', { name: /выбирали недавно/ }).waitFor();
  await street.press('Escape');
  expect(complaints).toEqual([]);
});

test('новый справочник вставкой строк, новый год из праздников прежнего, рабочее место – без JSON', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-dictionary-draft'));
  await page.goto('/admin/dictionaries');
  await page.getByRole('button', { name: 'Новый справочник…' }).click();
  await page.getByRole('dialog').getByLabel('Название справочника').fill('Породы деревьев');
  await page.getByRole('button', { name: 'Начать', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Породы деревьев' }).waitFor();
  await page.getByRole('button', { name: 'Добавить запись' }).click();
  const first = page.getByRole('textbox', { name: /^Код: Новая запись/ });
  await pasteInto(first, 'oak\tДуб\t\t01.01.2026\npine\tСосна');
  const pine = page.getByRole('textbox', { name: 'Название: Сосна' });
  await pine.fill('Сосна обыкновенная');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Удалить: Новая запись' }).click();
  await look(page, 'dictionary-draft');
  await page.getByText('Сохранено', { exact: true }).waitFor();
  expect(await draftOf('dictionary')).toMatchObject({
    title: 'Породы деревьев',
    entries: [
      { code: 'oak', title: 'Дуб', from: '2026-01-01' },
      { code: 'pine', title: 'Сосна обыкновенная' },
    ],
  });

  await page.goto('/admin/dictionaries?tab=calendars');
  await page.getByRole('button', { name: /^Начать 20\d\d год/ }).click();
  await page.getByRole('tab', { name: 'Дни года' }).waitFor();
  await page.getByRole('button', { name: /09\.05\.20\d\d: выходной/ }).waitFor();
  await page.getByLabel('На чём основан').fill('Трудовой кодекс, статья 112');
  await page.keyboard.press('Tab');
  await look(page, 'calendar-draft');
  await page.getByText('Сохранено', { exact: true }).waitFor();
  expect(await draftOf('calendar')).toMatchObject({ provisional: true, basis: ['Трудовой кодекс, статья 112'] });

  await page.goto('/admin/dictionaries?tab=workplaces');
  await look(page, 'workplaces');
  await page
    .getByRole('row', { name: /Управление услугами/ })
    .getByRole('button', { name: /^Изменить/ })
    .click();
  await page.getByRole('heading', { level: 2, name: 'Столбцы списка' }).waitFor();
  await page.getByLabel('Добавить столбец').click();
  await page.getByTitle('Откуда', { exact: true }).click();
  await page.getByRole('region', { name: 'Как увидит сотрудник' }).getByText('Источник').waitFor();
  await page.getByRole('button', { name: 'Добавить вкладку' }).click();
  await page.getByLabel('Название вкладки').last().fill('Отозванные');
  await page.keyboard.press('Enter');
  await page.getByLabel('Заявки в фазах').last().click();
  await page.getByTitle('Отозвана или возвращена').click();
  await page.keyboard.press('Escape');
  // How long the requests of other bodies are kept, and what follows from it.
  await page.getByLabel('Сколько лет', { exact: true }).fill('10');
  await page
    .getByText(`Запрос, на который ответили сегодня, хранится по 31.12.${new Date().getUTCFullYear() + 10}`)
    .waitFor();
  await look(page, 'workplace-draft');
  await page.getByText('Сохранено', { exact: true }).waitFor();
  // What is saved from another page is on this one by itself.
  await retitle('workplace', 'Услуги города');
  await page.getByRole('heading', { level: 1, name: 'Услуги города' }).waitFor();
  const workplace = (await draftOf('workplace')) as Workplace;
  expect(workplace.incoming?.retention).toMatchObject({ years: 10, check: true });
  expect(workplace.tabs.at(-1)).toEqual({ code: 'otozvannye', title: 'Отозванные', phases: ['withdrawn'] });
  expect(workplace.columns.at(-1)).toEqual({ code: 'source', title: 'Источник' });
  expect(complaints).toEqual([]);

  // Both change one place while the line of one is down: nothing is merged by guess.
  await page.context().setOffline(true);
  await page.getByLabel('Название рабочего места').fill('Моё название');
  await page.keyboard.press('Tab');
  await page.getByText(/^Не сохранено/).waitFor();
  await retitle('workplace', 'Чужое название');
  await page.context().setOffline(false);
  const places = page.getByRole('table', { name: 'Места, которые изменили оба' });
  await places.getByText('Чужое название').waitFor();
  await look(page, 'draft-conflict');
  await places.getByLabel('чужое').check();
  await page.getByRole('button', { name: 'Записать выбранное' }).click();
  await page.getByRole('heading', { level: 1, name: 'Чужое название' }).waitFor();
  await page.getByText('Сохранено', { exact: true }).waitFor();
});

async function retitle(kind: string, title: string): Promise<void> {
  const admin = await server.login('admin');
  const { items }: DraftList = expected(await admin.get('/api/admin/drafts'));
  const id = items.find((one) => one.kind === kind)?.id;
  const { revision, content }: DraftView = expected(await admin.get(`/api/admin/drafts/${id}`));
  const changes = [{ op: 'set', at: '/title', before: content.title, after: title }];
  expected(await admin.post(`/api/admin/drafts/${id}/steps`, { revision, steps: [{ label: 'Название', changes }] }));
}

async function draftOf(kind: string): Promise<unknown> {
  const admin = await server.login('admin');
  const { items }: DraftList = expected(await admin.get('/api/admin/drafts'));
  const id = items.find((one) => one.kind === kind)?.id;
  const { content }: DraftView = expected(await admin.get(`/api/admin/drafts/${id}`));
  return content;
}
