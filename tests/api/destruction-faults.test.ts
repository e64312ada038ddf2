import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard, DestructionAct } from '../../core/src/api.gen.ts';
import { takeContents } from '../../core/src/destruction/contents.ts';
import { runDestruction } from '../../core/src/destruction/run.ts';
import { sparingBy } from '../../core/src/file/sweep/rows.ts';
import { type DestructionDesk, keptFiveYears, openDesk } from '../support/destruction-desk.ts';
import { expected, readCard } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

const HOUR = 60 * 60 * 1000;
/** Nothing works but what the test itself calls. */
let server: TestServer;
let desk: DestructionDesk;
beforeAll(async () => {
  server = await startServer({ works: false, quiet: true });
  desk = await openDesk(server);
  await desk.republish(keptFiveYears);
});
afterAll(() => server?.close());

const never = new AbortController().signal;
const place = ({ act: { id } }: DestructionAct) => ({ id, organisationId: desk.organisationId });
const open = (key: string) => server.deps.files.open(key).then(buffer);

/** A case whose term is over and that has one file of these words; its content's key. */
async function withFile(content: string): Promise<{ card: ApplicationCard; key: string }> {
  const card = await desk.overCase('2024-01-01', { attach: content });
  const { rows } = await server.database.execute(
    `select storage_key as key from file where application_id = $1 and purpose = 'attachment'`,
    [card.id],
  );
  await desk.endedOn(card, '2015-05-05');
  return { card, key: (rows as { key: string }[])[0]?.key ?? '' };
}

async function approved(): Promise<DestructionAct> {
  const drawn: DestructionAct = expected(await desk.drawUp(), 201);
  return expected(await desk.approve(drawn));
}

/** Approved, and the rows destroyed: contents are left. */
async function erased(): Promise<DestructionAct> {
  const act = await approved();
  await runDestruction(server.deps, place(act), never);
  return desk.view(act.act.id);
}

test('прерванное посередине продолжается с того же места, и ничего не делается дважды', async () => {
  const cards = [await desk.overCase(), await desk.overCase(), await desk.overCase()];
  const act = await approved();
  const cut = new AbortController();
  const { clock } = server.deps;
  let rows = 0;
  // Each case asks the time once: after the second one the process goes down.
  const counting = {
    ...server.deps,
    clock: () => {
      rows += 1;
      if (rows === 2) cut.abort();
      return clock();
    },
  };
  await expect(runDestruction(counting, place(act), cut.signal)).rejects.toThrow();
  expect((await desk.view(act.act.id)).act).toMatchObject({ status: 'running', counts: { done: 2, waiting: 1 } });
  await runDestruction(server.deps, place(act), never);
  expect((await desk.view(act.act.id)).act.counts).toEqual({ waiting: 0, excluded: 0, done: 3, kept: 0 });
  for (const { id } of cards) {
    const { items } = expected(await desk.clerk.get(`/api/applications/${id}/history?limit=200`));
    expect(items.filter(({ type }: { type: string }) => type === 'destroyed')).toHaveLength(1);
  }
  // Once more, by a second worker that was late: nothing is left to do.
  await runDestruction(server.deps, place(act), never);
  expect((await desk.view(act.act.id)).act.counts.done).toBe(3);
});

test('два исполнителя сразу уничтожают каждую заявку один раз', async () => {
  const cards = [await desk.overCase(), await desk.overCase(), await desk.overCase(), await desk.overCase()];
  const act = await approved();
  await Promise.all([1, 2].map(() => runDestruction(server.deps, place(act), never)));
  expect((await desk.view(act.act.id)).act.counts.done).toBe(cards.length);
  const { rows } = await server.database.execute(
    `select count(*)::int as count from application_event where type = 'destroyed' and application_id = any($1)`,
    [cards.map(({ id }) => id)],
  );
  expect(rows).toEqual([{ count: cards.length }]);
});

test('содержимое, которое есть и у другой заявки, остаётся у неё, а своё уходит', async () => {
  const same = `общее ${randomUUID()}`;
  const other = await desk.overCase('2024-01-01', { attach: same });
  const { key } = await withFile(same);
  const act = await erased();
  server.clock.advance(HOUR);
  await takeContents(server.deps, place(act), never);
  const done = await desk.view(act.act.id);
  expect(done).toMatchObject({ act: { status: 'done' }, files: { waiting: 0 } });
  expect(done.files.shared).toBe(1);
  expect(done.files.removed).toBeGreaterThan(0);
  expect((await open(key)).toString()).toBe(same);
  expect((await readCard(desk.clerk, other.id)).files.map(({ name }) => name)).toContain('план.txt');
});

test('раньше часа содержимое не трогают; которое за это время загружают снова – достаётся тому, кто загрузил', async () => {
  const words = `то же самое ${randomUUID()}`;
  const { key } = await withFile(words);
  const act = await erased();
  await takeContents(server.deps, place(act), never);
  expect((await open(key)).toString()).toBe(words);
  // Somebody is just putting the same bytes: kept, and no row names them yet.
  const received = await server.deps.files.receive(Readable.from([Buffer.from(words)]), 1_000);
  expect(await received.keep(sparingBy(server.deps.database))).toBe(key);
  server.clock.advance(HOUR);
  await takeContents(server.deps, place(act), never);
  expect((await open(key)).toString()).toBe(words);
  expect(await desk.view(act.act.id)).toMatchObject({ act: { status: 'contents' }, files: { waiting: 1 } });
  // They never named it: after another hour nobody has it any more.
  server.clock.advance(HOUR);
  await takeContents(server.deps, place(act), never);
  await expect(open(key)).rejects.toThrow();
  expect((await desk.view(act.act.id)).act.status).toBe('done');
});

test('хранилище, которое не даёт удалять, названо словами, и акт ждёт', async () => {
  const { key } = await withFile(`остаётся ${randomUUID()}`);
  const act = await erased();
  server.clock.advance(HOUR);
  const refusing = { ...server.deps, files: { ...server.deps.files, remove: async () => false } };
  await takeContents(refusing, place(act), never);
  const standing = await desk.view(act.act.id);
  expect(standing).toMatchObject({
    act: { status: 'contents' },
    trouble: expect.stringContaining('не даёт удалять'),
    stopped: false,
  });
  expect((await open(key)).length).toBeGreaterThan(0);
  server.clock.advance(HOUR);
  await takeContents(server.deps, place(act), never);
  expect(await desk.view(act.act.id)).toMatchObject({ act: { status: 'done' }, trouble: null });
  await expect(open(key)).rejects.toThrow();
});
