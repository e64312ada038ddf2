import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { publish } from '../../core/src/definition/commands.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { createApplication, plotAnswers, readCard } from '../support/factories.ts';
import { look } from '../support/screens.ts';
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
