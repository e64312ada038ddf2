/**
 * What stands in an archive: `head.json`, the parts of tables, seals, contents of files, `manifest.json`, and its HMAC.
 * The head says what is needed before the data; the manifest comes last, so an archive that was cut off has none.
 */
export const ARCHIVE_FORMAT = 1;

export interface TableShape {
  /** `schema.name`. */
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Head {
  readonly format: typeof ARCHIVE_FORMAT;
  /** ISO 8601. */
  readonly createdAt: string;
  /** PostgreSQL's own words. */
  readonly server: string;
  /** Names of the migrations that the data stand on. */
  readonly migrations: readonly string[];
  /** Of the queue's tables, which its library keeps. */
  readonly queueVersion: number;
  readonly tables: readonly TableShape[];
  /** Tells whether SECRET_KEY is the same, and nothing of the key itself. */
  readonly keyMark: string;
}

export interface Part {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The ends of all chains of the journal, as one hash. */
export interface Chains {
  readonly applications: number;
  readonly sha256: string;
}

export interface Sequence {
  /** `schema.name`. */
  readonly name: string;
  readonly last: number;
}

export interface Manifest {
  /** Of the head, the tables and the seals. A content of a file is named by its own hash. */
  readonly parts: readonly Part[];
  readonly rows: Readonly<Record<string, number>>;
  readonly sequences: readonly Sequence[];
  readonly chains: Chains;
  /** `bytes` of all of them together. */
  readonly files: { readonly count: number; readonly bytes: number };
  /** Contents that were not what their name says when the archive was made. */
  readonly damaged: readonly string[];
}

export const names = {
  head: 'head.json',
  manifest: 'manifest.json',
  seal: 'manifest.hmac',
  tablePart: (table: string, number: number) => `tables/${table}/${String(number).padStart(6, '0')}`,
  journalSeal: (number: number) => `seals/${String(number).padStart(6, '0')}.txt`,
  content: (key: string) => `files/${key}`,
} as const;

export type EntryKind =
  | { readonly kind: 'head' | 'manifest' | 'hmac' }
  | { readonly kind: 'table'; readonly table: string; readonly number: number }
  | { readonly kind: 'seal'; readonly number: number }
  | { readonly kind: 'content'; readonly key: string };

/** undefined: no entry of ours. */
export function kindOf(name: string): EntryKind | undefined {
  if (name === names.head) return { kind: 'head' };
  if (name === names.manifest) return { kind: 'manifest' };
  if (name === names.seal) return { kind: 'hmac' };
  const [, table, part] = /^tables\/([a-z_]+\.[a-z0-9_]+)\/(\d{6,})$/.exec(name) ?? [];
  if (table !== undefined) return { kind: 'table', table, number: Number(part) };
  const [, seal] = /^seals\/(\d{6,})\.txt$/.exec(name) ?? [];
  if (seal !== undefined) return { kind: 'seal', number: Number(seal) };
  const [, key] = /^files\/([0-9a-f]{64})$/.exec(name) ?? [];
  return key === undefined ? undefined : { kind: 'content', key };
}

/** The archive is not whole, not ours, or not what was written; nothing was changed by reading it. */
export class BrokenArchive extends Error {
  constructor(what: string) {
    super(`Архив не годится для восстановления: ${what}.`);
    this.name = 'BrokenArchive';
  }
}

export function readHead(text: string): Head {
  const head: unknown = parse(text, names.head);
  if (typeof head !== 'object' || head === null || !('format' in head)) throw new BrokenArchive('это не архив системы');
  if (head.format !== ARCHIVE_FORMAT) {
    throw new BrokenArchive(`его формат – ${String(head.format)}, а эта версия программы читает ${ARCHIVE_FORMAT}`);
  }
  return head as Head;
}

export function readManifest(text: string): Manifest {
  return parse(text, names.manifest) as Manifest;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenArchive(`часть ${name} не читается`);
  }
}

/** Parts that the manifest names and parts that were read, in any order: equal or the first difference. */
export function compareParts(expected: readonly Part[], found: ReadonlyMap<string, Part>): void {
  for (const { name, size, sha256 } of expected) {
    const part = found.get(name);
    if (part === undefined) throw new BrokenArchive(`нет части ${name}`);
    if (part.size !== size || part.sha256 !== sha256) throw new BrokenArchive(`часть ${name} повреждена`);
  }
  const known = new Set(expected.map(({ name }) => name));
  for (const name of found.keys()) if (!known.has(name)) throw new BrokenArchive(`лишняя часть ${name}`);
}
