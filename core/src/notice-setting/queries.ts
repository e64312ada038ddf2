import type { Transaction } from '../db.ts';
import type { NoticeSetting } from './choice.ts';

export interface Whose {
  readonly userId: string;
  readonly organisationId: string;
}

export interface KeptSetting extends NoticeSetting {
  /** Since when events go by a letter of their own; null: none does. */
  readonly atOnceSince: Date | null;
}

const nothingChosen: KeptSetting = { events: {}, quiet: null, atOnceSince: null };

/** With the row's lock when the caller is going to send. */
export async function findNoticeSetting(trx: Transaction, whose: Whose, lock = false): Promise<KeptSetting> {
  const query = trx('notice_setting')
    .where({ user_id: whose.userId, organisation_id: whose.organisationId })
    .first({ events: 'events', from: 'quiet_from', until: 'quiet_until', atOnceSince: 'at_once_since' });
  const row = await (lock ? query.forUpdate() : query);
  if (row === undefined) return nothingChosen;
  const { events, from, until, atOnceSince } = row;
  return { events, quiet: from === null ? null : { from, until }, atOnceSince };
}

/** Who has chosen letters at once and has something new, in all bodies; as the owner. */
export async function listAtOnce(trx: Transaction, limit: number): Promise<Whose[]> {
  const { rows } = await trx.raw(
    `select s.user_id as "userId", s.organisation_id as "organisationId" from notice_setting s
       join user_account u on u.id = s.user_id and u.disabled_at is null and u.email is not null
       join membership m on m.user_id = s.user_id and m.organisation_id = s.organisation_id
     where s.at_once_since is not null and exists (
       select from staff_notice n where n.user_id = s.user_id and n.organisation_id = s.organisation_id
         and n.read_at is null and n.mailed_at is null and n.created_at > s.at_once_since)
     order by s.user_id, s.organisation_id limit :limit`,
    { limit },
  );
  return rows;
}
