import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { beginForm } from '../support/form-work.ts';
import { chooseByKeys, expectFocused, look } from '../support/screens.ts';
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

test('новая услуга без кода: с чистого листа, каждая вкладка, публикация', async () => {
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-studio'));
  await beginForm(page);

  await page.getByRole('tab', { name: 'Документы' }).click();
  await page.getByRole('button', { name: 'Добавить документ' }).click();
  await page.getByLabel('Название документа').fill('Доверенность');
  await page.keyboard.press('Enter');
  await page.getByLabel('Обязателен по условию').check();
  await page
    .getByText(/За заявителя действует представитель/)
    .first()
    .waitFor();
  await look(page, 'studio-documents');
  await page.getByRole('tab', { name: 'Основания' }).click();
  await page.getByRole('button', { name: 'Добавить основание' }).click();
  await page.getByLabel('Пункт акта').fill('пункт 2.8 регламента');
  await page.keyboard.press('Enter');
  await look(page, 'studio-grounds');
  await page.getByRole('tab', { name: 'Запросы' }).click();
  await page.getByRole('button', { name: 'Добавить запрос' }).click();
  await page.getByLabel('Вид запроса').click();
  await page.keyboard.type('СНИЛС по данным');
  await page.keyboard.press('Enter');
  // What the other side demands stands on top and is counted until it is filled.
  await page.getByText('Вопрос: что откуда взять').click();
  await page.getByText('не заполнено обязательных: 4').waitFor();
  await look(page, 'studio-requests');
  await page.getByLabel('Откуда: Фамилия').click();
  await page.keyboard.type('Заявитель: фамилия');
  await page.keyboard.press('Enter');
  await page.getByText('не заполнено обязательных: 3').waitFor();
  await page.getByText('Примеров', { exact: true }).waitFor();
  const picker = page.getByLabel('Откуда: Фамилия');
  await expect.poll(() => picker.evaluate((input) => input === document.activeElement)).toBe(true);
  // A date of the form cannot stand where a code of a list is wanted: said at once.
  await page.getByLabel('Откуда: Пол').click();
  await page.keyboard.type('На какой день');
  await page.keyboard.press('Enter');
  await page.getByText(/Источник – дата, а нужно: текст/).waitFor();
  await look(page, 'studio-mapping');
  await page.getByLabel('Откуда: Пол').click();
  await page.keyboard.type('Постоянное');
  await page.keyboard.press('Enter');
  await page.getByText(/Источник – дата, а нужно: текст/).waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Портал' }).click();
  await page.getByLabel('Услуга видна на портале').check();
  await page.getByText('нет статуса').first().waitFor();
  await look(page, 'studio-portal');
  // Applications of a type of the portal's own: what has to be filled stands on top, and a constant fills it.
  await chooseByKeys(page.getByLabel('Вид сведений заявления'), 'ФНС: выписка из ЕГРЮЛ');
  const kind = page.getByLabel('Откуда: Заявитель: Кто обратился');
  await kind.waitFor();
  await look(page, 'studio-intake');
  await kind.click();
  await page.keyboard.type('Постоянное');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByText('обязательное, не заполнено').count(), { timeout: 30_000 }).toBe(1);
  // A finding leads to the very input, from any tab.
  await page.getByRole('tab', { name: 'Паспорт' }).click();
  await page
    .getByRole('button', { name: /нет статуса портала/ })
    .first()
    .click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-place^="/portal/statuses/"]') !== null))
    .toBe(true);
  await page.getByLabel('Услуга видна на портале').uncheck();
  // How long cases are kept, what follows from it, and the words left to be said.
  await page.getByRole('tab', { name: 'Сроки' }).click();
  await page.getByRole('radio', { name: 'Не указан' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Сколько лет', { exact: true }).fill('10');
  await page.getByText(`Заявка, завершённая сегодня, хранится по 31.12.${new Date().getUTCFullYear() + 10}`).waitFor();
  // The check has seen it, and nothing is wrong any more: from now on the list stays open.
  const unsaid = page.getByText('Осталось указать: статью');
  await unsaid.first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: /^К замечаниям/ }).click();
  await page.getByRole('button', { name: 'Осталось указать: статью' }).click();
  await expectFocused(page.getByLabel('На каком основании'));
  await page.keyboard.type('статья 12');
  await page.getByLabel('Проверить: внесено без сверки с текстом акта').last().check();
  await unsaid.first().waitFor({ state: 'detached' });
  await look(page, 'studio-retention');
  await page.getByRole('tab', { name: 'Варианты' }).click();
  await page.getByLabel('От чего зависит вариант услуги').click();
  await page.getByTitle('За заявителя действует представитель').click();
  await page.keyboard.press('Escape');
  await page.getByLabel('За заявителя действует представитель, вариант 1').click();
  await page.getByTitle('да', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Добавить вариант для этого: .*представитель: нет/ }).waitFor();
  await look(page, 'studio-variants-gap');
  await page.getByRole('button', { name: /^Добавить вариант для этого/ }).click();
  await page.getByRole('region', { name: 'Сочетания без варианта' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Как у услуги: Новый вариант/ }).click();
  await page.getByLabel('Все документы услуги, по их условиям').uncheck();
  await page.getByText('документов 1 из 1').waitFor();
  await look(page, 'studio-variants');
  await page.getByRole('tab', { name: 'Список и процедуры' }).click();
  await page.getByLabel('О чём заявка').click();
  await page.getByTitle('На какой день').click();
  await look(page, 'studio-listing');
  await page.getByRole('tab', { name: 'Решения' }).click();
  await page.getByLabel('Название решения').first().fill('Выдать справку');
  await page.keyboard.press('Enter');
  await look(page, 'studio-decisions');
  await page.getByRole('tab', { name: 'Условия' }).click();
  await page.getByRole('button', { name: 'Добавить условие с именем' }).click();
  await page.getByText('Пока нигде не используется.').waitFor();
  // A value is made of others, a condition holds conditions: all in rows, by keys.
  const rule = page.getByRole('group', { name: 'Когда выполнено: Новое условие', exact: true });
  const findByKeys = async (name: string, words: string) => {
    await rule.getByLabel(name, { exact: true }).focus();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  };
  await findByKeys('Условие 1: поле', 'дней между датами');
  await findByKeys('Условие 1, слева, 1: что', 'На какой день');
  await chooseByKeys(rule.getByLabel('Условие 1: сравнение'), 'больше');
  await rule.getByLabel('Условие 1: значение').fill('14');
  await rule.getByText('Число дней от «На какой день» до сегодня больше 14.').waitFor();
  await rule.getByRole('button', { name: 'Добавить другое' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Если…, то…' }).click();
  await findByKeys('Условие 2.1.1: поле', 'Нужен ветер');
  await rule.getByText(/если отмечено «Нужен ветер», то/).waitFor();
  await look(page, 'studio-rules');
  // What is taken out hands the keyboard on.
  await rule.getByRole('button', { name: 'Удалить группу 2', exact: true }).press('Enter');
  await expectFocused(rule.getByLabel('Условие 1: поле', { exact: true }));
  await page.getByRole('button', { name: 'Удалить: Новое условие' }).click();
  // The text says the same; what cannot be read is marked in its place and leaves the definition as it was.
  await page.getByRole('tab', { name: 'JSON' }).click();
  const text = page.getByRole('textbox', { name: 'Определение услуги, JSON' });
  await text.getByText('"vydachaSpravkiOPogode"').waitFor();
  await look(page, 'studio-json');
  await text.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('x');
  await page.locator('.cm-lintRange-error').first().waitFor();
  await page.getByRole('button', { name: 'Применить' }).click();
  await page
    .getByRole('alert')
    .getByText(/Запись не читается/)
    .waitFor();
  await look(page, 'studio-json-wrong');
  await page.getByRole('button', { name: 'Вернуть как было' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByLabel('Комментарий к версии').fill('Первая версия');
  for (const box of await page.getByLabel('Предупреждения прочитаны').all()) await box.check();
  await look(page, 'studio-publish');
  await page.getByRole('button', { name: 'Опубликовать', exact: true }).click();
  await page.getByRole('row', { name: /Выдача справки о погоде/ }).waitFor();
  await look(page, 'studio-services');
  expect(complaints).toEqual([]);
  const { version, author, comment, content } = server.deps.definitions.latest('service', 'vydachaSpravkiOPogode');
  expect({ version, author, comment }).toEqual({ version: 1, author: 'admin', comment: 'Первая версия' });
  expect(content.form).toMatchObject({
    schema: { required: ['naKakoyDen'], properties: { naKakoyDen: { title: 'На какой день', format: 'date' } } },
    ui: { naKakoyVysote: { visible: { var: 'nuzhenVeter' } } },
  });
  expect(content.documents).toMatchObject([{ title: 'Доверенность', needed: { var: 'case.hasRepresentative' } }]);
  expect(content.decisions.grant.title).toBe('Выдать справку');
  expect(content.retention).toEqual({ years: 10, basis: 'Номенклатура дел органа, статья 12', check: true });
  expect(content.variants).toMatchObject({
    by: ['case.hasRepresentative'],
    rows: [
      { when: { 'case.hasRepresentative': [true] }, documents: [{ code: 'doverennost' }] },
      { when: { 'case.hasRepresentative': [false] } },
    ],
  });
  expect(content.requests).toMatchObject([
    {
      type: 'snilsByData',
      prefill: [
        { to: 'familyName', from: 'applicant.surname' },
        { to: 'gender', convert: { as: 'const', value: 'Male' } },
      ],
    },
  ]);
  expect('portal' in content).toBe(false);
  expect(content.columns).toEqual({ subject: { var: 'naKakoyDen' } });
  expect(content.rules).toEqual({});
  expect(content.grounds).toMatchObject([{ title: 'Новое основание', clause: 'пункт 2.8 регламента', check: true }]);
  // The longest of all: a service with every tab of its editor.
}, 600_000);
