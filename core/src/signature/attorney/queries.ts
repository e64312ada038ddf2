import type { Transaction } from '../../db.ts';
import type { AttorneyFacts } from './read-attorney.ts';

/** A person signs for the body in which they work. */
export interface Whose {
  readonly userId: string;
  readonly organisationId: string;
}

export interface StoredAttorney {
  readonly id: string;
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
    .first('id', 'name', 'facts', 'created_at');
  return row && { id: row.id, name: row.name, facts: row.facts, createdAt: row.created_at };
}

/** The file itself, current or not. */
export async function findAttorneyContent(
  trx: Transaction,
  id: string,
): Promise<{ readonly name: string; readonly content: Buffer } | undefined> {
  return trx('attorney').where({ id }).first('name', 'content');
}
