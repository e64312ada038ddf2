import type { Transaction } from '../db.ts';
import { putEntry } from '../outbox/rows.ts';
import type { Whose } from './queries.ts';

/** Topic of the outbox. */
export const digestTopic = 'digest';

/** null: no digests any more. */
export async function saveHour(
  trx: Transaction,
  { userId, organisationId }: Whose,
  hour: number | null,
): Promise<void> {
  const whose = { user_id: userId, organisation_id: organisationId };
  if (hour === null) await trx('digest_setting').where(whose).delete();
  else
    await trx('digest_setting')
      .insert({ ...whose, hour })
      .onConflict(['user_id', 'organisation_id'])
      .merge(['hour']);
}

export interface Looked {
  /** Day of the body. */
  readonly today: string;
  readonly now: Date;
}

export async function markLooked(trx: Transaction, whose: Whose, { today, now }: Looked): Promise<void> {
  await trx('digest_setting')
    .where({ user_id: whose.userId, organisation_id: whose.organisationId })
    .update({ looked_on: today, looked_at: now });
}

export interface NewDigest extends Whose {
  readonly connectionId: string;
  readonly address: string;
  readonly text: string;
  readonly createdAt: Date;
}

/** Laid out to be sent, in the same transaction. */
export async function insertDigest(trx: Transaction, digest: NewDigest): Promise<void> {
  const { organisationId, userId, connectionId, address, text, createdAt } = digest;
  const [row] = await trx('digest')
    .insert({ organisation_id: organisationId, user_id: userId, address, text, created_at: createdAt })
    .returning('id');
  const entry = { organisationId, topic: digestTopic, lane: connectionId, ownerId: row.id, dueAt: createdAt };
  await putEntry(trx, entry);
}

export async function markDigestSent(trx: Transaction, id: string, now: Date): Promise<void> {
  await trx('digest').where({ id }).update({ sent_at: now });
}

export async function markDigestFailed(trx: Transaction, id: string, failure: string): Promise<void> {
  await trx('digest').where({ id }).update({ failure });
}
