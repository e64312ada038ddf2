import type { DefinitionKind } from '@reglament/format';
import type { Transaction } from '../db.ts';
import type { DefinitionVersion, VersionHead } from './definition-version.ts';

const columns = `id, kind, code, version, text, sha256, author, comment, published_at as "publishedAt"`;

/** Versions whose ids are not among the known ones: everything, at the start. */
export async function readOtherVersions(trx: Transaction, known: readonly string[]): Promise<DefinitionVersion[]> {
  const { rows } = await trx.raw(`select ${columns} from definition_version where id <> all(?::uuid[])`, [[...known]]);
  return rows.map(withContent);
}

export interface VersionPlace {
  readonly kind: DefinitionKind;
  readonly code: string;
  readonly version: number;
}

export async function findVersion(trx: Transaction, id: string): Promise<DefinitionVersion | undefined> {
  const { rows } = await trx.raw(`select ${columns} from definition_version where id = ?`, [id]);
  return rows.map(withContent)[0];
}

export async function findVersionAt(trx: Transaction, place: VersionPlace): Promise<DefinitionVersion | undefined> {
  const { rows } = await trx.raw(
    `select ${columns} from definition_version where kind = :kind and code = :code and version = :version`,
    { ...place },
  );
  return rows.map(withContent)[0];
}

/** Open cases of the bodies of this transaction, by the code of their service. */
export async function countOpenCases(trx: Transaction): Promise<ReadonlyMap<string, number>> {
  const { rows } = await trx.raw(
    `select service_code as code, count(*)::int as count from application where closed_at is null group by service_code`,
  );
  return new Map(rows.map((row: { code: string; count: number }) => [row.code, row.count]));
}

/** The content is read from the text when it is first asked for, and then is the same object for ever. */
export function withContent(row: VersionHead): DefinitionVersion {
  let content: DefinitionVersion['content'] | undefined;
  return {
    ...row,
    get content() {
      content ??= JSON.parse(row.text) as DefinitionVersion['content'];
      return content;
    },
  };
}
