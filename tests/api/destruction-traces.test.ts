import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { takeContents } from '../../core/src/destruction/contents.ts';
import { otherTables, places } from '../../core/src/destruction/erase/places.ts';
import { incomingPlaces } from '../../core/src/destruction/incoming/places.ts';
import { type DestructionDesk, keptFiveYears, openDesk } from '../support/destruction-desk.ts';
import { act, createApplication, expected, personNumber, plotAnswers, readCard } from '../support/factories.ts';
import { nobodySweeps } from '../support/file-store-kit.ts';
import { pdfText } from '../support/pdf-text.ts';
import { fillEveryPlace } from '../support/row-of-every-place.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tablesWith } from '../support/whole-database.ts';

const HOUR = 60 * 60 * 1000;
/** Whoever is destroyed, and words that stand nowhere else. */
const SUBJECT = 'Уничтожаева';
const WORD = 'Тайнослов';
const WORDS = [SUBJECT, WORD];

let server: TestServer;
let desk: DestructionDesk;
beforeAll(async () => {
  server = await startServer();
  desk = await openDesk(server);
  await desk.republish(keptFiveYears);
});
afterAll(() => server?.close());

async function attach(card: { id: string }, content: string, name: string): Promise<{ id: string }> {
  const path = `/api/applications/${card.id}/files?${new URLSearchParams({ name, purpose: 'attachment' })}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  return expected(await desk.clerk.send('POST', path, { body: new TextEncoder().encode(content), headers }), 201);
}

test('о каждой таблице и каждом столбце, где может быть человек, решено', async () => {
  const { rows } = await server.database.execute(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname !~ '^knex_' group by 1 order by 1`,
  );
  const tables = rows as { table: string; columns: string[] }[];
  const all = [...places, ...incomingPlaces];
  const erasedFrom = new Set(all.map(({ table }) => table));
  expect([...erasedFrom, ...Object.keys(otherTables)].toSorted()).toEqual(tables.map(({ table }) => table));
  for (const { table, erased, kept = [] } of all) {
    if (erased === 'rows') continue;
    const columns = tables.find((one) => one.table === table)?.columns.toSorted();
    expect([...Object.keys(erased), ...kept].toSorted(), table).toEqual(columns);
  }
});

test('ни в одной таблице и ни в одном файле не остаётся слов о человеке, учёт и цепочка журнала целы', async () => {
  const parts = { surname: SUBJECT, name: WORD, email: `${WORD}@example.org`, registrationAddress: `${WORD}, д. 1` };
  const applicant = personNumber(77, parts);
  const answers = plotAnswers({ landAddress: { text: `${WORD}, ул. 1`, postalCode: '432001', region: WORD } });
  const draft = await createApplication(desk.clerk, { applicant, answers });
  const file = await attach(draft, `${WORD} ${randomUUID()}`, `${WORD}.txt`);
  let card = await act(desk.clerk, await readCard(desk.clerk, draft.id), ['register', {}]);
  const question = { provider: 'zem', subject: WORD, comment: `О гражданке ${SUBJECT}` };
  const asked = { entry: 'regional', key: randomUUID(), question, send: true };
  const request = expected(await desk.clerk.post(`/api/applications/${card.id}/requests`, asked), 201);
  await vi.waitFor(
    async () => expect(expected(await desk.clerk.get(`/api/requests/${request.id}`)).status).toBe('waiting'),
    { timeout: 30_000, interval: 50 },
  );
  card = await readCard(desk.clerk, card.id);
  card = await act(desk.clerk, card, ['grant', { input: { text: 'Тайнослов: да', message: 'Тайнослов: готово' } }]);
  const input = { receiver: 'applicant', document: 'Паспорт Тайнослов', confirmation: 'receipt' };
  card = await act(desk.clerk, card, ['issue', { input, comment: WORD }]);
  await desk.endedOn(card, '2016-06-06');
  const own = await leave(`${WORD} в сообщении`);
  const userId = expected(await desk.clerk.get('/api/me')).user.id;
  const rows = {
    applicationId: card.id,
    organisationId: desk.organisationId,
    requestId: request.id,
    userId,
    fileId: file.id,
    storageKey: own,
  };
  await fillEveryPlace(server.database, rows, WORD);
  const before = (await tablesWith(server.database, WORDS)).map((one) => one.replace(/^public\.| .*$/g, ''));
  // Where nobody stands at the moment, and what needs no word to be somebody's.
  expect(before).toEqual(
    expect.arrayContaining(places.map(({ table }) => table).filter((table) => table !== 'presence')),
  );
  const keys = [...(await contentsOf(card.id)), own];

  const done = await desk.destroyed();
  // The act itself names its subject for three years; the body that was asked keeps what it was asked.
  expect(await tablesWith(server.database, WORDS)).toEqual([
    expect.stringMatching(/^public\.destruction_row /),
    expect.stringMatching(/^public\.incoming_request /),
  ]);
  expect(done.files.waiting).toBeGreaterThan(0);
  for (const key of keys) expect((await buffer(await server.deps.files.open(key))).length).toBeGreaterThan(0);
  server.clock.advance(HOUR);
  await takeContents(
    server.deps,
    { id: done.act.id, organisationId: desk.organisationId },
    new AbortController().signal,
  );
  const finished = await desk.reached(done.act.id, 'done');
  expect(finished.files).toMatchObject({ waiting: 0 });
  for (const key of keys) await expect(server.deps.files.open(key).then(buffer)).rejects.toThrow();

  const left = await readCard(desk.clerk, card.id);
  expect(left).toMatchObject({
    ...{ id: card.id, number: card.number, phase: 'granted', applicant: null, answers: {}, files: [], actions: [] },
    ...{ destroyed: { act: done.act.number }, procedures: [] },
  });
  const { items } = expected(await desk.clerk.get(`/api/applications/${card.id}/history?limit=200`));
  expect(items.at(-1)).toMatchObject({
    title: `Персональные данные уничтожены: акт № ${done.act.number}`,
    destroyed: false,
  });
  expect(items.slice(0, -1).every((one: { destroyed: boolean }) => one.destroyed)).toBe(true);
  const admin = await server.login('admin');
  expect(expected(await admin.get('/api/admin/journal/check'))).toMatchObject({
    applications: { badRows: 0 },
    administration: { firstBad: null },
  });
  const refused = await desk.clerk.patch(`/api/applications/${card.id}`, { version: card.version, answers: {} });
  expect(refused.body).toMatchObject({ status: 409, code: 'actionClosed' });
  await expect(
    server.database.execute(`update application set answers = '{"a":1}' where id = $1`, [card.id]),
  ).rejects.toThrow(/destroyed by law/);

  const pdf = await desk.archivist.get(`/api/destruction-acts/${done.act.id}/pdf`);
  const text = pdfText(pdf.bytes).replaceAll('-', '');
  for (const words of [SUBJECT, 'Причина', 'Способуничтожения', String(card.number).replaceAll('-', '')])
    expect(text).toContain(words);
  const csv = await desk.archivist.get(`/api/destruction-acts/${done.act.id}/csv`);
  expect(csv.text).toContain(SUBJECT);
  const night = { name: 'destruction-subjects', data: {} };
  server.clock.advance(3 * 366 * 24 * HOUR);
  await server.deps.database.asOwner((trx) => server.deps.jobs.enqueue(trx, night));
  await vi.waitFor(async () => expect(await tablesWith(server.database, WORDS)).toHaveLength(1), { timeout: 30_000 });
});

/** In the store, without a row of a file. */
async function leave(content: string): Promise<string> {
  const received = await server.deps.files.receive(Readable.from([Buffer.from(content)]), 1_000);
  return received.keep(nobodySweeps);
}

async function contentsOf(applicationId: string): Promise<string[]> {
  const { rows } = await server.database.execute('select storage_key as key from file where application_id = $1', [
    applicationId,
  ]);
  return (rows as { key: string }[]).map(({ key }) => key);
}
