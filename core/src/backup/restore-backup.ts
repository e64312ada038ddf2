import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import type { Database, Transaction } from '../db.ts';
import { type JournalReport, verifyJournal } from '../journal/verify.ts';
import type { Storage } from '../storage.ts';
import type { ArchiveKey } from './archive-key.ts';
import { readEntries } from './archive-reader.ts';
import { BrokenArchive, type TableShape } from './archive-shape.ts';
import { type CheckedArchive, checkArchive } from './check-archive.ts';
import { judgeTarget, RefusedRestore } from './judge-target.ts';
import { chainHeads, occupiedTables, queueVersion, steadyText, tableShapes } from './queries.ts';
import { emptyTables, liftConstraints, setSequences } from './rows.ts';
import { openTableIntake } from './table-intake.ts';

export interface RestoreDeps {
  readonly database: Database;
  readonly storage: Storage;
  readonly key: ArchiveKey;
  /** Of this program, in order. */
  readonly migrations: readonly string[];
  /** Of the journal's seals, from this installation's secret. */
  readonly sealKey: Buffer;
  /** The person knows that what the former secret protected will not open. */
  readonly otherKey: boolean;
}

export interface Restored extends CheckedArchive {
  readonly journal: JournalReport;
}

/**
 * An installation out of an archive, into an empty database and an empty store. The archive is read through and checked
 * before anything is touched; rows come in one transaction, and when it fails the tables are taken away again.
 * @throws BrokenArchive, RefusedRestore
 */
export async function restoreBackup(deps: RestoreDeps, path: string): Promise<Restored> {
  const archive = await checkArchive(path, deps.key);
  return deps.database.alone(async () => {
    judgeTarget(archive, { ...deps, occupied: await occupied(deps) });
    await deps.database.migrate(archive.head.migrations.at(-1));
    try {
      await deps.database.asOwner((trx) => load({ ...deps, trx, archive }, path));
    } catch (error) {
      await deps.database.unmigrate();
      throw error;
    }
    // What the program has learnt since the archive was made.
    await deps.database.migrate();
    const { database, storage, sealKey } = deps;
    const journal = await verifyJournal({ database, seals: storage.seals, key: sealKey });
    return { ...archive, journal };
  });
}

async function occupied({ database, storage }: RestoreDeps): Promise<string[]> {
  const found = (await database.asOwner(occupiedTables)).map(({ name, rows }) => `${name} (строк: ${rows})`);
  for (const number of await storage.seals.numbers()) found.push(`печать журнала № ${number}`);
  return found;
}

interface Loading extends RestoreDeps {
  readonly trx: Transaction;
  readonly archive: CheckedArchive;
}

async function load(loading: Loading, path: string): Promise<void> {
  const { trx, archive } = loading;
  const { head, manifest } = archive;
  await steadyText(trx);
  await compareShapes(trx, archive);
  await emptyTables(trx, head.tables);
  const restore = await liftConstraints(trx, head.tables);
  const rows = await takeEntries(loading, path);
  for (const [table, count] of Object.entries(manifest.rows)) {
    if ((rows.get(table) ?? 0) !== count)
      throw new BrokenArchive(`в таблице ${table} не столько строк, сколько в описи`);
  }
  await restore();
  await setSequences(trx, manifest.sequences);
  const chains = await chainHeads(trx);
  if (chains.applications !== manifest.chains.applications || chains.sha256 !== manifest.chains.sha256) {
    throw new BrokenArchive('концы цепочек журнала не те, что в описи');
  }
}

/** The tables that the same migrations have made here must be those of the archive. */
async function compareShapes(trx: Transaction, { head }: CheckedArchive): Promise<void> {
  const here = await queueVersion(trx);
  if (here !== head.queueVersion) {
    throw new RefusedRestore(
      `Очередь заданий в архиве версии ${head.queueVersion}, а у этой программы – ${here}. Восстановите той версией программы, которой сделан архив, затем обновите её.`,
    );
  }
  const shape = ({ name, columns }: TableShape) => `${name} (${columns.join(', ')})`;
  const own = new Set((await tableShapes(trx)).map(shape));
  const strange = head.tables.find((table) => !own.has(shape(table)));
  if (strange !== undefined) throw new BrokenArchive(`таблица ${strange.name} устроена не так, как у этой программы`);
}

/** Gives the number of rows of each table. */
async function takeEntries({ trx, storage, archive }: Loading, path: string): Promise<ReadonlyMap<string, number>> {
  const tables = openTableIntake(trx, archive.head.tables);
  try {
    for await (const { kind, content } of readEntries(path)) {
      if (kind.kind === 'table') await tables.take(kind.table, content);
      else if (kind.kind === 'seal') await storage.seals.write(kind.number, await textOf(content));
      else if (kind.kind === 'content') await takeContent(storage, content);
      else await textOf(content);
    }
    return await tables.end();
  } catch (error) {
    await tables.abort();
    throw error;
  }
}

/** A content that was damaged already lands under the name of what it is, where no row looks for it. */
async function takeContent({ files }: Storage, content: AsyncIterable<Buffer>): Promise<void> {
  const received = await files.receive(Readable.from(content), Number.MAX_SAFE_INTEGER);
  // Nobody sweeps a place that is being filled.
  await received.keep(async () => undefined);
}
