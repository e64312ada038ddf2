import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealingDeps } from '../../core/src/journal/commands.ts';
import { sealKey } from '../../core/src/journal/seal.ts';
import { openSealFolder } from '../../core/src/journal/seal-folder.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { insertApplications, insertPlace } from './database-rows.ts';
import { appendToAll, tamper } from './journal-tampering.ts';

export interface JournalFixture {
  readonly database: TestDatabase;
  /** Ids, ascending; each has as many events. */
  readonly applications: readonly string[];
  /** Where the files of the seals are. */
  readonly folder: string;
  readonly deps: SealingDeps;
  /** Takes all seals away. */
  reset(): Promise<void>;
  drop(): Promise<void>;
}

export async function createJournal(count: number, events: number): Promise<JournalFixture> {
  const database = await createTestDatabase();
  const place = await insertPlace(database);
  const applications = (await insertApplications(database, place, count)).toSorted();
  await appendToAll(database, applications, events);
  const folder = mkdtempSync(join(tmpdir(), 'reglament-seals-'));
  return {
    database,
    applications,
    folder,
    deps: { database, seals: openSealFolder(folder), key: sealKey('a secret of at least thirty-two characters') },
    async reset() {
      await rm(folder, { recursive: true, force: true });
      await tamper(database, 'delete from journal_seal');
    },
    async drop() {
      rmSync(folder, { recursive: true, force: true });
      await database.drop();
    },
  };
}
