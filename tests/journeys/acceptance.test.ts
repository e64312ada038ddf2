import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { act, grantInput } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { askingCase, askUntil, openRegistryDesk, publishAsking, type RegistryDesk } from '../support/registry.ts';
import { look } from '../support/screens.ts';

let desk: RegistryDesk;
let office: Office;
let clerk: Client;
beforeAll(async () => {
  desk = await openRegistryDesk();
  const accept = [
    { to: 'answers.area', from: 'area', convert: 'number' },
    { to: 'answers.landAddress.text', from: 'address' },
    { to: 'answers.otherInfo', from: 'text' },
  ];
  await publishAsking(desk, 'asking', { requests: [{ code: 'extract', type: 'registryExtract', accept }] });
  office = await openOffice(desk.server.url);
  clerk = await desk.server.login('super');
});
afterAll(async () => {
  await office?.close();
  await desk?.close();
});

async function enter(name: string): Promise<Person> {
  const person = await office.enter('super');
  onTestFailed(() => picture(person.page, `failed-${name}`));
  return person;
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('значения ответа принимают с клавиатуры, по полям; на карточке видно, откуда они и что подано', async () => {
  const card = await askingCase(clerk, 'asking');
  const answer = {
    found: true,
    text: 'Обременений нет.',
    area: '640,2',
    address: 'г. Верхнереченск, ул. Луговая, д. 7а',
  };
  desk.emulator.play({ kind: 'answer', answer });
  const view = await askUntil(clerk, card, { entry: 'extract', question: { number: '1234-56' } });
  const person = await enter('acceptance');
  const { page } = person;
  await page.goto(`/applications/${card.id}/requests/${view.id}`);
  await page.getByRole('heading', { name: 'Принять значения в заявку' }).waitFor();
  expect(await page.getByRole('button', { name: 'Принять отмеченное' }).isDisabled()).toBe(true);
  await look(page, 'acceptance-offered');

  await page.getByRole('checkbox', { name: 'Принять: Площадь (кв. м)' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: 'Принять: Местоположение земельного участка' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Принять отмеченное: 2' }).press('Enter');
  await row(page, 'Площадь (кв. м)').getByText('Принято', { exact: true }).waitFor();
  await row(page, 'Другие данные 1').getByText('Не принято').waitFor();
  await look(page, 'acceptance-taken');

  await page.getByRole('link', { name: /^Заявка № / }).click();
  await page.getByRole('link', { name: 'Данные' }).click();
  await page.getByText('640,2 м²').waitFor();
  const origin = page.locator('.rg-accepted-origin').first();
  await origin.getByText('В заявлении: 612,5 м²', { exact: false }).waitFor();
  await look(page, 'acceptance-card');
  await origin.getByRole('link', { name: `запрос № ${view.number}` }).click();

  await page.getByRole('button', { name: /^Отменить принятие: .*Площадь/ }).press('Enter');
  await row(page, 'Площадь (кв. м)').getByText('Не принято').waitFor();
  expect(person.complaints).toEqual([]);
});

test('переписка: пока пусто, потом – что сказано заявителю и что ещё нужно передать', async () => {
  const card = await askingCase(clerk, 'asking');
  const person = await enter('correspondence');
  const { page } = person;
  await page.goto(`/applications/${card.id}?tab=correspondence`);
  await page.getByText('Переписки ещё не было').waitFor();
  await look(page, 'correspondence-empty');
  await act(clerk, card, ['grant', { input: grantInput }]);
  const told = row(page, 'Электронная почта');
  await told.getByText('Нужно передать').waitFor();
  await told.getByText(`По заявке ${card.number} решение принято.`).waitFor();
  await look(page, 'correspondence');
  expect(person.complaints).toEqual([]);
});

test('ответ, который пришёл на бумаге, прикладывают вручную: с причиной и сканом', async () => {
  const card = await askingCase(clerk, 'asking');
  desk.emulator.play({ kind: 'silence' });
  const asked = { entry: 'extract', question: { number: '1234-56' }, status: 'waiting' as const };
  const view = await askUntil(clerk, card, asked);
  const person = await enter('brought');
  const { page } = person;
  await page.goto(`/applications/${card.id}/requests/${view.id}`);
  await page.getByRole('button', { name: 'Приложить ответ вручную' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Приложить ответ' }).press('Enter');
  await page.getByText('Заполнено не полностью', { exact: false }).waitFor();
  await look(page, 'brought-incomplete');
  await page.getByLabel('Сведения найдены').check();
  await page.getByLabel('Площадь по реестру, кв. м').fill('640,2');
  await page.getByLabel('Как получен ответ и почему не через обмен').fill('Письмо от 20.11.2026 № 45');
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Файлы ответа|Загрузить/ })
    .first()
    .click();
  await (await chooser).setFiles({ name: 'скан.txt', mimeType: 'text/plain', buffer: Buffer.from('Скан письма.') });
  await page.getByRole('dialog').getByText('скан.txt').waitFor();
  await look(page, 'brought-filled');
  await page.getByRole('dialog').getByRole('button', { name: 'Приложить ответ' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Захаров Дмитрий Олегович: Письмо от 20.11.2026 № 45').waitFor();
  await page.getByRole('link', { name: 'скан.txt' }).waitFor();
  await page.getByRole('checkbox', { name: 'Принять: Площадь (кв. м)' }).waitFor();
  await look(page, 'brought');
  expect(person.complaints).toEqual([]);
});
