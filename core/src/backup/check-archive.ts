import { createHash } from 'node:crypto';
import type { ArchiveKey } from './archive-key.ts';
import { type Entry, readEntries } from './archive-reader.ts';
import {
  BrokenArchive,
  compareParts,
  type Head,
  type Manifest,
  names,
  type Part,
  readHead,
  readManifest,
} from './archive-shape.ts';

export interface CheckedArchive {
  readonly head: Head;
  readonly manifest: Manifest;
  /** The secret of this installation is the one that the archive was made with. */
  readonly sameKey: boolean;
}

interface Reading {
  readonly parts: Map<string, Part>;
  readonly texts: Map<string, string>;
  count: number;
  bytes: number;
  readonly damaged: string[];
}

/**
 * Reads an archive to its end and holds every sum against the manifest, before anything is done with it.
 * @throws BrokenArchive
 */
export async function checkArchive(path: string, key: ArchiveKey): Promise<CheckedArchive> {
  const reading: Reading = { parts: new Map(), texts: new Map(), count: 0, bytes: 0, damaged: [] };
  for await (const entry of readEntries(path)) await take(entry, reading);
  const { parts, texts } = reading;
  const [headText, manifestText] = [texts.get(names.head), texts.get(names.manifest)];
  if (headText === undefined) throw new BrokenArchive('это не архив системы');
  const head = readHead(headText);
  if (manifestText === undefined) throw new BrokenArchive('он обрывается: нет описи');
  const manifest = readManifest(manifestText);
  const sameKey = head.keyMark === key.mark;
  if (sameKey && texts.get(names.seal) !== key.sign(manifestText)) {
    throw new BrokenArchive('опись изменена после того, как архив был сделан');
  }
  compareParts(manifest.parts, parts);
  compareFiles(manifest, reading);
  return { head, manifest, sameKey };
}

async function take({ name, kind, size, content }: Entry, reading: Reading): Promise<void> {
  if (reading.texts.has(names.seal)) throw new BrokenArchive(`после описи есть ещё ${name}`);
  const keepText = ['head', 'manifest', 'hmac'].includes(kind.kind);
  const { sha256, text } = await digest(content, keepText);
  if (keepText) {
    if (reading.texts.has(name)) throw new BrokenArchive(`часть ${name} встречается дважды`);
    reading.texts.set(name, text);
  }
  if (kind.kind === 'content') {
    reading.count += 1;
    reading.bytes += size;
    if (sha256 !== kind.key) reading.damaged.push(kind.key);
  } else if (kind.kind === 'head' || kind.kind === 'table' || kind.kind === 'seal') {
    reading.parts.set(name, { name, size, sha256 });
  }
}

async function digest(content: Entry['content'], keepText: boolean): Promise<{ sha256: string; text: string }> {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  for await (const chunk of content) {
    hash.update(chunk);
    if (keepText) kept.push(chunk);
  }
  return { sha256: hash.digest('hex'), text: Buffer.concat(kept).toString('utf8') };
}

function compareFiles({ files, damaged }: Manifest, reading: Reading): void {
  const spoilt = reading.damaged.find((key) => !damaged.includes(key));
  if (spoilt !== undefined) throw new BrokenArchive(`файл ${spoilt} повреждён`);
  if (reading.count !== files.count || reading.bytes !== files.bytes) {
    throw new BrokenArchive(`файлов в нём ${reading.count}, а в описи ${files.count}`);
  }
}
