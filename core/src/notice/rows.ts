import type { Transaction } from '../db.ts';

export interface NewNotice {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly way: string;
  readonly address: string | null;
  readonly text: string;
  readonly createdAt: Date;
}

export async function insertNotice(trx: Transaction, notice: NewNotice): Promise<void> {
  await trx('notice').insert({
    organisation_id: notice.organisationId,
    application_id: notice.applicationId,
    way: notice.way,
    address: notice.address,
    text: notice.text,
    created_at: notice.createdAt,
  });
}

/** False when somebody has already done it. */
export async function markNoticeDone(
  trx: Transaction,
  id: string,
  done: { readonly userId: string; readonly now: Date },
): Promise<boolean> {
  const rows = await trx('notice')
    .where({ id, status: 'todo' })
    .update({ status: 'done', done_by: done.userId, done_at: done.now })
    .returning('id');
  return rows.length > 0;
}
