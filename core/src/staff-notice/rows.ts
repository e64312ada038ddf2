import type { Transaction } from '../db.ts';
import type { StaffNoticeKind } from './kinds.ts';

export interface NewStaffNotice {
  readonly organisationId: string;
  /** null: it is about none. */
  readonly applicationId: string | null;
  /** What it is about, such as `deadlinePassed`. */
  readonly kind: StaffNoticeKind;
  /** Without personal data: it is shown in the list of notices as it is. */
  readonly text: string;
  readonly createdAt: Date;
}

/** The same notice to each of these people. */
export async function insertStaffNotices(
  trx: Transaction,
  notice: NewStaffNotice,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  await trx('staff_notice').insert(
    userIds.map((userId) => ({
      organisation_id: notice.organisationId,
      application_id: notice.applicationId,
      user_id: userId,
      kind: notice.kind,
      text: notice.text,
      created_at: notice.createdAt,
    })),
  );
}

/** They have gone by a letter. */
export async function markNoticesMailed(trx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  await trx('staff_notice').whereIn('id', ids).update({ mailed_at: now });
}

/** One's own notice, or all of them; how many were new. */
export async function markNoticesRead(
  trx: Transaction,
  { userId, id, now }: { readonly userId: string; readonly id?: string; readonly now: Date },
): Promise<number> {
  const query = trx('staff_notice').where({ user_id: userId }).whereNull('read_at').update({ read_at: now });
  return id === undefined ? query : query.where({ id });
}
