import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { createApplication, personNumber } from '../support/factories.ts';
import { expectFocus, type Hands, handsOf, openCase } from '../support/keyboard.ts';
import { caseInWork } from '../support/request-screens.ts';
import { expectState } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  caseToDecide,
  caseToIssue,
  registeredCase,
  registeredTrees,
  requestToAnswer,
  treesToSign,
  twoRecordsOfOne,
} from '../support/walk-cases.ts';

/** Ten flows of a clerk without a mouse: after every step it is known where the focus is, and a shut dialog gives it back. */
let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  await server.database.execute(
    "update role set permissions = array_append(permissions, 'applicants.merge') where code = 'registrar'",
  );
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

/** One flow of one person, signed in, with no mouse. */
function walk(name: string, login: string, steps: (hands: Hands) => Promise<void>): void {
  test(name, async () => {
    const { page, complaints, close } = await office.enter(login);
    onTestFailed(() => picture(page, `failed-walk-${login}`));
    const hands = await handsOf(page);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await steps(hands);
    await hands.done();
    expect(complaints).toEqual([]);
    await close();
  });
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const list = 'heading "Заявки на услуги"';

walk('создать и зарегистрировать', 'registrar', async (hands) => {
  const { page, press } = hands;
  await expectFocus(page, list);
  await press('n', 'Найти услугу по названию');
  await page.keyboard.type('градостроительного плана');
  await press('Enter', 'textbox "СНИЛС или ИНН"');
  await hands.type('Фамилия', 'Клавишина');
  await press('Control+s', 'heading "Заявка без номера"');
  await press('Control+Enter', /^alert.*Заполнено не полностью/);
  await press('Tab', 'link "');
  await press('Enter', 'textbox "Имя"');
  await page.getByRole('combobox', { name: 'Способ уведомления' }).focus();
  await press('Control+Enter', /^alert.*Заполнено не полностью/);
  const { id } = await createApplication(await server.login('registrar'), { applicant: personNumber(11) });
  await openCase(page, { id });
  await press('Control+Enter', /^status.*Заявка зарегистрирована/);
  await expectState(page, 'Зарегистрировано');
  await press('Tab', 'button "Создать следующую"');
});

walk('назначить исполнителя из списка', 'dispatcher', async (hands) => {
  const { page, press } = hands;
  const { number } = await registeredCase(server, 1);
  const actions = `button "Действия: ${number}"`;
  await press('r', list);
  await page.getByRole('link', { name: number ?? '?' }).waitFor();
  await page.keyboard.press('j');
  await hands.tabTo(button(page, `Действия: ${number}`));
  await press('Enter', 'menuitem');
  await press('Escape', actions);
  await press('Enter', 'menuitem');
  await hands.item('Назначить исполнителя', 'button "Закрыть"');
  await press('Escape', actions);
  await press('Enter', 'menuitem');
  await hands.item('Назначить исполнителя', 'button "Закрыть"');
  await hands.tabTo(button(page, /^Назначить заявку на исполнителя: Кузнецов/));
  await press('Enter', actions);
  await page.getByRole('row').filter({ hasText: 'Принятие решения' }).waitFor();
});

walk('взять в работу: назначить себе', 'city.executor', async (hands) => {
  const { page, press } = hands;
  await openCase(page, await registeredTrees(server));
  await hands.tabTo(button(page, 'Назначить мне'));
  await press('Enter', 'textbox "Комментарий"');
  await press('Escape', 'button "Назначить мне"');
  await press('Enter', 'textbox "Комментарий"');
  await page.keyboard.type('Беру.');
  await press('Control+Enter', /^status.*В работе/);
  await expectState(page, 'В работе');
});

walk('Р-запрос: создать, подготовить, отправить', 'super', async (hands) => {
  const { page, press } = hands;
  await openCase(page, await caseInWork(await server.login('super'), 2));
  await hands.tabTo(page.getByRole('link', { name: 'Запросы Р-сведения' }));
  await press('Enter', 'link "Запросы Р-сведения"');
  await hands.tabTo(button(page, /^Создать запрос/));
  await press('Enter', 'heading "Новый запрос');
  await hands.tabTo(button(page, 'Вернуться без сохранения'));
  await press('Enter', 'button "Создать запрос');
  await press('Enter', 'heading "Новый запрос');
  await hands.tabTo(page.getByLabel('Поставщик сведений'));
  await hands.choose(/./);
  await hands.type('Тема запроса', 'Без мыши');
  await hands.type('Комментарий: какие сведения нужны', 'Пришлите выписку.');
  await press('Control+s', 'heading "Запрос №');
  await hands.tabTo(button(page, 'Подготовить запрос к отправке'));
  await page.keyboard.press('Enter');
  await expectFocus(page, /^status.*Ваш запрос успешно выполнен/);
  await hands.tabTo(button(page, 'Отправить запрос'));
  await page.keyboard.press('Enter');
  await page.locator('.rg-request-facts').getByText('Новый', { exact: true }).waitFor();
  await expectFocus(page, 'heading "Запрос №');
});

walk('ответить на Р-запрос из входящих', 'super2', async (hands) => {
  const { page, press } = hands;
  await requestToAnswer(server, 'Клавишами');
  await press('g i', 'heading "Входящие Р-запросы"');
  await hands.tabTo(page.getByRole('row', { name: /Клавишами/ }).getByRole('link'));
  await press('Enter', 'heading "Входящий Р-запрос №');
  await hands.tabTo(button(page, 'Отказать'));
  await press('Enter', 'textbox "Почему сведения не предоставляются"');
  await press('Escape', 'button "Отказать"');
  await hands.tabTo(button(page, 'Взять в работу'), 'back');
  await page.keyboard.press('Enter');
  await button(page, 'Взять в работу').waitFor({ state: 'detached' });
  await expectFocus(page, 'heading "Ответ"');
  await hands.tabTo(page.getByRole('textbox', { name: 'Ответ' }));
  await page.keyboard.type('Выписка приложена.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.rg-request-facts').getByText('Исполнено', { exact: true }).waitFor();
  await expectFocus(page, 'heading "Входящий Р-запрос №');
});

walk('решение, возврат, снова решение, публикация', 'executor', async (hands) => {
  const { page, press } = hands;
  const card = await caseToDecide(server, 3);
  await openCase(page, card);
  await press('Control+Enter', 'heading "Одобрить предоставление услуги"');
  await hands.type('Обоснование решения', 'Участок в зоне Ж-1.');
  await press('Control+Enter', /^status.*Подготовлено решение/);
  await expectState(page, 'Утверждение положительного результата');
  const chief = await office.enter('approver');
  const other = await handsOf(chief.page);
  await openCase(chief.page, card);
  await other.tabTo(button(chief.page, 'Отправить на доработку'));
  await other.press('Enter', 'textbox "Комментарий"');
  await chief.page.keyboard.type('Назовите зону.');
  await other.press('Control+Enter', /^status.*Отправлено на доработку/);
  await expectState(page, 'Принятие решения');
  await expectFocus(page, 'heading "Заявка №');
  await hands.press('Control+Enter', 'heading "Одобрить предоставление услуги"');
  await hands.type('Обоснование решения', ' Зона Ж-1.');
  await press('Control+Enter', /^status.*Подготовлено решение/);
  await expectState(chief.page, 'Утверждение положительного результата');
  await expectFocus(chief.page, 'heading "Заявка №');
  await other.tabTo(button(chief.page, 'Опубликовать результат'));
  await other.press('Enter', 'button "Опубликовать результат"');
  await other.press('Escape', 'button "Опубликовать результат"');
  await other.press('Enter', 'button "Опубликовать результат"');
  await other.press('Enter', /^status.*Результат опубликован/);
  await expectState(chief.page, 'Утвержден положительный результат');
  await other.done();
  expect(chief.complaints).toEqual([]);
  await chief.close();
});

walk('подписать документ решения', 'city.executor', async (hands) => {
  const { page, press } = hands;
  await openCase(page, await treesToSign(server));
  await hands.tabTo(button(page, /^Подписать: Решение .*\.pdf$/));
  await press('Enter', 'button "Закрыть"');
  await page.getByText('Учебный сертификат', { exact: true }).waitFor();
  await press('Escape', 'button "Подписать: Решение');
  await press('Control+Enter', 'button "Закрыть"');
  await hands.tabTo(button(page, /^Подписать сертификатом/));
  await page.keyboard.press('Enter');
  await page.getByText('Верна', { exact: true }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expectFocus(page, 'heading "Результат услуги"');
});

walk('выдать результат на руки и напечатать расписку', 'super', async (hands) => {
  const { page, press } = hands;
  await openCase(page, await caseToIssue(server, 4));
  await hands.tabTo(button(page, 'Выдать результат на руки').first());
  await press('Enter', 'radio "Заявитель"');
  await press('Escape', 'button "Выдать результат на руки"');
  await press('Enter', 'radio "Заявитель"');
  await hands.type('Предъявленный документ', 'Паспорт 7304 123456');
  await hands.tabTo(page.getByLabel('Подпись в расписке'));
  await press('Space', 'radio "Подпись в расписке" [checked]');
  await press('Control+Enter', /^status.*Результат выдан на руки/);
  await press('p', 'menuitem');
  await page.getByRole('menuitem', { name: 'Расписка о выдаче' }).waitFor();
  await press('Escape', 'button "Печать"');
  await press('Enter', 'menuitem');
  await hands.item('Заявка', 'heading "Заявка №');
  await hands.tabTo(button(page, 'Напечатать'));
});

walk('действие над многими и выгрузка', 'dispatcher', async (hands) => {
  const { page, press } = hands;
  for (const number of [5, 6]) await registeredCase(server, number, 'Пакетова');
  await hands.type('Заявитель', 'Пакетова');
  await press('Enter', 'Заявитель');
  await page.getByText('Показано: 2 заявки').waitFor();
  await hands.tabTo(page.locator('.rg-row-link').first());
  await press('Space', 'link "АРХ-');
  await press('ArrowDown', 'link "АРХ-');
  await press('Space', 'link "АРХ-');
  const bar = page.getByRole('region', { name: 'Выбранные заявки' });
  await hands.tabTo(bar.getByRole('button', { name: 'Назначить исполнителя' }), 'back');
  await press('Enter', 'combobox "Кому"');
  await press('Escape', 'button "Назначить исполнителя"');
  await press('Enter', 'combobox "Кому"');
  await hands.choose('Кузнецов');
  await hands.tabTo(button(page, 'Проверить'));
  await press('Enter', 'button "Выполнить: 2"');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Выполнено: 2, нельзя: 0').waitFor();
  await expectFocus(page, 'Назначить исполнителя: 2 заявки');
  await hands.tabTo(page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last());
  await page.keyboard.press('Enter');
  await bar.waitFor({ state: 'detached' });
  await expectFocus(page, list);
  await press('e', 'menuitem');
  await hands.item('В CSV', 'button "Закрыть"');
  await page.getByRole('link', { name: /^Скачать CSV/ }).waitFor();
  await hands.tabTo(button(page, /^Удалить CSV/));
  await page.keyboard.press('Enter');
  await page.getByText('Выгрузок нет').waitFor();
  await expectFocus(page, 'Мои выгрузки');
  await press('Escape', 'button "Выгрузить"');
});

walk('объединить две записи заявителя', 'registrar', async (hands) => {
  const { page, press } = hands;
  await twoRecordsOfOne(server, 'Двойникова');
  await press('g p', 'heading "Реестр заявителей"');
  await hands.type('Фамилия', 'Двойникова');
  await page.keyboard.press('Enter');
  await hands.tabTo(button(page, /Посмотреть/).first());
  await press('Enter', 'button "Закрыть"');
  await hands.tabTo(button(page, /^Объединить с записью/));
  await press('Enter', 'radio');
  await press('Escape', 'button "Объединить с записью');
  await press('Enter', 'radio');
  await hands.type('Причина', 'Внесена дважды');
  const merge = page.getByRole('dialog', { name: 'Объединить записи' });
  await hands.tabTo(merge.getByRole('button', { name: 'Объединить', exact: true }));
  await page.keyboard.press('Enter');
  await merge.waitFor({ state: 'detached' });
  await expectFocus(page, 'Двойникова Ия Сергеевна');
  await press('Escape', 'button "Посмотреть');
});

walk('профиль: отсутствие, уведомления; вид списка', 'super', async (hands) => {
  const { page, press } = hands;
  await page.getByRole('heading', { level: 1, name: 'Заявки на услуги' }).waitFor();
  await press('g u', 'heading "Мой профиль"');
  await hands.tabTo(button(page, 'Указать отсутствие'));
  await press('Enter', 'textbox "Первый день');
  await page.keyboard.type('01012099');
  await hands.type('Последний день (дд.мм.гггг)', '02012099');
  await press('Enter', 'textbox "Последний день');
  await hands.tabTo(button(page, /^Завершить отсутствие/), 'back');
  await page.keyboard.press('Enter');
  await button(page, /^Завершить отсутствие/).waitFor({ state: 'detached' });
  await expectFocus(page, 'heading "Отсутствие и заместитель"');
  await hands.tabTo(page.getByRole('checkbox', { name: 'Тихие часы' }));
  await press('Space', 'checkbox "Тихие часы');
  await press('g a', list);
  await press('v', 'menuitem');
  await hands.item('Сохранить вид…', 'textbox "Название"');
  await press('Escape', 'button "Вид"');
  await press('Enter', 'menuitem');
  await hands.item('Сохранить вид…', 'textbox "Название"');
  await page.keyboard.type('Мой вид');
  await press('Enter', 'button "Вид: Мой вид"');
  await press('Enter', 'menuitem');
  await hands.item('Мои виды…', 'button "Закрыть"');
  await hands.tabTo(button(page, 'Удалить: Мой вид'));
  await page.keyboard.press('Enter');
  await page.getByText('Сохранённых видов нет').waitFor();
  await expectFocus(page, 'Мои виды');
  await press('Escape', 'button "Вид');
});
