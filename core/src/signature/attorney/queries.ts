import type { SignatureVerdict } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { AttorneyFacts } from './read-attorney.ts';

/** A person signs for the body in which they work. */
export interface Whose {
  readonly userId: string;
  readonly organisationId: string;
}

/** The detached signature of whoever gave it: who that is by its own words, and what was found. */
export interface Seal {
  readonly signers: readonly string[];
  readonly verdict: SignatureVerdict | null;
}

export interface StoredAttorney {
  readonly id: string;
  readonly sha256: string;
  readonly seal: Seal | null;
  readonly name: string;
  readonly facts: AttorneyFacts;
  readonly createdAt: Date;
}

/** The one that the person signs by now. */
export async function findAttorney(
  trx: Transaction,
  { userId, organisationId }: Whose,
): Promise<StoredAttorney | undefined> {
  const row = await trx('attorney')
    .where({ user_id: userId, organisation_id: organisationId })
    .whereNull('ended_at')
    .first('id', 'name', 'sha256', 'facts', 'seal', 'created_at');
  return (
    row && {
      id: row.id,
      name: row.name,
      sha256: row.sha256,
      facts: row.facts,
      seal: row.seal,
      createdAt: row.created_at,
    }
  );
}

export interface AttorneyFile {
  readonly name: string;
  readonly content: Buffer;
  readonly signature: Buffer | null;
}

/** The file itself, current or not. */
export async function findAttorneyContent(trx: Transaction, id: string): Promise<AttorneyFile | undefined> {
  return trx('attorney').where({ id }).first('name', 'content', 'signature');
}
