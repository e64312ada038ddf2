import type { DefinitionKind } from '@reglament/format';
import type { Transaction } from '../db.ts';
import type { DefinitionVersion, Frozen } from './definition-version.ts';
import { findVersionAt, publishedChannel, withContent } from './queries.ts';

export interface NewVersion {
  readonly kind: DefinitionKind;
  readonly code: string;
  /** Canonical text. */
  readonly text: string;
  readonly sha256: string;
  readonly author: string | null;
  readonly comment: string | null;
  /** What the version holds fast of others: code → id of their version, by kind. */
  readonly frozen: Frozen;
}

export interface InsertedVersion {
  readonly version: DefinitionVersion;
  /** False: the newest version has the very same text, and nothing was written. */
  readonly created: boolean;
}

/** The next version of this kind and code. Two who publish at once wait for one another, so numbers have no gaps. */
export async function insertVersion(trx: Transaction, row: NewVersion): Promise<InsertedVersion> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`definition:${row.kind}:${row.code}`]);
  const { rows: heads } = await trx.raw(
    `select version, sha256 from definition_version where kind = :kind and code = :code order by version desc limit 1`,
    { kind: row.kind, code: row.code },
  );
  const [head] = heads;
  if (head?.sha256 === row.sha256) {
    const same = await findVersionAt(trx, { kind: row.kind, code: row.code, version: head.version });
    if (same !== undefined) return { version: same, created: false };
  }
  const { rows } = await trx.raw(
    `insert into definition_version (kind, code, version, content, text, sha256, author, comment, frozen)
     values (:kind, :code, :version, :text::jsonb, :text, :sha256, :author, :comment, :frozen::jsonb)
     returning id, kind, code, version, text, sha256, author, comment, frozen, published_at as "publishedAt"`,
    { ...row, frozen: JSON.stringify(row.frozen), version: (head?.version ?? 0) + 1 },
  );
  await trx.raw('select pg_notify(?, ?)', [publishedChannel, rows[0].id]);
  return { version: withContent(rows[0]), created: true };
}
