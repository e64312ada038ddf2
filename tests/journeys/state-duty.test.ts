import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { createApplication, expected, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { expectFocus, handsOf, openCase } from '../support/keyboard.ts';
import { chooseByKeys, expectFocused, expectState, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The state duty as a clerk takes it and as an administrator sets it, without a mouse. */
let server: TestServer;
let office: Office;
let clerk: Client;
beforeAll(async () => {
  server = await startServer();
  office = await openOffice(server.url);
  clerk = await server.login('city.super');
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

const answers = {
  purpose: 'permit',
  construction: 'board',
  address: 'г. Заозёрск, пр. Озёрный, д. 12',
  area: 18,
  years: 5,
};
const body = { kind: 'organisation', title: 'Администрация Озёрного района', inn: '7707083893', ogrn: '1027700132195' };

async function draftOf(changes: object = {}) {
  const draft = await createApplication(clerk, { service: 'advertisingPermit', answers, ...changes });
  await upload(clerk, draft.id, { name: 'эскиз.txt', purpose: 'document', document: 'sketch' });
  return draft;
}

test('платёж частями, отзыв неверного, регистрация – одной клавиатурой', async () => {
  const draft = await draftOf();
  const { page, complaints, close } = await office.enter('city.super');
  onTestFailed(() => picture(page, 'failed-duty'));
  const hands = await handsOf(page);
  await openCase(page, draft);
  await page.getByText('Ждёт госпошлины: «Зарегистрировать заявку на услугу»').waitFor();
  await look(page, 'duty-owed');
  await hands.press('Control+Enter', 'textbox "Сколько уплачено');
  await look(page, 'duty-payment');
  await hands.press('Control+Enter', 'День уплаты');
  await page.getByText('Укажите «Платёжный документ и его номер»').waitFor();
  await look(page, 'duty-payment-wrong');
  await page.keyboard.type('15012025');
  await page.getByLabel('Сколько уплачено').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2000');
  await hands.type('Платёжный документ и его номер', 'Чек № 12');
  await hands.press('Control+Enter', 'region "Госпошлина: Уплачена частично"');
  await page.getByText('Уплачена частично, осталось 3').waitFor();
  await look(page, 'duty-part');
  await hands.tabTo(page.getByRole('button', { name: /^Отозвать: 2\s000,00/ }));
  await hands.press('Enter', 'textbox "Почему запись неверна');
  await page.keyboard.type('Чек другого заявителя');
  await look(page, 'duty-withdrawal');
  await hands.press('Control+Enter', 'region "Госпошлина: Не уплачена"');
  await page.getByText('Чек другого заявителя').waitFor();
  await look(page, 'duty-withdrawn');
  await hands.press('Control+Enter', 'textbox "Сколько уплачено');
  await hands.type('День уплаты', '16012025');
  await hands.type('Платёжный документ и его номер', 'Чек № 13');
  await hands.press('Control+Enter', 'region "Госпошлина: Уплачена"');
  await look(page, 'duty-paid');
  await hands.press('Control+Enter', /^status.*Заявка зарегистрирована/);
  await expectState(page, 'Зарегистрировано');
  await page.getByText('Закреплён регистрацией', { exact: false }).waitFor();
  await hands.done();
  expect(complaints).toEqual([]);
  await close();
});

test('черновик без пошлины и без ответов: сказано обо всём сразу, а не по очереди', async () => {
  const { area: _area, ...rest } = answers;
  const draft = await createApplication(clerk, { service: 'advertisingPermit', answers: rest });
  const { page, complaints, close } = await office.enter('city.super');
  onTestFailed(() => picture(page, 'failed-duty-rest'));
  const hands = await handsOf(page);
  await openCase(page, draft);
  await page.getByText('Ждёт госпошлины: «Зарегистрировать заявку на услугу»').waitFor();
  await hands.tabTo(page.getByRole('button', { name: 'Что ещё заполнить' }));
  await hands.press('Enter', 'Заполнено не полностью');
  const summary = page.getByRole('alert').filter({ hasText: 'Заполнено не полностью' });
  await summary.getByRole('link', { name: /^Приложите документ/ }).waitFor();
  await look(page, 'duty-and-rest');
  await summary.getByRole('link', { name: /Площадь/ }).press('Enter');
  await expectFocused(page.getByLabel(/^Площадь/));
  await page.keyboard.type('18');
  await upload(clerk, draft.id, { name: 'эскиз.txt', purpose: 'document', document: 'sketch' });
  await page.keyboard.press('Control+s');
  await page.getByText('Все изменения сохранены').waitFor();
  await hands.tabTo(page.getByRole('button', { name: 'Что ещё заполнить' }));
  await hands.press('Enter', 'button "Что ещё заполнить');
  await page.getByText('Остальное заполнено.').waitFor();
  await look(page, 'duty-alone');
  await hands.done();
  expect(complaints).toEqual([]);
  await close();
});

test('освобождение с документом открывает регистрацию; печатать и платить больше нечего', async () => {
  const draft = await draftOf({ applicant: { ...body, address: 'г. Заозёрск', email: 'a@example.org' } });
  const { page, complaints, close } = await office.enter('city.super');
  onTestFailed(() => picture(page, 'failed-exemption'));
  const hands = await handsOf(page);
  await page.goto(`/applications/${draft.id}?tab=duty`);
  await hands.tabTo(page.getByRole('button', { name: 'Отметить освобождение' }));
  await hands.press('Enter', 'radio "Органы государственной власти');
  await hands.type('Документ, который это подтверждает', 'Положение об администрации района');
  await look(page, 'duty-exemption');
  await hands.press('Control+Enter', 'region "Госпошлина: Заявитель освобождён"');
  await page.getByRole('button', { name: 'Зарегистрировать заявку на услугу' }).waitFor();
  expect(await page.getByRole('link', { name: 'Сведения для уплаты' }).count()).toBe(0);
  await look(page, 'duty-exempt');
  await hands.done();
  expect(complaints).toEqual([]);
  await close();
});

test('реестр: столбец и отбор «Госпошлина», ссылкой на них можно поделиться', async () => {
  const draft = await draftOf();
  const { page, complaints, close } = await office.enter('city.super');
  onTestFailed(() => picture(page, 'failed-duty-list'));
  await page.getByRole('link', { name: 'Услуги', exact: true }).click();
  await chooseByKeys(page.getByLabel('Госпошлина', { exact: true }), 'Не уплачена');
  await page.getByRole('button', { name: 'Фильтр' }).press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('duty'), { timeout: 30_000 }).toBe('unpaid');
  await page.goto(`${page.url()}&columns=number,applicant,duty,state`);
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/applications/${draft.id}"]`) });
  await row.getByText('Не уплачена').waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'Заявитель освобождён' }).count()).toBe(0);
  await look(page, 'duty-list');
  expect(complaints).toEqual([]);
  await close();
});

test('услуга без пошлины: ни вкладки, ни строки', async () => {
  const registrar = await server.login('registrar');
  const draft = await createApplication(registrar);
  const { page, close } = await office.enter('registrar');
  await openCase(page, draft);
  expect(await page.getByText('Госпошлина').count()).toBe(0);
  await expectFocus(page, 'heading "Заявка');
  await page.goto('/applications');
  await page.getByLabel('Исполнитель', { exact: true }).waitFor();
  expect(await page.getByLabel('Госпошлина', { exact: true }).count()).toBe(0);
  await close();
});

test('администратор включает пошлину без JSON: замечание ведёт к месту, изменения и проба говорят о ней', async () => {
  const admin = await server.login('admin');
  const begun = { kind: 'service', from: 'published', code: 'archiveCertificate' };
  const { id } = expected(await admin.post('/api/admin/drafts', begun), 201);
  const { page, complaints, close } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-studio-duty'));
  await page.goto(`/admin/drafts/${id}?tab=duty`);
  await page.getByText('Услуга бесплатна.').waitFor();
  await look(page, 'studio-duty-free');
  await page.getByLabel('За услугу взимается государственная пошлина').press('Space');
  await page.getByLabel('Размер, рублей').fill('350,50');
  await page.keyboard.press('Tab');
  await page.getByLabel('БИК', { exact: true }).fill('123');
  await page.keyboard.press('Enter');
  await page
    .getByText(/БИК записан неверно: в нём 9 цифр/)
    .first()
    .waitFor();
  await look(page, 'studio-duty');
  await page.getByRole('tab', { name: 'Паспорт' }).click();
  await page
    .getByRole('list', { name: 'Замечания' })
    .getByRole('button', { name: /БИК записан неверно/ })
    .click();
  await expectFocused(page.getByLabel('БИК', { exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await page
    .getByText(/БИК записан неверно/)
    .first()
    .waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Тесты' }).click();
  await page.getByRole('button', { name: 'Пройти услугу…' }).click();
  await page.getByRole('button', { name: /^Уплатить 350,50/ }).click();
  await page
    .getByRole('list', { name: 'Шаги пути' })
    .getByText(/уплачена госпошлина: 350,50/)
    .waitFor();
  await page.getByText('Уплачена', { exact: true }).waitFor();
  await look(page, 'studio-duty-walk');
  await page.getByRole('button', { name: 'Опубликовать…' }).click();
  await page.getByText(/Теперь взимается госпошлина: 350,50/).waitFor();
  await look(page, 'studio-duty-changes');
  expect(complaints).toEqual([]);
  await close();
});
