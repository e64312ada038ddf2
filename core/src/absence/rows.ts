import type { Transaction } from '../db.ts';

export interface NewAbsence {
  readonly organisationId: string;
  readonly userId: string;
  readonly deputyId: string | null;
  readonly from: string;
  readonly to: string;
  readonly createdAt: Date;
}

export async function insertAbsence(trx: Transaction, row: NewAbsence): Promise<void> {
  await trx('absence').insert({
    organisation_id: row.organisationId,
    user_id: row.userId,
    deputy_id: row.deputyId,
    from_date: row.from,
    to_date: row.to,
    created_at: row.createdAt,
  });
}

/** From now on the person is back; false when there is no such absence of theirs any more. */
export async function endAbsence(
  trx: Transaction,
  { id, userId, now }: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<boolean> {
  const rows = await trx('absence')
    .where({ id, user_id: userId })
    .whereNull('ended_at')
    .update({ ended_at: now })
    .returning('id');
  return rows.length > 0;
}
