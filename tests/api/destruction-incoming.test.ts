import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DestructionAct } from '../../core/src/api.gen.ts';
import { takeContents } from '../../core/src/destruction/contents.ts';
import { incomingPlaces } from '../../core/src/destruction/incoming/places.ts';
import { type DestructionDesk, keptFiveYears, openDesk } from '../support/destruction-desk.ts';
import { expected, readCard } from '../support/factories.ts';
import { nobodySweeps } from '../support/file-store-kit.ts';
import { type IncomingDesk, openIncomingDesk } from '../support/incoming-desk.ts';
import { pdfText } from '../support/pdf-text.ts';
import { fillIncomingPlaces } from '../support/row-of-every-incoming-place.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tablesWith } from '../support/whole-database.ts';

const HOUR = 60 * 60 * 1000;
const INCOMING = ':incoming';
let server: TestServer;
let desk: DestructionDesk;
let inbox: IncomingDesk;
beforeAll(async () => {
  server = await startServer();
  desk = await openDesk(server);
  inbox = await openIncomingDesk(server);
  await desk.republish(keptFiveYears);
});
afterAll(() => server?.close());

const drawUp = (services: readonly string[] = [INCOMING]) => desk.drawUp(desk.archivist, services);
const never = new AbortController().signal;

async function casesOf(): Promise<{ id: string; obstacle: string | null }[]> {
  return expected(await desk.archivist.get(`/api/retention/cases?service=${encodeURIComponent(INCOMING)}&limit=200`))
    .items;
}

/** Drawn up, approved and carried out, but for the contents of files. */
async function destroyed(): Promise<DestructionAct> {
  const drawn: DestructionAct = expected(await drawUp(), 201);
  expected(await desk.approve(drawn));
  return desk.reached(drawn.act.id, 'contents', 'done');
}

describe('сколько хранятся входящие запросы', () => {
  test('обзор считает отвеченные; список называет, кто спрашивал; свежий в него не попадает', async () => {
    const fresh = await inbox.over('Свежий запрос', '2024-02-02');
    const old = await inbox.over('Давний запрос', '2014-02-03');
    const waiting = await inbox.asked('Ещё без ответа');
    const { services } = expected(await desk.archivist.get('/api/retention'));
    const found = services.find(({ code }: { code: string }) => code === INCOMING);
    expect(found).toMatchObject({ kind: 'incomingRequest', title: 'Входящие запросы', years: 5, oldest: '2014-02-03' });
    expect(found).toMatchObject({ ended: 2, over: 1 });
    expect(await casesOf()).toEqual([
      {
        ...{ kind: 'incomingRequest', id: old.id, number: String(old.number), endedOn: '2014-02-03' },
        ...{ keptUntil: '2019-12-31', outcome: 'answered', obstacle: null },
        applicant: `${old.asker.title}, № ${old.askerNumber}`,
      },
    ]);
    expect([fresh.destroyed, waiting.destroyed]).toEqual([null, null]);
  });

  test('без срока и с постоянным хранением в акт не берут, и сказано почему', async () => {
    const { incoming } = server.deps.definitions.latest('workplace', 'doverie').content;
    await inbox.republish(undefined);
    expect((await drawUp()).body).toMatchObject({ status: 409, detail: expect.stringContaining('не указан') });
    expect(await casesOf()).toEqual([]);
    await inbox.republish({ retention: { permanent: true, basis: 'Постоянно' } });
    expect((await drawUp()).body).toMatchObject({ status: 409, detail: 'Входящие запросы хранятся постоянно' });
    await inbox.republish(incoming);
    expect(await casesOf()).toHaveLength(1);
  });

  test('пока ответ передаётся, запрос в акт не входит; чужих запросов в акте не бывает', async () => {
    const [sending] = await casesOf();
    const again = `update outbox set done_at = $2, due_at = '2100-01-01' where topic = 'reply' and owner_id = $1`;
    await server.database.execute(again, [sending?.id, null]);
    expect(await casesOf()).toMatchObject([{ obstacle: 'Ответ на запрос ещё передаётся' }]);
    expect((await drawUp()).body).toMatchObject({ status: 409, code: 'stateConflict' });
    await server.database.execute(again, [sending?.id, '2026-01-12']);
    const body = await server.database.execute(`select id from organisation where code = 'zem'`);
    const own = { id: sending?.id, zem: (body.rows as { id: string }[])[0]?.id };
    await server.database.execute('update incoming_request set organisation_id = $2 where id = $1', [own.id, own.zem]);
    expect(await casesOf()).toEqual([]);
    const back = 'update incoming_request set organisation_id = $2 where id = $1';
    await server.database.execute(back, [own.id, desk.organisationId]);
  });
});

describe('акт', () => {
  test('берёт и заявки, и запросы; исключённый запрос остаётся, уничтоженный закрыт и назван по акту', async () => {
    const [kept, gone] = [await inbox.over('Останется', '2013-01-01'), await inbox.over('Исчезнет', '2013-01-02')];
    const card = await desk.overCase('2013-01-03');
    const drawn: DestructionAct = expected(await drawUp([INCOMING, 'landPlotPlan']), 201);
    const { id } = drawn.act;
    const rows = await desk.rowsOf(id);
    expect(rows.slice(0, 3)).toMatchObject([
      { kind: 'incomingRequest', application: kept.id, service: { code: INCOMING } },
      { kind: 'incomingRequest', application: gone.id, number: String(gone.number) },
      { kind: 'application', application: card.id },
    ]);
    expect((await casesOf()).find((one) => one.id === gone.id)?.obstacle).toBe(
      `Запрос уже включён в акт № ${drawn.act.number}`,
    );
    const exclusion = `/api/destruction-acts/${id}/rows/${kept.id}/exclusion`;
    const excluded = expected(await desk.archivist.post(exclusion, { reason: 'Идёт проверка' }));
    expected(await desk.approve(excluded));
    const done = await desk.reached(id, 'contents', 'done');
    expect(done.act.counts).toMatchObject({ excluded: 1, kept: 0 });
    expect((await inbox.read(kept.id)).subject).toBe('Останется');
    expect((await readCard(desk.clerk, card.id)).destroyed).toMatchObject({ act: done.act.number });

    const left = await inbox.read(gone.id);
    const told = { status: 'answered', asker: gone.asker, askerNumber: gone.askerNumber, number: gone.number };
    expect(left).toMatchObject({ ...told, subject: '', question: {}, answer: null, files: [], problems: [] });
    expect(left.destroyed).toMatchObject({ act: done.act.number });
    const refused = await inbox.clerk.post(`/api/incoming-requests/${gone.id}/take`, { version: left.version });
    expect(refused.body).toMatchObject({ status: 409, detail: expect.stringContaining('уничтожены по акту') });
    await expect(
      server.database.execute(`update incoming_request set subject = 'x' where id = $1`, [gone.id]),
    ).rejects.toThrow(/destroyed by law/);
    const log = `select action from access_log where subject_id = $1 and action = 'destroyed'`;
    expect((await server.database.execute(log, [gone.id])).rows).toHaveLength(1);

    const text = pdfText((await desk.archivist.get(`/api/destruction-acts/${id}/pdf`)).bytes);
    expect(text).toContain(`Входящийзапрос№${gone.number}`);
    expect(text.replaceAll('-', '')).toContain('Лица,названныевзапросе');
    const csv = await desk.archivist.get(`/api/destruction-acts/${id}/csv`);
    expect(csv.text).toContain(`Входящий запрос № ${gone.number}`);
    expect(csv.text).toContain(`Запрос прислал: ${gone.asker.title}, № ${gone.askerNumber}`);
    await inbox.answeredOn(kept, '2024-01-01');
  });

  test('ни в одной таблице и ни в одном файле не остаётся слов запроса', async () => {
    const word = 'Тайноответ';
    const { id } = await inbox.over('Запрос о человеке', '2014-04-04');
    const received = await server.deps.files.receive(Readable.from([Buffer.from(`${word} в файле`)]), 1_000);
    const storageKey = await received.keep(nobodySweeps);
    const { organisationId } = desk;
    await fillIncomingPlaces(server.database, { incomingId: id, organisationId, storageKey }, word);
    const before = (await tablesWith(server.database, [word])).map((one) => one.replace(/^public\.| .*$/g, ''));
    expect(before).toEqual(incomingPlaces.map(({ table }) => table).toSorted());

    const act = await destroyed();
    expect(await tablesWith(server.database, [word])).toEqual([]);
    expect(act.files.waiting).toBeGreaterThan(0);
    expect((await desk.rowsOf(act.act.id)).find(({ application }) => application === id)?.categories).toEqual(
      expect.arrayContaining(['содержание входящего запроса', 'содержание ответа на запрос', 'документы и файлы: 2']),
    );
    server.clock.advance(HOUR);
    await takeContents(server.deps, { id: act.act.id, organisationId }, never);
    await desk.reached(act.act.id, 'done');
    await expect(server.deps.files.open(storageKey).then(buffer)).rejects.toThrow();
  });

  test('что не истекло к исполнению, остаётся с причиной', async () => {
    const one = await inbox.over('Передумали', '2014-05-05');
    const drawn: DestructionAct = expected(await drawUp(), 201);
    await inbox.answeredOn(one, '2024-05-05');
    expected(await desk.approve(drawn));
    await desk.reached(drawn.act.id, 'done');
    expect(await desk.rowsOf(drawn.act.id)).toMatchObject([
      { status: 'kept', obstacle: expect.stringContaining('срок хранения изменился') },
    ]);
    expect((await inbox.read(one.id)).destroyed).toBeNull();
  });
});
