import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Transaction } from '../../core/src/db.ts';
import { createLog } from '../../core/src/log.ts';
import {
  type Claim,
  ClaimLost,
  claimEntries,
  failClaim,
  finishClaim,
  holdClaim,
  type NewEntry,
  postponeClaim,
  putEntry,
  renewLease,
  repeatEntry,
} from '../../core/src/outbox/rows.ts';
import { type OutboxWorkerOptions, openOutboxWorker } from '../../core/src/outbox/worker.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let arch = '';
let zem = '';
beforeAll(async () => {
  database = await createTestDatabase();
  [arch = '', zem = ''] = await Promise.all(['arch', 'zem'].map(newBody));
});
afterAll(() => database.drop());
beforeEach(() => database.execute('delete from outbox'));

async function newBody(code: string): Promise<string> {
  const { rows } = await database.execute(
    `insert into organisation (code, title, short_title, mnemonic, kind, workplace) values ($1, $1, $1, $1, 'omsu', 'w')
     returning id`,
    [code],
  );
  return (rows as { id: string }[])[0]?.id ?? '';
}

const now = new Date('2026-03-02T09:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);

async function put(changes: Partial<NewEntry> = {}): Promise<string> {
  const ownerId = randomUUID();
  const entry = { organisationId: arch, topic: 'mail', lane: 'one', ownerId, dueAt: now, ...changes };
  await database.inBodies([arch], (trx) => putEntry(trx, entry));
  return ownerId;
}

const claim = (changes: Partial<Parameters<typeof claimEntries>[1]> = {}) =>
  claimEntries(database, { topic: 'mail', node: 'a', now, limit: 10, perLane: 3, leaseSeconds: 60, ...changes });

async function claimOne(): Promise<Claim> {
  const [one, ...others] = await claim();
  if (one === undefined || others.length > 0) throw new Error('not exactly one entry is due');
  return one;
}

const inArch = <T>(work: (trx: Transaction) => Promise<T>) => database.inBodies([arch], work);
/** As if the worker had been stopped for longer than its lease. */
const letLeasesRunOut = () =>
  database.execute("update outbox set lease_until = clock_timestamp() - interval '1 second'");

describe('запись', () => {
  test('отменённой транзакции не остаётся', async () => {
    const failing = inArch(async (trx) => {
      await putEntry(trx, { organisationId: arch, topic: 'mail', lane: 'one', ownerId: randomUUID(), dueAt: now });
      throw new Error('отмена');
    });
    await expect(failing).rejects.toThrow('отмена');
    expect(await claim()).toEqual([]);
  });

  test('чужого ведомства не ставится, не видна и не меняется', async () => {
    await expect(put({ organisationId: zem })).rejects.toMatchObject({ code: '42501' });
    await put();
    const foreign = await database.inBodies([zem], async (trx) => [
      await trx('outbox').select('id'),
      await trx('outbox').update({ done_at: now }),
    ]);
    expect(foreign).toEqual([[], 0]);
    await expect(inArch((trx) => trx('outbox').delete())).rejects.toMatchObject({ code: '42501' });
  });

  test('одна на предмет', async () => {
    const ownerId = await put();
    await expect(put({ ownerId })).rejects.toMatchObject({ code: '23505' });
  });

  test('до своего времени не берётся, другой темы – тоже', async () => {
    await put({ dueAt: later(1) });
    await put({ topic: 'other' });
    expect(await claim()).toEqual([]);
    expect(await claim({ now: later(1) })).toHaveLength(1);
  });
});

describe('взятие', () => {
  test('десять работников разом берут каждую запись один раз, и не больше предела на получателя', async () => {
    for (const lane of ['one', 'two', 'three']) for (let n = 0; n < 12; n += 1) await put({ lane });
    const taken = (await Promise.all(Array.from({ length: 10 }, (_, n) => claim({ node: `n${n}`, limit: 4 })))).flat();
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    const perLane = Object.groupBy(taken, ({ lane }) => lane);
    expect(Object.values(perLane).map((group) => group?.length)).toEqual([3, 3, 3]);
  });

  test('получатель, у которого ждёт много, не задерживает другого', async () => {
    await database.execute(
      `insert into outbox (organisation_id, topic, lane, owner_id, due_at)
       select $1, 'mail', 'dead', gen_random_uuid(), $2::timestamptz - interval '1 hour' from generate_series(1, 5000)`,
      [arch, now],
    );
    const ownerId = await put({ lane: 'live' });
    const taken = await claim({ limit: 2, perLane: 1 });
    expect(taken.map(({ lane }) => lane).sort()).toEqual(['dead', 'live']);
    expect(taken.find(({ lane }) => lane === 'live')?.ownerId).toBe(ownerId);
    expect(await claim({ limit: 2, perLane: 1 })).toEqual([]);
  });

  test('исполненная освобождает место в полосе', async () => {
    const [first, second] = [await put(), await put({ dueAt: later(1) })];
    const take = () => claim({ perLane: 1, now: later(1) });
    const [one] = await take();
    expect([one?.ownerId, await take()]).toEqual([first, []]);
    await inArch((trx) => finishClaim(trx, one as Claim, now));
    expect((await take()).map(({ ownerId }) => ownerId)).toEqual([second]);
  });
});

describe('работник, остановленный дольше срока аренды', () => {
  test('не запишет ничего: записью владеет следующий', async () => {
    await put();
    const first = await claimOne();
    await letLeasesRunOut();
    const second = await claimOne();
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    const late = [
      holdClaim,
      (trx: Transaction, held: Claim) => finishClaim(trx, held, now),
      (trx: Transaction, held: Claim) => postponeClaim(trx, held, { dueAt: now, error: 'поздно' }),
      (trx: Transaction, held: Claim) => failClaim(trx, held, { now, error: 'поздно' }),
    ];
    for (const write of late) await expect(inArch((trx) => write(trx, first))).rejects.toBeInstanceOf(ClaimLost);
    expect(await renewLease(database, first, 60)).toBe(false);
    await inArch((trx) => finishClaim(trx, second, now));
    await expect(inArch((trx) => holdClaim(trx, second))).rejects.toBeInstanceOf(ClaimLost);
  });

  test('пока его последняя транзакция держит запись, другой её не берёт и не ждёт', async () => {
    await put();
    const first = await claimOne();
    await letLeasesRunOut();
    await inArch(async (trx) => {
      await holdClaim(trx, first);
      expect(await claim()).toEqual([]);
      await finishClaim(trx, first, now);
    });
    expect(await claim()).toEqual([]);
  });

  test('живой продлевает аренду', async () => {
    await put();
    const held = await claimOne();
    await letLeasesRunOut();
    expect(await renewLease(database, held, 60)).toBe(true);
    expect(await claim()).toEqual([]);
  });
});

test('отложенная ждёт срока; отставленная – человека, и повтор начинает попытки заново', async () => {
  const ownerId = await put();
  const first = await claimOne();
  await inArch((trx) => postponeClaim(trx, first, { dueAt: later(5_000), error: 'не отвечает' }));
  expect(await claim()).toEqual([]);
  const [second] = await claim({ now: later(5_000) });
  expect(second).toMatchObject({ attempt: 2, tries: 2 });
  expect(await inArch((trx) => repeatEntry(trx, { topic: 'mail', ownerId }, now))).toBe(false);
  await inArch((trx) => failClaim(trx, second as Claim, { now, error: 'не отвечает' }));
  expect(await claim({ now: later(1e9) })).toEqual([]);
  expect(await database.inBodies([zem], (trx) => repeatEntry(trx, { topic: 'mail', ownerId }, now))).toBe(false);
  expect(await inArch((trx) => repeatEntry(trx, { topic: 'mail', ownerId }, now))).toBe(true);
  expect(await claimOne()).toMatchObject({ attempt: 3, tries: 1 });
});

describe('работник', () => {
  const lines: string[] = [];
  const log = createLog('error', { write: (line) => void lines.push(JSON.parse(line).msg) });

  async function started(changes: Partial<OutboxWorkerOptions> & Pick<OutboxWorkerOptions, 'handle'>) {
    const patience = { first: 1_000, longest: 1_000, most: 2 };
    const limits = { limit: 4, perLane: 2, leaseSeconds: 60, patience };
    const worker = openOutboxWorker({ database, clock: () => now, log, topic: 'mail', ...limits, ...changes });
    await worker.start();
    onTestFinished(() => worker.stop());
    return worker;
  }
  const state = async () =>
    (await database.execute('select tries, due_at, lease_until, done_at, failed_at, last_error from outbox')).rows[0];

  test('берётся за положенное сразу после транзакции', async () => {
    const done: string[] = [];
    const finish = async (held: Claim) => {
      await inArch((trx) => finishClaim(trx, held, now));
      done.push(held.ownerId);
    };
    await started({ handle: finish });
    const put2 = [await put(), await put()];
    await vi.waitFor(() => expect(done.toSorted()).toEqual(put2.toSorted()), { timeout: 30_000, interval: 10 });
  });

  test('сбой обработчика откладывает запись, последний – отставляет её', async () => {
    let at = now;
    const worker = await started({ clock: () => at, handle: () => Promise.reject(new Error('сломан')) });
    await put();
    await vi.waitFor(async () => expect(await state()).toMatchObject({ tries: 1, lease_until: null }), 30_000);
    expect((await state()) as { due_at: Date }).toMatchObject({
      failed_at: null,
      last_error: expect.stringMatching(/^Внутр/),
    });
    at = later(2_000);
    worker.wake();
    await vi.waitFor(async () => expect(await state()).toMatchObject({ tries: 2, failed_at: at }), 30_000);
    expect(lines).toEqual(['outbox', 'outbox']);
  });

  test('при потере аренды прерывает работу и ничего не пишет', async () => {
    const aborted: boolean[] = [];
    const handle = async (_held: Claim, signal: AbortSignal) => {
      await database.execute('update outbox set attempt = attempt + 1'); // another has taken it
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      aborted.push(signal.aborted);
      throw new Error('прервано');
    };
    await started({ leaseSeconds: 1, handle, limit: 1 });
    await put();
    await vi.waitFor(() => expect(aborted.length).toBeGreaterThan(0), 30_000);
    expect(await state()).toMatchObject({ last_error: null });
  });

  test('записи убитого процесса ждут конца его аренды и достаются другому', async () => {
    const victim = fork(new URL('../support/outbox-victim.ts', import.meta.url), [database.url], { stdio: 'inherit' });
    onTestFinished(() => void victim.kill('SIGKILL'));
    await put({ topic: 'deadly' });
    expect(await once(victim, 'message')).toEqual([{ attempt: 1 }, undefined]);
    const ended = once(victim, 'exit');
    victim.kill('SIGKILL');
    await ended;
    const taken: number[] = [];
    const handle = async (held: Claim) => {
      await inArch((trx) => finishClaim(trx, held, now));
      taken.push(held.attempt);
    };
    await started({ topic: 'deadly', handle });
    await vi.waitFor(() => expect(taken).toEqual([2]), 30_000);
  });
});
