import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest';
import { type Office, openOffice, picture } from '../support/browser.ts';
import { expected } from '../support/factories.ts';
import { caseInWork } from '../support/request-screens.ts';
import { look } from '../support/screens.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await startServer();
  await server.deps.jobs.stop();
  office = await openOffice(server.url);
});
afterAll(async () => {
  await office?.close();
  await server?.close();
});

async function park(name: string, output: object, minutesAgo: number): Promise<void> {
  await server.database.execute(
    `insert into pgboss.job (name, data, source_name, output, created_on)
     values ('parked', '{}', $1, $2, now() - make_interval(mins => $3))`,
    [name, JSON.stringify(output), minutesAgo],
  );
}

test('остановленные задания: почему, повторить, удалить с причиной – клавиатурой', async () => {
  const message =
    'Печать журнала № 3 изменена или сделана с другим ключом SECRET_KEY. Запустите «reglament journal verify».';
  await park('journal-seal', { name: 'BrokenSeal', message }, 50);
  await park('session-cleaning', { name: 'TypeError', message: 'Cannot read properties of undefined' }, 20);
  await park('webhook-cleaning', { value: { message: 'job heartbeat timeout' } }, 5);
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-exchange'));
  await page.goto('/admin/');
  await page.getByRole('link', { name: 'Очередь обмена' }).click();
  await page.getByRole('heading', { level: 1, name: 'Очередь обмена' }).waitFor();
  await page.getByRole('tab', { name: 'Остановленные задания' }).click();
  await page.getByText('завис или был остановлен', { exact: false }).waitFor();
  await page
    .getByRole('row', { name: /Удаление завершённых сеансов/ })
    .locator('summary')
    .click();
  await page.getByText('Cannot read properties').waitFor();
  await look(page, 'exchange-parked');

  await page.getByRole('button', { name: /^Повторить: Удаление старых доставок/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('завис или был остановлен', { exact: false }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Удалить: Удаление завершённых сеансов/ }).click();
  await page.getByRole('dialog').waitFor();
  await page.getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByText('Напишите, почему задание не нужно', { exact: false }).waitFor();
  await look(page, 'exchange-discard');
  await page.getByLabel('Причина').fill('Сеансы уже удалены вручную.');
  await page.getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Cannot read properties').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Повторить: Печать журнала/ }).click();
  await page.getByText('Остановленных заданий нет').waitFor();
  await look(page, 'exchange-empty');
  expect(complaints).toEqual([]);
  const kept = await server.database.asOwner(async (trx) => trx('job_decision').orderBy('at').pluck('action'));
  expect(kept).toEqual(['retry', 'discard', 'retry']);
});

/** A message that nobody could read and an answer that did not go, over a connection of the administrator's body. */
async function strand(): Promise<void> {
  await server.database.asOwner(async (trx) => {
    const { id, organisation_id } = await trx('connection')
      .join('organisation', 'organisation.id', 'connection.organisation_id')
      .where({ 'organisation.code': 'arch', plugin: 'regional' })
      .first('connection.id', 'organisation_id');
    const place = { organisation_id, connection_id: id };
    const message = { message_id: 'registry-0001', kind: 'answer', status: 'quarantine', received_at: new Date() };
    const reason = 'Ответ не соответствует своему виду: Укажите «Ответ»';
    await trx('delivery').insert({ ...place, ...message, reason, original: Buffer.from('{"status":') });
    const error = 'Поставщик не принял ключ доступа. Исправьте ключ в настройках подключения.';
    const entry = { organisation_id, topic: 'reply', lane: id, owner_id: organisation_id, due_at: new Date() };
    await trx('outbox').insert({ ...entry, failed_at: new Date(), tries: 3, last_error: error });
  });
}

/** A question about an application from another system than the one that has filed it. */
async function askAsStranger(): Promise<void> {
  const { id } = await caseInWork(await server.login('super'), 7);
  await server.database.execute(
    `with place as (
       select c.id, c.organisation_id from connection c join organisation o on o.id = c.organisation_id
       where o.code = 'arch' and c.plugin = 'regional'), filed as (
       update application set portal_connection_id = place.id, external_id = 'P-7', external_reference = '{"senders":["PGU01"]}'
       from place where application.id = $1)
     insert into delivery (organisation_id, connection_id, message_id, kind, status, reason, original, received_at, sender,
         application_id, command)
       select organisation_id, id, 'portal-0007', 'text', 'quarantine', 'О заявлении P-7 пишет система «PGU02»', '', now(), 'PGU02', $1,
         jsonb_build_object('kind', 'say', 'text', 'Когда?', 'problems', '[]'::jsonb,
           'portal', jsonb_build_object('connectionId', id, 'externalId', 'P-7', 'sender', 'PGU02'))
       from place`,
    [id],
  );
}

test('что не ушло и что отложено: причина, сообщение как оно пришло, отметка о разборе', async () => {
  await strand();
  await askAsStranger();
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-exchange-kept'));
  await page.goto('/admin/exchange');
  await page.getByText('Поставщик не принял ключ доступа', { exact: false }).waitFor();
  await page.getByText('Найдено: 1').waitFor();
  await page.getByLabel('Содержит').fill('нет такой причины');
  await page.keyboard.press('Enter');
  await page.getByText('Ничего не найдено').waitFor();
  await page.getByRole('button', { name: 'Очистить' }).press('Enter');
  await page.getByText('Поставщик не принял ключ доступа', { exact: false }).waitFor();
  await look(page, 'exchange-stopped');
  await page.getByRole('tab', { name: 'Входящие сообщения' }).click();
  await page.getByText('Ответ не соответствует своему виду', { exact: false }).waitFor();
  await look(page, 'exchange-kept');
  await page.getByRole('button', { name: /^Это та же система/ }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Принять сообщение' }).click();
  await page.getByText('Напишите, как это выяснено', { exact: false }).waitFor();
  await look(page, 'exchange-release');
  await page.getByLabel('Почему это та же система').fill('Портал сменил мнемонику.');
  await page.getByRole('dialog').getByRole('button', { name: 'Принять сообщение' }).click();
  await page.getByText('Прислала система PGU02').waitFor({ state: 'detached' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Скачать сообщение/ }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  await page.getByRole('button', { name: /^Назначить запросу/ }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Назначить' }).click();
  await page.getByText('Укажите номер запроса цифрами.').waitFor();
  await look(page, 'exchange-assign');
  await page.getByLabel('Номер запроса').fill('999999');
  await page.getByLabel('Что выяснено').fill('Поставщик назвал номер по телефону.');
  await page.getByRole('dialog').getByRole('button', { name: 'Назначить' }).click();
  await page.getByText('Запроса № 999999 нет', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Отмена' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Разобрано/ }).click();
  await page.getByRole('dialog').waitFor();
  await page.getByLabel('Что сделано').fill('Поставщик пришлёт ответ письмом.');
  await page.getByRole('dialog').getByRole('button', { name: 'Разобрано' }).click();
  await page.getByText('Таких сообщений нет').waitFor();
  // The number was wrong on purpose.
  expect(complaints.filter((one) => !/^404 POST .*\/assign$/.test(one))).toEqual([]);
});

/** An answer that waits for its next try, and requests that were answered at different paces. */
async function underWay(): Promise<void> {
  const clerk = await server.login('super');
  const card = await caseInWork(clerk, 1);
  for (const hours of [2, 5, 30]) {
    const question = { provider: 'zem', subject: 'Сведения', comment: 'Пришлите.' };
    const body = { entry: 'regional', key: randomUUID(), question };
    const { id } = expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
    await server.database.execute(
      `update request set status = 'answered', sent_at = now() - make_interval(hours => $2), answered_at = now() where id = $1`,
      [id, hours],
    );
  }
  await server.database.execute(
    `insert into outbox (organisation_id, topic, lane, owner_id, due_at, tries, last_error)
     select c.organisation_id, 'reply', c.id::text, gen_random_uuid(), now() + interval '1 day', 4, 'Поставщик не ответил за 60 с'
     from connection c join organisation o on o.id = c.organisation_id where o.code = 'arch' and c.plugin = 'regional'`,
  );
}

test('что в пути: попытки и ошибки, остановить с причиной; как отвечают подключения', async () => {
  await underWay();
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-exchange-outgoing'));
  await page.goto('/admin/exchange?tab=outgoing');
  await page.getByText('Поставщик не ответил за 60 с').waitFor();
  await look(page, 'exchange-outgoing');
  await page.getByRole('button', { name: /^Остановить: Ответ на запрос/ }).press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Остановить' }).click();
  await page.getByText('Напишите, почему отправление остановлено', { exact: false }).waitFor();
  await look(page, 'exchange-stop');
  await page.getByLabel('Причина').fill('Поставщик просит прислать письмом.');
  await page.getByRole('dialog').getByRole('button', { name: 'Остановить' }).click();
  await page.getByText('В пути ничего нет').waitFor();
  await page.getByRole('tab', { name: 'Не отправлено' }).click();
  await page.getByText('Остановлено: Поставщик просит прислать письмом.').waitFor();
  await page.getByRole('tab', { name: 'Подключения' }).click();
  await page.getByRole('row', { name: /Р-сведения.*5 ч/ }).waitFor();
  await look(page, 'exchange-providers');
  expect(complaints).toEqual([]);
});

test('приём нарушен: видно над каждым списком, у подключения сказано, что делать', async () => {
  const admin = await server.login('admin');
  const settings = { version: '1.2', url: 'http://127.0.0.1:9/ws', smevCertificates: 'не сертификат' };
  const draft = { plugin: 'smev3', code: 'smevNew', title: 'СМЭВ, новая система', settings };
  const { id, version, title } = expected(await admin.post('/api/admin/connections', draft), 201);
  await vi.waitFor(
    async () => {
      const { items } = expected(await admin.get('/api/admin/providers'));
      expect(items.find((one: { id: string }) => one.id === id).reception).not.toBeNull();
    },
    { timeout: 30_000, interval: 50 },
  );
  const { page, complaints } = await office.enter('admin');
  onTestFailed(() => picture(page, 'failed-exchange-reception'));
  await page.goto('/admin/exchange');
  await page.getByRole('alert').getByText('СМЭВ, новая система: приём нарушен').waitFor();
  await page.getByRole('link', { name: 'Что делать' }).press('Enter');
  await page.getByRole('row', { name: /СМЭВ, новая система.*проверьте адрес, ключ и сертификат/ }).waitFor();
  await look(page, 'exchange-reception');
  const off = { version, title, settings: { version: '1.2', url: settings.url }, enabled: false };
  expected(await admin.put(`/api/admin/connections/${id}`, off));
  await page.reload();
  await page.getByRole('row', { name: /СМЭВ, новая система.*Выключено/ }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('кому раздел не положен, тот не видит его в меню и читает почему', async () => {
  const { page, complaints } = await office.enter('registrar');
  await page.goto('/admin/exchange');
  await page.getByRole('heading', { level: 1, name: 'Этот раздел вам недоступен' }).waitFor();
  expect(await page.getByRole('link', { name: 'Очередь обмена' }).count()).toBe(0);
  await look(page, 'exchange-closed');
  expect(complaints).toEqual([]);
});
