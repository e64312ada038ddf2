import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SealingDeps } from '../../core/src/journal/commands.ts';
import { type BadRow, checkChains } from '../../core/src/journal/queries.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import type { TestDatabase } from '../support/database.ts';
import { createJournal, type JournalFixture } from '../support/journal-fixture.ts';
import { numbers, tamper, tampers } from '../support/journal-tampering.ts';
import { seedOf } from '../support/seed.ts';

const APPLICATIONS = 500;
const EVENTS = 20;

let journal: JournalFixture;
let database: TestDatabase;
let applications: readonly string[];
let deps: SealingDeps;

beforeAll(async () => {
  journal = await createJournal(APPLICATIONS, EVENTS);
  ({ database, applications, deps } = journal);
});
afterAll(() => journal.drop());

test('нетронутый журнал из 10 000 записей проходит проверку', async () => {
  expect(await verifyJournal(deps)).toMatchObject({
    ok: true,
    rows: APPLICATIONS * EVENTS,
    badRows: 0,
    firstBadRow: undefined,
  });
});

describe('каждое вмешательство названо по заявке и номеру записи', () => {
  const next = numbers(seedOf(1312));
  const cases = Object.entries(tampers).flatMap(([name, kind]) =>
    Array.from({ length: 6 }, () => ({ name, kind, application: next(APPLICATIONS), seq: 1 + next(EVENTS - 1) })),
  );
  test.each(cases)('$name: заявка $application, запись $seq', async ({ kind, application, seq }) => {
    const id = applications[application] ?? '';
    await tamper(database, ...kind.spoil(id, seq));
    const { ok, firstBadRow } = await verifyJournal(deps);
    await tamper(database, ...kind.mend(id, seq));
    expect({ ok, firstBadRow }).toEqual({ ok: false, firstBadRow: { applicationId: id, seq, problem: kind.problem } });
    expect(await verifyJournal(deps)).toMatchObject({ ok: true });
  });
});

test('тысяча вмешательств сразу: найдено каждое и ничего лишнего', async () => {
  const next = numbers(seedOf(152));
  const kinds = Object.entries(tampers).filter(
    ([name]) => !['записи переставлены', 'запись вставлена', 'содержание удалено', 'запись удалена'].includes(name),
  );
  const expected: BadRow[] = [];
  const spoil: string[] = [];
  const mend: string[] = [];
  for (const applicationId of applications) {
    for (const seq of [1 + next(9), 12 + next(8)]) {
      const [, kind] = kinds[next(kinds.length)] ?? kinds[0] ?? fail();
      spoil.push(...kind.spoil(applicationId, seq));
      mend.push(...kind.mend(applicationId, seq));
      expected.push({ applicationId, seq, problem: kind.problem });
    }
  }
  await tamper(database, spoil.join(';'));
  const found = await database.asOwner((trx) => checkChains(trx, 10_000));
  await tamper(database, mend.join(';'));
  expect(expected).toHaveLength(1_000);
  expect(found).toEqual({ rows: APPLICATIONS * EVENTS, badRows: 1_000, first: expected });
  expect(await verifyJournal(deps)).toMatchObject({ ok: true });
});

function fail(): never {
  throw new Error('no kinds of tampering');
}

test('из многих нарушений названо первое', async () => {
  const [a = '', b = ''] = [applications[40], applications[300]];
  for (const [id, seq] of [
    [b, 2],
    [a, 7],
    [a, 5],
  ] as const)
    await tamper(database, ...tampers['другой тип'].spoil(id, seq));
  const report = await verifyJournal(deps);
  for (const [id, seq] of [
    [b, 2],
    [a, 7],
    [a, 5],
  ] as const)
    await tamper(database, ...tampers['другой тип'].mend(id, seq));
  expect(report).toMatchObject({ badRows: 3, firstBadRow: { applicationId: a, seq: 5 } });
});

test('журнал заявки, удалённый целиком, замечен и без печати', async () => {
  const id = applications[77] ?? '';
  await tamper(database, `create table kept as select * from application_event where application_id = '${id}'`);
  await tamper(database, `delete from application_event where application_id = '${id}'`);
  const report = await verifyJournal(deps);
  await tamper(database, 'insert into application_event overriding system value select * from kept', 'drop table kept');
  expect(report.firstBadRow).toEqual({ applicationId: id, seq: 1, problem: 'gap' });
});
