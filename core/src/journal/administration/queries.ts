import type { Transaction } from '../../db.ts';
import { containing } from '../../like.ts';
import type { AdminEventType } from '../admin-event.ts';

export interface AdminEventRow {
  readonly seq: number;
  readonly type: AdminEventType;
  readonly at: Date;
  readonly actor: string | null;
  readonly subjectKind: string;
  /** What the subject is called now; null: it is no longer there. */
  readonly subject: string | null;
  readonly payload: string;
  readonly chainHash: string;
}

export interface AdminEventSearch {
  readonly type?: string | undefined;
  /** Part of a name or of a login of who did it. */
  readonly actor?: string | undefined;
  /** Part of what was changed. */
  readonly text?: string | undefined;
  /** Days in the body's time zone, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone: string;
  /** Events before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Of the bodies of the transaction, the newest first. */
export async function listAdminEvents(trx: Transaction, wanted: AdminEventSearch): Promise<AdminEventRow[]> {
  const { type, actor, text, from, to, timeZone, before, limit } = wanted;
  const events = trx('admin_event as e')
    .joinRaw(
      `left join user_account actor on actor.id = e.actor_id
       left join user_account person on e.subject_kind = 'user' and person.id::text = e.subject_id
       left join role on e.subject_kind = 'role' and role.id::text = e.subject_id
       left join department on e.subject_kind = 'department' and department.id::text = e.subject_id
       left join organisation body on e.subject_kind = 'body' and body.id::text = e.subject_id
       left join connection on e.subject_kind = 'connection' and connection.id::text = e.subject_id`,
    )
    .select<AdminEventRow[]>('e.seq', 'e.type', 'e.at', 'e.payload', 'e.subject_kind as subjectKind')
    .select(
      trx.raw(`nullif(concat_ws(' ', actor.surname, actor.name, actor.patronymic), '') as actor`),
      trx.raw(`${subject} as subject, encode(e.chain_hash, 'hex') as "chainHash"`),
    )
    .orderBy('e.seq', 'desc')
    .limit(limit);
  if (type !== undefined) events.where('e.type', type);
  if (before !== undefined) events.where('e.seq', '<', before);
  if (actor !== undefined) {
    events.whereRaw(`concat_ws(' ', actor.surname, actor.name, actor.patronymic, actor.login) ilike ?`, [
      containing(actor),
    ]);
  }
  if (text !== undefined) events.whereRaw(`concat_ws(' ', ${subject}, e.payload) ilike ?`, [containing(text)]);
  if (from !== undefined) events.whereRaw(`(e.at at time zone ?)::date >= ?::date`, [timeZone, from]);
  if (to !== undefined) events.whereRaw(`(e.at at time zone ?)::date <= ?::date`, [timeZone, to]);
  return events;
}

const subject = `coalesce(nullif(concat_ws(' ', person.surname, person.name, person.patronymic), ''), role.title,
  department.title, body.title, connection.title, case when e.subject_kind = 'definition' then e.subject_id end)`;

export interface AdminChainCheck {
  readonly rows: number;
  /** The first row that is not what it was, or is missing. */
  readonly firstBad: number | null;
}

/** Each row of the chain against the one before it, of the bodies of the transaction. */
export async function checkAdminChain(trx: Transaction): Promise<AdminChainCheck> {
  const { rows } = await trx.raw(`
    select count(*)::int as rows, min(least(seq, expected)) filter (where bad) as "firstBad" from (
      select (link.event).seq as seq, link.expected, (link.event).seq <> link.expected
        or (link.event).chain_hash <> admin_chain_hash(link.previous, link.event) as bad
      from (
        select e as event, lag(e.chain_hash) over history as previous, coalesce(lag(e.seq) over history, 0) + 1 as expected
        from admin_event e window history as (partition by organisation_id order by seq)
      ) as link
    ) as judged`);
  return rows[0];
}
