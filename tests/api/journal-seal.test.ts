import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BrokenSeal, type SealingDeps, sealJournal } from '../../core/src/journal/commands.ts';
import { sealKey } from '../../core/src/journal/seal.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import type { TestDatabase } from '../support/database.ts';
import { createJournal, type JournalFixture } from '../support/journal-fixture.ts';
import { appendToAll, tamper, where } from '../support/journal-tampering.ts';

const APPLICATIONS = 200;
const EVENTS = 20;
const now = new Date('2026-11-20T23:59:00Z');

let journal: JournalFixture;
let database: TestDatabase;
let applications: readonly string[];
let deps: SealingDeps;
let folder: string;

beforeAll(async () => {
  journal = await createJournal(APPLICATIONS, EVENTS);
  ({ database, applications, folder, deps } = journal);
});
afterAll(() => journal.drop());
beforeEach(() => journal.reset());

describe('печать', () => {
  const cut = (id: string, after: number) => [
    `create table kept as select * from application_event where application_id = '${id}' and seq > ${after}`,
    `delete from application_event where application_id = '${id}' and seq > ${after}`,
  ];
  const uncut = ['insert into application_event overriding system value select * from kept', 'drop table kept'];

  test('отрезанный конец без печати не виден, с печатью назван', async () => {
    const id = applications[123] ?? '';
    await tamper(database, ...cut(id, 15));
    expect((await verifyJournal(deps)).ok).toBe(true);
    await tamper(database, ...uncut);
    await sealJournal(deps, now);
    await tamper(database, ...cut(id, 15));
    const report = await verifyJournal(deps);
    await tamper(database, ...uncut);
    expect(report).toMatchObject({
      ok: false,
      firstBadRow: { applicationId: id, seq: 16, problem: 'cutTail', seal: 1, day: '2026-11-20' },
    });
    expect(await verifyJournal(deps)).toMatchObject({ ok: true, seals: 1, sealedUntil: now });
  });

  test('цепочка, пересчитанная заново, не совпадает с печатью', async () => {
    const id = applications[9] ?? '';
    await sealJournal(deps, now);
    await tamper(database, `create table kept as select * from application_event where application_id = '${id}'`);
    await tamper(
      database,
      `update application_event set type = 'forged' where ${where(id, 18)}`,
      `do $$ declare e record; previous bytea; begin
         for e in select * from application_event where application_id = '${id}' order by seq loop
           previous := event_chain_hash(previous, e.payload_hash, e.application_id, e.organisation_id, e.seq, e.actor_id, e.at, e.type);
           update application_event set chain_hash = previous where id = e.id;
         end loop; end $$`,
    );
    const report = await verifyJournal(deps);
    await tamper(
      database,
      `delete from application_event where application_id = '${id}'`,
      'insert into application_event overriding system value select * from kept',
      'drop table kept',
    );
    expect(report).toMatchObject({
      badRows: 0,
      firstBadRow: { applicationId: id, seq: EVENTS, problem: 'sealMismatch' },
    });
  });

  test('следующая держит только то, что изменилось, и продолжает прежнюю', async () => {
    const first = await sealJournal(deps, now);
    expect(first.heads).toHaveLength(APPLICATIONS);
    const changed = applications.slice(10, 13);
    await appendToAll(database, changed, 1);
    const second = await sealJournal(deps, now);
    expect(second.heads.map(({ applicationId }) => applicationId)).toEqual(changed);
    expect(second).toMatchObject({ number: 2, previous: first.digest });
    expect(await verifyJournal(deps)).toMatchObject({ ok: true, seals: 2 });
    await tamper(database, ...cut(changed[1] ?? '', EVENTS));
    const report = await verifyJournal(deps);
    await tamper(database, ...uncut);
    expect(report.firstBadRow).toMatchObject({
      applicationId: changed[1],
      seq: EVENTS + 1,
      problem: 'cutTail',
      seal: 2,
    });
  });

  test('несколько процессов печатают по очереди', async () => {
    const seals = await Promise.all([1, 2, 3].map(() => sealJournal(deps, now)));
    expect(seals.map(({ number }) => number).toSorted()).toEqual([1, 2, 3]);
    expect(await verifyJournal(deps)).toMatchObject({ ok: true, seals: 3 });
  });

  test.each([
    [
      'файл исправлен',
      'sealForged',
      async (file: string) => rewrite(file, (text) => text.replace('heads 2', 'heads 1')),
    ],
    ['файл удалён', 'sealFileMissing', async (file: string) => rm(file)],
    [
      'печать удалена из базы',
      'sealRowMissing',
      async () => tamper(database, 'delete from journal_seal where number = 2'),
    ],
    [
      'печать в базе исправлена',
      'sealRowDiffers',
      async () => tamper(database, 'update journal_seal set heads = 0, content = upper(content) where number = 2'),
    ],
  ])('%s – замечено', async (_, problem, spoil) => {
    await sealJournal(deps, now);
    await appendToAll(database, applications.slice(0, 2), 1);
    await sealJournal(deps, now);
    await spoil(join(folder, '000002.txt'));
    const report = await verifyJournal(deps);
    expect(report.ok).toBe(false);
    expect(report.sealProblems).toEqual([{ number: 2, problem }]);
  });

  test('печать с другим ключом не признаётся', async () => {
    await sealJournal(deps, now);
    const report = await verifyJournal({ ...deps, key: sealKey('another secret of thirty-two characters') });
    expect(report.sealProblems).toEqual([{ number: 1, problem: 'sealForged' }]);
  });

  test('вынутая из середины замечена', async () => {
    for (let n = 0; n < 3; n += 1) await sealJournal(deps, now);
    await tamper(database, 'delete from journal_seal where number = 2');
    await rm(join(folder, '000002.txt'));
    expect((await verifyJournal(deps)).sealProblems).toEqual([{ number: 3, problem: 'sealOutOfChain' }]);
  });

  test('после сбоя между файлом и базой печать принимается из файла, номер не повторяется', async () => {
    await sealJournal(deps, now);
    await tamper(database, 'delete from journal_seal');
    const next = await sealJournal(deps, now);
    expect(next.number).toBe(2);
    expect(await readdir(folder)).toEqual(['000001.txt', '000002.txt']);
    expect(await verifyJournal(deps)).toMatchObject({ ok: true, seals: 2 });
  });

  test('над испорченной новая не ставится', async () => {
    await sealJournal(deps, now);
    await rewrite(join(folder, '000001.txt'), (text) => text.replace('2026', '2025'));
    await expect(sealJournal(deps, now)).rejects.toThrow(BrokenSeal);
  });
});

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(change(text)).not.toBe(text);
  await chmod(file, 0o600);
  await writeFile(file, change(text));
}
