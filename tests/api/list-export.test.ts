import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ListExport } from '../../core/src/api.gen.ts';
import { killJobsOf } from '../support/dead-job.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let monitor: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  monitor = await server.login('monitor');
  const [, second] = [
    await createApplication(registrar, { applicant: personNumber(1, { surname: '=HYPERLINK("http://x")' }) }),
    await createApplication(registrar, { applicant: personNumber(2, { surname: 'Ёлкина; "Ё"' }) }),
  ];
  await act(registrar, second, ['register', {}]);
});
afterAll(() => server.close());

const all = {
  tab: 'all',
  filters: {},
  sort: 'createdAt',
  columns: ['number', 'applicant', 'createdAt', 'dueDate', 'state'],
};

const newest = async (client: Client): Promise<ListExport> => expected(await client.get('/api/me/exports')).items[0];

async function finished(client: Client, body: object): Promise<ListExport> {
  const asked = expected(await client.post('/api/me/exports', body), 201).items[0];
  expect(asked).toMatchObject({ done: 0, size: 0, reason: null });
  return vi.waitUntil(
    async () => {
      const found = await newest(client);
      return found.id === asked.id && found.finishedAt !== null ? found : undefined;
    },
    { timeout: 60_000, interval: 50 },
  );
}

test('CSV: столбцы и порядок – как выбраны, даты русские, формулы – текст', async () => {
  const made = await finished(registrar, { format: 'csv', content: all });
  expect(made).toMatchObject({ status: 'done', found: 2, done: 2 });
  const answer = await registrar.get(`/api/me/exports/${made.id}/content`);
  expect(answer.status).toBe(200);
  expect(answer.bytes.length).toBe(made.size);
  const name = decodeURIComponent(answer.headers.get('content-disposition') ?? '');
  expect(name).toMatch(/^attachment; .*Заявки \d{4}-\d\d-\d\d\.csv$/);
  const [head, first = '', second = '', rest] = answer.text.replace('\ufeff', '').split('\r\n');
  expect(head).toBe('Номер;Заявитель;Дата создания;Срок;Статус');
  expect(first).toMatch(/^;"'=HYPERLINK\(""http:\/\/x""\) Алла-1 Сергеевна";\d\d\.\d\d\.\d{4};;Черновик$/);
  expect(second).toMatch(
    /^[^;]+;"Ёлкина; ""Ё"" Алла-2 Сергеевна";\d\d\.\d\d\.\d{4};\d\d\.\d\d\.\d{4};Зарегистрировано$/,
  );
  expect(rest).toBe('');
});

test('XLSX: без выбора – столбцы рабочего места; отбор и вкладка действуют', async () => {
  const content = { tab: 'drafts', filters: { applicant: 'алла' }, sort: '', columns: [] };
  const made = await finished(registrar, { format: 'xlsx', content });
  expect(made).toMatchObject({ status: 'done', found: 1, done: 1 });
  const { bytes } = await registrar.get(`/api/me/exports/${made.id}/content`);
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const texts = [...sheet.matchAll(/<t [^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(texts.slice(0, 3)).toEqual(['Номер', 'Дата регистрации', 'Услуга']);
  expect(texts).toContain('=HYPERLINK("http://x") Алла-1 Сергеевна');
  expect(sheet).not.toContain('<f>');
});

test('кто выбрал английский, выгружает по-английски: столбцы, услуги, состояния; люди – как записаны', async () => {
  const dispatcher = await server.login('dispatcher');
  expected(await dispatcher.patch('/api/me/preferences', { locale: 'en' }), 204);
  const content = { ...all, columns: ['number', 'applicant', 'service', 'state', 'source'] };
  const made = await finished(dispatcher, { format: 'csv', content });
  const [head, row = ''] = (await dispatcher.get(`/api/me/exports/${made.id}/content`)).text.split('\r\n');
  expect(head?.slice(1)).toBe('Number;Applicant;Service;Status;Source');
  expect(row).toContain('Ёлкина');
  expect(row).toMatch(/;Urban development plan of a land plot;Registered;Employee$/);
});

test('много страниц: каждая строка один раз; выгружает то, что видит сам', async () => {
  await server.database.asOwner(async (trx) => {
    const { id } = await trx('application').where({ state: 'draft' }).first('id');
    const { rows: columns } = await trx.raw(
      `select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns
       where table_name = 'application' and is_generated = 'NEVER' and column_name not in ('id', 'creation_key', 'list_address')`,
    );
    await trx.raw(
      `insert into application (list_address, ${columns[0].list})
       select 'дом ' || n, ${columns[0].list} from application, generate_series(1, 2500) n where id = ?`,
      [id],
    );
  });
  const content = { ...all, sort: 'address', columns: ['address'] };
  const made = await finished(monitor, { format: 'csv', content });
  expect(made).toMatchObject({ status: 'done', found: 2502, done: 2502 });
  const { text } = await monitor.get(`/api/me/exports/${made.id}/content`);
  const copies = text.split('\r\n').filter((line) => line.includes('дом '));
  expect(copies).toHaveLength(2500);
  expect(new Set(copies).size).toBe(2500);
  const dispatcher = await server.login('dispatcher');
  expect(await finished(dispatcher, { format: 'csv', content })).toMatchObject({ found: 1, done: 1 });
  expect((await dispatcher.get(`/api/me/exports/${made.id}/content`)).status).toBe(404);
  expect((await dispatcher.delete(`/api/me/exports/${made.id}`)).status).toBe(404);
});

test('кто и сколько выгрузил и скачал – в журнале доступа', async () => {
  await server.deps.accessLog.flush();
  const me = expected(await monitor.get('/api/me')).user.id;
  const rows = await server.database.asOwner((trx) =>
    trx('access_log').where({ user_id: me, subject_kind: 'export' }).orderBy('id').select('action', 'subject_id'),
  );
  expect(rows.map(({ action }) => action)).toEqual(['export', 'download']);
  expect(rows[0].subject_id).toMatch(/csv: 2502$/);
});

test('через сутки её нет, и скачать её уже нельзя', async () => {
  const made = await finished(registrar, { format: 'csv', content: all });
  server.clock.advance(24 * 60 * 60 * 1000);
  const fresh = await server.login('registrar');
  expect((await fresh.get(`/api/me/exports/${made.id}/content`)).status).toBe(404);
  const { deps } = server;
  await deps.database.asOwner((trx) => deps.jobs.enqueue(trx, { name: 'list-export-cleaning', data: {} }));
  const left = () => deps.database.asOwner((trx) => trx('list_export_part').select('export_id'));
  await vi.waitUntil(async () => (await left()).length === 0, { timeout: 60_000, interval: 50 });
});

test.each([
  [{ format: 'pdf', content: all }, 400],
  [{ format: 'csv', content: { ...all, sort: 'answers' } }, 400],
  [{ format: 'csv', content: { ...all, columns: ['passport'] } }, 400],
])('отказано: %j', async (body, status) => {
  const client = await server.login('executor');
  expect((await client.post('/api/me/exports', body)).status).toBe(status);
});

test('того, чего нет на рабочем месте, выгрузка не находит и говорит об этом', async () => {
  const client = await server.login('executor');
  const made = await finished(client, { format: 'csv', content: { ...all, tab: 'absent' } });
  expect(made).toMatchObject({ status: 'failed', reason: expect.stringContaining('absent') });
  const retried = expected(await client.post(`/api/me/exports/${made.id}/retry`));
  expect(retried.items[0]).toMatchObject({ id: made.id, reason: null });
  await vi.waitUntil(async () => (await newest(client)).status === 'failed', { timeout: 60_000, interval: 50 });
});

test('два нажатия – одна выгрузка; тот же ключ у другого сотрудника – другая', async () => {
  monitor = await server.login('monitor');
  const body = { key: randomUUID(), format: 'csv', content: all };
  const before: ListExport[] = expected(await monitor.get('/api/me/exports')).items;
  const answers = await Promise.all([1, 2].map(() => monitor.post('/api/me/exports', body)));
  for (const answer of answers) expect(expected(answer, 201).items).toHaveLength(before.length + 1);
  const made = await newest(monitor);
  await vi.waitUntil(async () => (await newest(monitor)).finishedAt !== null, { timeout: 60_000, interval: 50 });
  expect(expected(await monitor.post('/api/me/exports', body), 201).items[0]).toMatchObject({ id: made.id });
  const other = await server.login('dispatcher');
  expect((await finished(other, body)).id).not.toBe(made.id);
});

test('задание умерло: сказано, что не удалось и что делать; «повторить» делает её один раз', async () => {
  const { jobs } = server.deps;
  await jobs.stop();
  const ask = async (): Promise<string> =>
    expected(await monitor.post('/api/me/exports', { format: 'csv', content: all }), 201).items[0].id;
  const died = [await ask(), await ask(), await ask()];
  expect((await monitor.post('/api/me/exports', { format: 'csv', content: all })).status).toBe(409);
  await killJobsOf(server, ...died);
  // Three at once are being made at most: those that died are not.
  const made = await ask();
  await vi.waitUntil(async () => (await newest(monitor)).status === 'done', { timeout: 60_000, interval: 50 });
  for (const other of [made, ...died.slice(0, 2)]) expected(await monitor.delete(`/api/me/exports/${other}`));
  const [, , id] = died;
  expect(await newest(monitor)).toMatchObject({ id, status: 'failed', reason: expect.stringContaining('Повторите') });
  expect((await jobs.parked({ limit: 9 })).map(({ data }) => data)).toContainEqual(expect.objectContaining({ id }));
  const stranger = await server.login('dispatcher');
  expect((await stranger.post(`/api/me/exports/${id}/retry`)).status).toBe(404);
  const retried = await Promise.all([1, 2].map(() => monitor.post(`/api/me/exports/${id}/retry`)));
  for (const answer of retried) expect(expected(answer).items[0]).toMatchObject({ id, reason: null });
  await vi.waitUntil(async () => (await newest(monitor)).status === 'done', { timeout: 60_000, interval: 50 });
  expect((await jobs.parked({ limit: 9 })).map(({ data }) => data)).not.toContainEqual(expect.objectContaining({ id }));
  const { rows } = await server.database.execute(
    `select state from pgboss.job where name = 'list-export' and data ->> 'id' = $1`,
    [id],
  );
  expect(rows).toHaveLength(2);
  expect(expected(await monitor.post(`/api/me/exports/${id}/retry`)).items[0]).toMatchObject({ id, status: 'done' });
});
