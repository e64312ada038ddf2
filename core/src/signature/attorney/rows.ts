import type { Transaction } from '../../db.ts';
import type { Seal, Whose } from './queries.ts';
import type { AttorneyFacts } from './read-attorney.ts';

export interface NewAttorney extends Whose {
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly facts: AttorneyFacts;
  readonly createdAt: Date;
}

/** Takes the place of the former one, which stays for what was signed by it. */
export async function replaceAttorney(trx: Transaction, attorney: NewAttorney): Promise<void> {
  await endAttorney(trx, attorney, attorney.createdAt);
  await trx('attorney').insert({
    organisation_id: attorney.organisationId,
    user_id: attorney.userId,
    name: attorney.name,
    content: attorney.content,
    sha256: attorney.sha256,
    facts: JSON.stringify(attorney.facts),
    created_at: attorney.createdAt,
  });
}

export async function endAttorney(trx: Transaction, { userId, organisationId }: Whose, at: Date): Promise<void> {
  const current = trx('attorney').where({ user_id: userId, organisation_id: organisationId }).whereNull('ended_at');
  await current.update({ ended_at: at });
}

/** Whether this is news: said of no later day before. */
export async function markTold(trx: Transaction, id: string, stage: 30 | 7 | 0): Promise<boolean> {
  const current = trx('attorney').where({ id }).whereNull('ended_at');
  const fresh = current.where((where) => where.whereNull('told').orWhere('told', '>', stage));
  return (await fresh.update({ told: stage })) > 0;
}

/** Of the one that is current; one that has ended stays as it was. */
export async function sealAttorney(
  trx: Transaction,
  id: string,
  { signature, seal }: { readonly signature: Buffer; readonly seal: Seal },
): Promise<void> {
  const current = trx('attorney').where({ id }).whereNull('ended_at');
  await current.update({ signature, seal: JSON.stringify(seal) });
}
