import type { Emulator } from '@reglament/sdk';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { publishService } from '../support/clock-definitions.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { joinSmev3, openNode, smevPlugins } from '../support/smev3-side.ts';

/** Every shipped request type as a clerk meets it: a form out of its schema, and the answer shown. */
const types = ['egrulExtract', 'snilsByData', 'utilityDebt', 'expertisePrintOut'] as const;

let server: TestServer;
let office: Office;
let node: Emulator;
let clerk: Client;
beforeAll(async () => {
  node = await openNode();
  const tuning = { ...usualTuning, pollShortest: 50, pollLongest: 200 };
  server = await startServer({ plugins: smevPlugins, tuning, env: { PRIVATE_NETWORKS: '127.0.0.0/8' } });
  await joinSmev3(server, node);
  await publishService(server, {
    code: 'askingTypes',
    requests: types.map((type) => ({ code: type, type })),
  });
  office = await openOffice(server.url);
  clerk = await server.login('super');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
  await node?.close();
});

async function enter(name: string): Promise<Person> {
  const person = await office.enter('super');
  onTestFailed(() => picture(person.page, `failed-${name}`));
  return person;
}

async function newCase(number: number): Promise<ApplicationCard> {
  const draft = await createApplication(clerk, { service: 'askingTypes', applicant: personNumber(number) });
  return act(clerk, draft, ['register', {}]);
}

async function openForm({ page }: Person, { id }: ApplicationCard, title: string): Promise<void> {
  await page.goto(`/applications/${id}`);
  await page.getByRole('link', { name: 'Межведомственные запросы' }).click();
  await page.getByRole('button', { name: `Создать запрос: ${title}` }).click();
}

test('форма каждого вида открывается, читается и помещается на экран', async () => {
  const card = await newCase(41);
  const person = await enter('type-forms');
  const { page } = person;
  const open = async (title: string, label: string, name: string) => {
    await openForm(person, card, title);
    await page.getByText(label).first().waitFor();
    await look(page, name);
  };
  await open('ФНС: выписка из ЕГРЮЛ', 'По какому номеру искать', 'type-egrul');
  await page.getByLabel('ИНН', { exact: true }).check();
  await page.getByLabel('ИНН', { exact: true }).last().waitFor();
  await look(page, 'type-egrul-inn');
  await open('СФР: СНИЛС по данным человека', 'Место рождения', 'type-snils');
  await open('ГИС ЖКХ: задолженность за жилищно-коммунальные услуги', 'Как найти запрос', 'type-debt');
  await open('ЕГРЗ: заключение экспертизы', 'Номер заключения экспертизы', 'type-expertise');
  expect(person.complaints).toEqual([]);
});

test('необязательная группа ничего не требует, пока её не начали, и очищенная не уходит', async () => {
  const card = await newCase(43);
  const person = await enter('type-optional');
  const { page } = person;
  await openForm(person, card, 'СФР: СНИЛС по данным человека');
  const group = page.getByRole('group', { name: 'Место рождения' });
  const marks = group.getByText('Требуется', { exact: true });
  await group.getByText('Необязательно').waitFor();
  expect(await marks.count()).toBe(0);
  expect(await group.getByLabel('Населённый пункт').getAttribute('aria-required')).toBeNull();
  await group.getByLabel('Регион').fill('Верхнереченская область');
  await expect.poll(() => marks.count()).toBe(2);
  expect(await group.getByLabel('Населённый пункт').getAttribute('aria-required')).toBe('true');
  await look(page, 'type-group-begun');
  await group.getByRole('button', { name: 'Очистить: Место рождения' }).click();
  await expect.poll(() => group.getByLabel('Регион').inputValue()).toBe('');
  await expect.poll(() => marks.count()).toBe(0);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await page.getByRole('heading', { name: /^Запрос № / }).waitFor();
  const { items } = expected(await clerk.get(`/api/applications/${card.id}/requests`));
  const { question } = expected(await clerk.get(`/api/requests/${items[0].id}`));
  expect(question).not.toHaveProperty('birthPlace');
  expect(person.complaints).toEqual([]);
});

test('ЕГРЮЛ: номер указан, запрос ушёл, ответ с файлом показан', async () => {
  const card = await newCase(42);
  const person = await enter('type-answer');
  const { page } = person;
  await openForm(person, card, 'ФНС: выписка из ЕГРЮЛ');
  await page.getByLabel('ОГРН', { exact: true }).check();
  await page.getByLabel('ОГРН', { exact: true }).last().fill('1029900000018');
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  await page
    .getByText(/контрольная цифра ОГРН/)
    .first()
    .waitFor();
  await page.getByLabel('ОГРН', { exact: true }).last().fill('1029900000019');
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  await page.getByRole('row', { name: /ЕГРЮЛ.*Ответ получен/ }).waitFor();
  await page
    .getByRole('row', { name: /ЕГРЮЛ.*Ответ получен/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByText('ВЕРХНЕРЕЧЕНСКИЙ ЛЕС').first().waitFor();
  expect(await page.getByText('Прекращение деятельности').count()).toBe(0);
  await look(page, 'type-egrul-answer');
  expect(person.complaints).toEqual([]);
});
