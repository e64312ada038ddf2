import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { openEmulatorsOf } from '../../core/src/demo/emulators.ts';
import { usualTuning } from '../../core/src/exchange/tuning.ts';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { ownTypeFiles } from '../support/own-type.ts';
import { caseInWork } from '../support/request-screens.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer({ tuning: { ...usualTuning, pollShortest: 50, pollLongest: 200 } });
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

test('от файлов XSD до ответа сотруднику: форма нарисована, лишнее убрано, эмулятор ответил, вид опубликован, запрос отправлен', async () => {
  const played = await openEmulatorsOf(server.deps, []);
  onTestFinished(() => played.close());
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-described-type'));
  await page.goto('/admin/');
  await page.getByRole('link', { name: 'Виды запросов' }).click();
  await page.getByRole('heading', { name: 'СМЭВ 3' }).waitFor();
  await page.getByRole('row', { name: /ФНС: выписка из ЕГРЮЛ.*Выдача/ }).waitFor();
  await look(page, 'request-types');
  await page.getByRole('button', { name: 'Новый вид по файлам' }).click();
  await page.getByRole('heading', { level: 1, name: 'Новый вид запроса' }).waitFor();
  await page.getByLabel('СМЭВ 3').check();

  const [main, types] = ownTypeFiles.map(({ name, content }) => ({
    ...{ name: name.split('/').at(-1) ?? name, buffer: content, mimeType: 'text/xml' },
  }));
  if (main === undefined || types === undefined) throw new Error('the type has two files');
  const input = page.getByLabel('Файлы поставщика', { exact: true });
  await input.setInputFiles([main]);
  await page
    .getByText(/common\.xsd/)
    .first()
    .waitFor();
  await look(page, 'request-type-missing-file');
  await input.setInputFiles([types]);
  await page.getByLabel('Вопрос', { exact: true }).click();
  await page.getByTitle(/^ParkingRequest/).click();
  const question = page.getByRole('region', { name: 'Вопрос: как увидит сотрудник' });
  await question.getByLabel('Государственный номер').waitFor();
  await page.getByLabel('Название вида запроса').fill('Парковочное разрешение');
  await look(page, 'request-type-wizard');
  await page.getByRole('button', { name: 'Начать черновик' }).click();
  await page.getByRole('heading', { level: 1, name: 'Парковочное разрешение' }).waitFor();

  const preview = page.getByRole('region', { name: 'Предпросмотр формы' });
  await preview.getByLabel('Государственный номер').waitFor();
  await page.getByRole('button', { name: /^Государственный номер/ }).click();
  await page.getByLabel('Название поля').fill('Номер автомобиля');
  await page.keyboard.press('Enter');
  await preview.getByLabel('Номер автомобиля').waitFor();
  await look(page, 'request-type-question');
  await page.getByRole('button', { name: 'Убрать: Примечание' }).click();
  await preview.getByLabel('Примечание').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-place'))).toBe('onDate');
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(() => page.locator('[data-place]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-place'))))
    .toEqual(['onDate', 'plateNumber']);
  await page.getByRole('button', { name: 'Вернуть: Примечание' }).click();
  await preview.getByLabel('Примечание').waitFor();
  await page.getByRole('button', { name: 'Убрать: Примечание' }).click();

  await page.getByRole('tab', { name: 'Эмулятор' }).click();
  await page.getByRole('button', { name: 'Добавить ответ' }).click();
  await page.getByRole('button', { name: 'Добавить условие' }).click();
  await page.getByLabel('Условие 1: поле').click();
  await page.getByTitle('Номер автомобиля').click();
  await page.getByLabel('Условие 1: равно').fill('А000АА99');
  await page.keyboard.press('Enter');
  await page.getByLabel('Отказ', { exact: true }).check();
  const tried = page.getByRole('region', { name: 'Проба' });
  await tried.getByLabel('Номер автомобиля').fill('не номер');
  await page.getByText('Сохранено', { exact: true }).waitFor();
  await tried.getByRole('button', { name: 'Спросить эмулятор' }).click();
  await tried.getByText('Вопрос не уйдёт').waitFor();
  await tried.getByLabel('Номер автомобиля').fill('А000АА99');
  await tried.getByRole('button', { name: 'Спросить эмулятор' }).click();
  await tried.getByText('Поставщик откажет: Сведения не найдены').waitFor();
  await look(page, 'request-type-emulator');
  await page.getByRole('button', { name: 'Добавить ответ' }).click();
  const other = page.getByRole('region', { name: 'Ответ эмулятора: Новый ответ' }).last();
  await other.getByText('Подходит любому вопросу').waitFor();
  await other.getByText('Сведения в ответе').click();
  await other.getByLabel('Зона').fill('Центр');
  await other.getByLabel('Зона').blur();
  await page.getByText('Сохранено', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Общее' }).click();
  await look(page, 'request-type-common');

  await publishDraft(page);
  await page.getByRole('row', { name: /Парковочное разрешение.*нигде/ }).waitFor();
  expect(complaints).toEqual([]);
  const { content } = server.deps.definitions.latest('requestType', 'parking');
  expect(content.message?.question).toMatchObject({
    form: {
      sections: [{ fields: ['onDate', 'plateNumber'] }],
      schema: { properties: { plateNumber: { title: 'Номер автомобиля' } } },
    },
    places: { plateNumber: 'PlateNumber', onDate: 'OnDate' },
  });
  expect(content.message?.question.places).not.toHaveProperty('remark');
  expect(content.emulator).toEqual([
    { title: 'Новый ответ', when: { plateNumber: 'А000АА99' }, refuse: 'Сведения не найдены' },
    { title: 'Новый ответ', answer: { zone: 'Центр' } },
  ]);

  await connectEmulated(page, 'СМЭВ 3');
  await allowInService(page, 'Парковочное');
  await publishDraft(page);
  await page.getByRole('row', { name: /Выдача градостроительного плана/ }).waitFor();
  expect(complaints).toEqual([]);
  const asked = await askAsClerk('Парковочное разрешение', 'Межведомственные запросы');
  await asked.page.getByLabel('Номер автомобиля').fill('А123ВС77');
  await readAnswer(asked.page, 'Парковочное разрешение');
  await asked.page.getByText('Центр', { exact: true }).waitFor();
  expect(asked.complaints).toEqual([]);
});

test('от документа OpenAPI до ответа сотруднику: вид, подключение, услуга, запрос', async () => {
  const played = await openEmulatorsOf(server.deps, []);
  onTestFinished(() => played.close());
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-openapi-type'));
  await page.goto('/admin/request-types/new');
  await page.getByLabel('Поставщик с HTTP API (OpenAPI)').check();
  const path = '../../plugins/http-api/emulator/land-registry.openapi.json';
  await page.getByLabel('Файлы поставщика', { exact: true }).setInputFiles(join(import.meta.dirname, path));
  await page.getByLabel('Вопрос', { exact: true }).click();
  await page.getByTitle(/Найти участки/).click();
  await page.getByRole('button', { name: 'Начать черновик' }).click();
  await page.getByRole('heading', { level: 1, name: 'Найти участки по кадастровому номеру' }).waitFor();
  await page.getByRole('tab', { name: 'Эмулятор' }).click();
  const tried = page.getByRole('region', { name: 'Проба' });
  await tried.getByLabel('Кадастровый номер').fill('73:24:010203:45');
  await tried.getByRole('button', { name: 'Спросить эмулятор' }).click();
  await tried.getByRole('region', { name: 'Ответ эмулятора' }).getByText('612,5').waitFor();
  await look(page, 'request-type-openapi');
  await publishDraft(page);
  await page.getByRole('row', { name: /Найти участки по кадастровому номеру.*нигде/ }).waitFor();

  await connectEmulated(page, 'Поставщик с HTTP API (OpenAPI)');
  await look(page, 'connection-emulated');

  const added = await allowInService(page, 'Найти участки');
  await added.getByText('Вопрос: что откуда взять').click();
  await added.getByLabel('Откуда: Кадастровый номер').click();
  await page.keyboard.type('Кадастровый номер');
  await page.keyboard.press('Enter');
  await page.getByText('Сохранено', { exact: true }).waitFor();
  await publishDraft(page);
  await page.getByRole('row', { name: /Выдача градостроительного плана/ }).waitFor();
  expect(complaints).toEqual([]);
  // The question comes from the case.
  const {
    page: clerk,
    card,
    complaints: heard,
  } = await askAsClerk('Найти участки по кадастровому номеру', 'Запросы к поставщикам');
  await expect.poll(() => clerk.getByLabel('Кадастровый номер').inputValue()).toBe(card.answers.cadastralNumber);
  await readAnswer(clerk, 'Найти участки');
  expect(heard).toEqual([]);
});

async function publishDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByLabel('Комментарий к версии').fill('Новый вид запроса');
  for (const box of await page.getByLabel('Предупреждения прочитаны').all()) await box.check();
  await page.getByRole('button', { name: 'Опубликовать', exact: true }).click();
}

/** A connection that leads to the emulator of its plugin: nothing of it has to be known but its name. */
async function connectEmulated(page: Page, plugin: string): Promise<void> {
  await page.getByRole('link', { name: 'Подключения', exact: true }).click();
  await page.getByRole('link', { name: `Подключить: ${plugin}`, exact: true }).click();
  await page.getByLabel('Название').fill(`Проверка: ${plugin}`);
  await page.getByLabel(/^Работать с эмулятором/).check();
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await page.getByRole('switch', { name: 'Работать с эмулятором' }).waitFor();
}

/** The type becomes a request of a service, which is being edited then. */
async function allowInService(page: Page, typed: string): Promise<Locator> {
  await page.getByRole('link', { name: 'Услуги', exact: true }).click();
  await page.getByRole('button', { name: /^Изменить: Выдача градостроительного плана/ }).click();
  await page.getByRole('tab', { name: 'Запросы' }).click();
  const requests = page.getByRole('listitem').filter({ has: page.getByLabel('Вид запроса') });
  await requests.first().waitFor();
  const before = await requests.count();
  await page.getByRole('button', { name: 'Добавить запрос' }).click();
  await expect.poll(() => requests.count()).toBe(before + 1);
  await requests.last().getByLabel('Вид запроса').click();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await requests.last().getByText('Вопрос: что откуда взять').waitFor();
  await page.getByText('Сохранено', { exact: true }).waitFor();
  return requests.last();
}

/** A clerk begins the request on a case of theirs. */
async function askAsClerk(type: string, tab: string) {
  const card = await caseInWork(await server.login('super'), 46);
  const { page, complaints } = await office.enter('super');
  onTestFailed(() => picture(page, 'failed-described-answer'));
  await page.goto(`/applications/${card.id}`);
  await page.getByRole('link', { name: tab }).click();
  await page.getByRole('button', { name: `Создать запрос: ${type}` }).click();
  return { page, complaints, card };
}

/** Sent, answered; the answer says that it is made up. */
async function readAnswer(page: Page, type: string): Promise<void> {
  await page.getByRole('button', { name: 'Сохранить и отправить запрос' }).click();
  const row = page.getByRole('row', { name: new RegExp(`${type}.*Ответ получен.*Ответ эмулятора`) });
  await row.waitFor({ timeout: 60_000 });
  await look(page, 'requests-emulated');
  await row.getByRole('link').first().click();
  await page.getByText('Сведения вымышлены и не имеют силы', { exact: false }).waitFor();
  await look(page, 'request-emulated');
}
