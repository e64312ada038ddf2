import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type CaseHistory,
  type DoneOnCase,
  doneOn,
  listedHistoryColumns,
} from '../../core/src/application/application.model.ts';
import { withAround } from '../../core/src/application/around.ts';
import { askWholeCard, readCase } from '../../core/src/application/queries.ts';
import type { Transaction } from '../../core/src/db.ts';
import { readDemo, seedDemo } from '../../core/src/demo/seed.ts';
import { appendEvent } from '../../core/src/journal/rows.ts';
import { sealKey } from '../../core/src/journal/seal.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import { openStorage } from '../../core/src/storage.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { toldHistoryColumns } from '../support/told-history.ts';

let server: TestServer;
let shown: number;
beforeAll(async () => {
  server = await startServer();
  shown = (await readDemo(server.deps.config.definitionsDir)).applications.length;
});
afterAll(() => server.close());

const seed = () => seedDemo(server.deps, server.deps.config.definitionsDir);
const applications = () =>
  server.database.asOwner((trx) => trx('application').orderBy('created_at').select('id', 'state', 'version', 'number'));

test('новичок видит живой реестр: заявки во всех состояниях, с номерами, решениями и сроками', async () => {
  const logins = await seed();
  expect(logins.users.map(({ login }) => login)).toContain('registrar');
  const states = new Set((await applications()).map(({ state }) => state));
  expect([...states].toSorted()).toEqual(
    [
      'approvingGrant',
      'approvingRefusal',
      'closed',
      'deciding',
      'draft',
      'granted',
      'inWork',
      'new',
      'refused',
      'registered',
      'rework',
      'signing',
    ].toSorted(),
  );
  expect(await applications()).toHaveLength(shown);
  expect(server.log.filter(({ msg }) => msg === 'demo case was refused')).toEqual([]);
  const registrar = await server.login('registrar');
  const { body } = await registrar.get('/api/applications?limit=50');
  expect(body.items.length).toBeGreaterThan(15);
});

test('второй запуск ничего не повторяет', async () => {
  const before = await applications();
  await seed();
  expect(await applications()).toEqual(before);
});

test('журнал всех показанных заявок цел', async () => {
  const { config, database, log } = server.deps;
  const { seals } = await openStorage(config, log);
  const report = await verifyJournal({ database, seals, key: sealKey(config.secretKey) });
  expect(report).toMatchObject({ ok: true, badRows: 0 });
  expect(report.rows).toBeGreaterThan(shown * 2);
});

/** What a row's marks say, and what really lies in the tables. */
const HANGING = `
  select (a.hangs & 1 <> 0) = exists (select from application_event e where e.application_id = a.id and e.type like 'action:%')
    and (a.hangs & 1 <> 0) = (a.done is not null)
    and (a.hangs & 2 <> 0) = exists (select from decision d where d.application_id = a.id)
    and (a.hangs & 4 <> 0) = exists (select from file f where f.application_id = a.id)
    and (a.hangs & 8 <> 0) = exists (select from received_document p where p.application_id = a.id)
    and (a.hangs & 16 <> 0) = exists (select from clock_entry c where c.application_id = a.id)
    and (a.hangs & 32 <> 0) = (exists (select from request r where r.application_id = a.id)
      or exists (select from outbox o where o.owner_id = a.id and o.topic = 'requestStart'))
    and (a.hangs & 64 <> 0) = exists (select from result_issue i where i.application_id = a.id)
    and (a.hangs & 128 <> 0) = exists (select from application p where p.parent_id = a.id) as ok, a.hangs from application a`;

/** What no case of the demonstration has, each on a case of its own: two of the six are thereby waiting for requests. */
async function hangTheRest(trx: Transaction): Promise<{ readonly awaiting: readonly string[] }> {
  const cases = await trx('application').whereNotNull('registered_at').whereNull('closed_at').orderBy('id').limit(6);
  const [asking, answered, starting, issued, parent, papers] = cases.map((one) => ({
    ...{ organisation_id: one.organisation_id, application_id: one.id },
    ...{ at: { user: one.creator_id, version: one.service_version_id } },
  }));
  if (!asking || !answered || !starting || !issued || !parent || !papers) throw new Error('six open cases are needed');
  for (const [{ at, ...own }, status] of [[asking, 'waiting'] as const, [answered, 'answered'] as const]) {
    const kind = { entry: 'one', type_code: 'one', plugin: 'test', kind: 'one', kind_version: '1' };
    const by = { type_version_id: at.version, author_id: at.user, creation_key: own.application_id };
    await trx('request').insert({ ...own, ...kind, ...by, status });
  }
  const { application_id: owner_id, organisation_id } = starting;
  await trx('outbox').insert({ organisation_id, topic: 'requestStart', lane: 'one', owner_id, due_at: '2100-01-01' });
  const handing = { receiver: 'other', name: 'Носова', document: 'Паспорт', confirmation: 'Расписка' };
  const { at, ...given } = issued;
  const day = new Date(Date.UTC(2026, 0, 12));
  await trx('result_issue').insert({
    ...given,
    ...handing,
    issued_on: '2026-01-12',
    user_id: at.user,
    created_at: day,
  });
  const { at: _at, ...received } = papers;
  await trx('received_document').insert({ ...received, title: 'Паспорт', form: 'copy', sheets: 1, position: 99 });
  await trx.raw(
    `insert into application (organisation_id, service_code, service_version_id, workflow_version_id, state, phase, creator_id, parent_id)
     select organisation_id, service_code, service_version_id, workflow_version_id, 'draft', 'draft', creator_id, id
     from application where id = ?`,
    [parent.application_id],
  );
  return { awaiting: [asking.application_id, starting.application_id] };
}

test('что висит на заявке, отмечено в её строке; карточка и список узнают об истории одно и то же', async () => {
  const { awaiting, hanging, told, listed, own } = await server.database.asOwner(async (trx) => {
    const rest = await hangTheRest(trx);
    const { rows } = await trx.raw(`select a.id, ${toldHistoryColumns} from application a order by a.id`);
    const cards: object[] = [];
    for (const { id } of rows) {
      const { body: _body, decision, ...card } = await readCase(trx, id);
      cards.push({ id, ...card, decision: decision && { kind: decision.kind, status: decision.status } });
    }
    const marks = (await trx.raw(HANGING)).rows as { ok: boolean; hangs: number }[];
    const told = rows as { id: string; requestsAnswered: boolean }[];
    return { ...rest, hanging: marks, told, listed: await listedHistories(trx), own: cards };
  });
  expect(hanging.filter(({ ok }) => !ok)).toEqual([]);
  // Each kind of thing lies on some of them and not on all.
  for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
    const marked = hanging.filter(({ hangs }) => (hangs & bit) !== 0).length;
    expect([bit, marked > 0 && marked < hanging.length]).toEqual([bit, true]);
  }
  expect(own).toEqual(told);
  expect(listed).toEqual(told);
  expect(told.filter(({ requestsAnswered }) => !requestsAnswered).map(({ id }) => id)).toEqual(
    expect.arrayContaining([...awaiting]),
  );
});

/** As the rows of a list have it. */
async function listedHistories(trx: Transaction): Promise<Told[]> {
  const { rows } = await trx.raw(`select a.id, ${listedHistoryColumns} from application a order by a.id`);
  return (rows as { id: string; done: DoneOnCase }[]).map(({ done, ...row }) => ({ ...row, ...doneOn(done) }));
}

/** Of every case: as the journal has it, and as a card has it from the row; a list says the same as the journal. */
async function doneAsToldBoth() {
  const { listed, rows } = await server.database.asOwner(async (trx) => ({
    listed: (await trx.raw(`select a.id, ${toldHistoryColumns} from application a order by a.id`)).rows as Told[],
    rows: await listedHistories(trx),
  }));
  expect(rows).toEqual(listed);
  const cards: object[] = [];
  for (const { id } of listed) {
    const [[row]] = await server.database.asOwnerAtOnce([askWholeCard(id)]);
    if (row === undefined) throw new Error('a case is gone');
    cards.push({ id, ...doneOn((await withAround(server.database, row)).done) });
  }
  return { listed: listed.map(({ id, doneBy, passed }) => ({ id, doneBy, passed })), cards };
}

interface Told extends Pick<CaseHistory, 'doneBy' | 'passed'> {
  readonly id: string;
}

test('кто что сделал последним, карточка знает из строки заявки, а где строка этого не знает – из журнала', async () => {
  const { database } = server;
  const before = await doneAsToldBoth();
  expect(before.cards).toEqual(before.listed);
  const [silent] = before.listed.filter(({ passed }) => passed?.begunBy === null);
  if (silent === undefined) throw new Error('nothing was done on any case');
  const note = async (login: string) => {
    const { rows } = await database.execute(
      'select organisation_id as "organisationId", (select id from user_account where login = $2) as "actorId" from application where id = $1',
      [silent.id, login],
    );
    const [by] = rows as { organisationId: string; actorId: string }[];
    if (by === undefined) throw new Error('the case is gone');
    const event = { applicationId: silent.id, ...by, type: 'note', at: new Date(), payload: {} };
    await database.inBodies([by.organisationId], (trx) => appendEvent(trx, event));
  };
  await note('admin');
  const begun = await doneAsToldBoth();
  expect(begun.cards).toEqual(begun.listed);
  expect(begun.listed.find(({ id }) => id === silent.id)?.passed?.begunBy).toMatch(/^[А-Я]/);
  await database.execute('update application set done = null');
  expect((await doneAsToldBoth()).cards).toEqual(begun.listed);
  await note('monitor');
  expect(await doneAsToldBoth()).toEqual(begun);
  const { rows: known } = await database.execute('select id from application where done is not null');
  expect(known).toEqual([{ id: silent.id }]);
});

test('прерванный первый запуск доводится до конца', async () => {
  const own = await startServer();
  try {
    await seedDemo(own.deps, own.deps.config.definitionsDir);
    // as if it had been killed before the last five
    await own.database.asOwner(async (trx) => {
      await trx.raw('set local session_replication_role = replica');
      await trx('application')
        .whereIn('id', trx('application').orderBy('created_at', 'desc').limit(5).select('id'))
        .delete();
    });
    await seedDemo(own.deps, own.deps.config.definitionsDir);
    const rows = await own.database.asOwner((trx) => trx('application').select('id'));
    expect(rows).toHaveLength(shown);
  } finally {
    await own.close();
  }
});
