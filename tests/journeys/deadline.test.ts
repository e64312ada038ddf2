import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { type Office, openOffice, type Person, picture } from '../support/browser.ts';
import { publishService, publishWorkflow } from '../support/clock-definitions.ts';
import { act, decidingApplication, expected } from '../support/factories.ts';
import { chooseByKeys, look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The term on the screens: a pause, an extension, «почему такая дата», and the bell. */
let server: TestServer;
let office: Office;
let paused: ApplicationCard;
let running: ApplicationCard;
beforeAll(async () => {
  server = await startServer();
  await publishWorkflow(server, 'clocked');
  const term = { days: 10, unit: 'working', extension: { days: 5 } };
  await publishService(server, { code: 'clockedPlan', workflow: 'clocked', term });
  const [registrar, dispatcher, executor] = await Promise.all(
    ['registrar', 'dispatcher', 'executor'].map((login) => server.login(login)),
  );
  if (!registrar || !dispatcher || !executor) throw new Error('not signed in');
  const executorId = expected(await executor.get('/api/me')).user.id;
  const begin = () => decidingApplication({ registrar, dispatcher, executorId }, { service: 'clockedPlan' });
  running = await begin();
  paused = await act(executor, await begin(), ['sendBack', { comment: 'Нет схемы участка' }]);
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function enter(login: string): Promise<Person> {
  const person = await office.enter(login);
  onTestFailed(() => picture(person.page, `failed-${login}`));
  return person;
}

test('приостановленная заявка говорит, с какого дня и почему, в карточке и в списке', async () => {
  const { page, complaints } = await enter('executor');
  await page.getByRole('row').filter({ hasText: 'Приостановлен' }).waitFor();
  await look(page, 'registry-paused');
  await page.goto(`/applications/${paused.id}`);
  await page.getByText('(Нет схемы участка)', { exact: false }).waitFor();
  await page.getByText('останется 10 рабочих дней').waitFor();
  await page.getByText('Почему такая дата').click();
  await page.getByText(/^Срок приостановлен с .+: Нет схемы участка\. Стоит 0 рабочих дней\.$/).waitFor();
  await look(page, 'card-paused');
  expect(complaints).toEqual([]);
});

test('исполнитель продлевает срок; больше, чем можно, ему не дают', async () => {
  const { page, complaints } = await enter('executor');
  await page.goto(`/applications/${running.id}`);
  await page.getByText('осталось 10 рабочих дней').waitFor();
  await page.getByRole('button', { name: 'Продлить срок' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('На сколько дней продлить').fill('9');
  await dialog.getByLabel('Почему срок продлевается').fill('Назначена экспертиза');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await dialog.getByText('Продлить можно не больше чем на 5 рабочих дней').first().waitFor();
  await look(page, 'extend-too-much');
  await dialog.getByLabel('На сколько дней продлить').fill('5');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('осталось 15 рабочих дней').waitFor();
  await page.getByText('Почему такая дата').click();
  await page.getByText('срок продлён на 5 рабочих дней: Назначена экспертиза.', { exact: false }).waitFor();
  await page.getByText('Почему нельзя остальное').click();
  await page.getByText('Срок уже продлён: второй раз продлить нельзя', { exact: false }).waitFor();
  await look(page, 'card-extended');
  expect(complaints).toEqual([]);
});

test('колокольчик: уведомление приходит само, из него открывают заявку, и оно прочитано', async () => {
  // What was told when the cases were assigned is of no interest here.
  await server.database.execute('delete from staff_notice');
  const { page, complaints } = await enter('executor');
  await page.getByRole('button', { name: 'Мои уведомления: новых нет' }).click();
  await page.getByText('Уведомлений пока нет').waitFor();
  await look(page, 'bell-empty');
  await page.keyboard.press('Escape');

  const day = 24 * 60 * 60 * 1000;
  const { rows } = await server.database.execute('select due_date from application where id = $1', [running.id]);
  const dueDate = (rows as { due_date: string }[])[0]?.due_date;
  // The first minutes of the day after the last one: the session of the day before is kept by what the page asks.
  await server.database.execute('update application set due_date = $2::date, warn_on = $2::date where id = $1', [
    running.id,
    new Date(server.clock.now().getTime() - 2 * day).toISOString().slice(0, 10),
  ]);
  expect(dueDate).not.toBeUndefined();
  await server.database.asOwner((trx) => server.deps.jobs.enqueue(trx, { name: 'deadline-watch', data: {} }));
  await page.getByRole('button', { name: 'Мои уведомления: 1 новое' }).waitFor();
  await page.getByRole('button', { name: 'Мои уведомления: 1 новое' }).click();
  await page.getByRole('dialog').getByText('срок истёк', { exact: false }).waitFor();
  await look(page, 'bell-new');
  const bell = page.getByRole('dialog');
  await bell.getByText('Новые', { exact: true }).click();
  await chooseByKeys(bell.getByRole('combobox', { name: 'О чём' }), 'Решение вернули на доработку');
  await bell.getByText('Таких уведомлений нет').waitFor();
  await chooseByKeys(bell.getByRole('combobox', { name: 'О чём' }), 'Срок подходит или истёк');
  await bell.getByText('срок истёк', { exact: false }).waitFor();
  await look(page, 'bell-filtered');
  await page.getByRole('dialog').getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: `Заявка № ${running.number}` }).waitFor();
  await page.getByRole('button', { name: 'Мои уведомления: новых нет' }).waitFor();
  await vi.waitFor(async () => expect(await page.getByRole('dialog').count()).toBe(0), 30_000);
  expect(complaints).toEqual([]);
});
