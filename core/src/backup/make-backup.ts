import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Database, Transaction } from '../db.ts';
import { checkKey } from '../file/store.ts';
import { holdContents } from '../file/sweep/rows.ts';
import type { Storage } from '../storage.ts';
import type { ArchiveKey } from './archive-key.ts';
import { ARCHIVE_FORMAT, type Head, type Manifest, names, type Part, type TableShape } from './archive-shape.ts';
import { type ArchiveWriter, openArchiveWriter } from './archive-writer.ts';
import {
  beginSnapshot,
  chainHeads,
  copyOut,
  lastSealNumber,
  migrationNames,
  queueVersion,
  sequences,
  serverVersion,
  tableShapes,
} from './queries.ts';

export interface BackupDeps {
  readonly database: Database;
  readonly storage: Storage;
  readonly key: ArchiveKey;
  readonly now: Date;
}

/**
 * Everything that the installation is, but its settings and its SECRET_KEY, into one file. All tables are of one moment;
 * the server may run meanwhile, but sweeps no file away. Files come after the tables, so that whatever a row names is among them.
 */
export async function makeBackup(deps: BackupDeps, path: string): Promise<Manifest> {
  const writer = await openArchiveWriter(path);
  try {
    const manifest = await deps.database.asOwner((trx) => writeAll({ ...deps, trx, writer }));
    const text = JSON.stringify(manifest);
    await writer.addBytes(names.manifest, Buffer.from(text));
    await writer.addBytes(names.seal, Buffer.from(deps.key.sign(text)));
    await writer.finish();
    return manifest;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

interface Writing extends BackupDeps {
  readonly trx: Transaction;
  readonly writer: ArchiveWriter;
}

async function writeAll(writing: Writing): Promise<Manifest> {
  const { trx, writer, now, key } = writing;
  await beginSnapshot(trx);
  await holdContents(trx);
  const tables = await tableShapes(trx);
  const head: Head = {
    format: ARCHIVE_FORMAT,
    createdAt: now.toISOString(),
    server: await serverVersion(trx),
    migrations: await migrationNames(trx),
    queueVersion: await queueVersion(trx),
    tables,
    keyMark: key.mark,
  };
  const parts: Part[] = [await writer.addBytes(names.head, Buffer.from(JSON.stringify(head)))];
  const rows: Record<string, number> = {};
  for (const table of tables) rows[table.name] = await writeTable(writing, table, parts);
  await writeSeals(writing, parts);
  const facts = { sequences: await sequences(trx), chains: await chainHeads(trx) };
  return { parts, rows, ...facts, ...(await writeFiles(writing)) };
}

/** Bytes. A part is gathered in memory, because a tar names the size of an entry before its content. */
const PART = 4 * 1024 * 1024;
const LINE_FEED = 10;

/** Gives the number of rows. */
async function writeTable({ trx, writer }: Writing, table: TableShape, parts: Part[]): Promise<number> {
  let number = 0;
  let rows = 0;
  for await (const chunk of chunksOf(await copyOut(trx, table), PART)) {
    number += 1;
    rows += countRows(chunk);
    parts.push(await writer.addBytes(names.tablePart(table.name, number), chunk));
  }
  return rows;
}

/** A copying that is left in the middle is read to its end: until then its connection takes nothing else. */
async function* chunksOf(source: Readable, size: number): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      gathered.push(chunk);
      length += chunk.length;
      if (length < size) continue;
      yield Buffer.concat(gathered);
      [gathered, length] = [[], 0];
    }
    if (length > 0) yield Buffer.concat(gathered);
  } finally {
    if (!source.readableEnded) await finished(source.resume()).catch(() => undefined);
  }
}

function countRows(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

/** Those that the snapshot knows: a later one would stand there without its row. */
async function writeSeals({ trx, writer, storage }: Writing, parts: Part[]): Promise<void> {
  const last = await lastSealNumber(trx);
  for (const number of (await storage.seals.numbers()).filter((one) => one <= last)) {
    const text = (await storage.seals.read(number)) ?? '';
    parts.push(await writer.addBytes(names.journalSeal(number), Buffer.from(text)));
  }
}

async function writeFiles({ writer, storage }: Writing): Promise<Pick<Manifest, 'files' | 'damaged'>> {
  let count = 0;
  let bytes = 0;
  const damaged: string[] = [];
  for await (const { key, size } of storage.files.list()) {
    checkKey(key);
    const { sha256 } = await writer.addStream(names.content(key), size, await storage.files.open(key));
    if (sha256 !== key) damaged.push(key);
    count += 1;
    bytes += size;
  }
  return { files: { count, bytes }, damaged };
}
