import type { Transaction } from '../db.ts';

/** One message between the body and the applicant, by whatever way it went. */
export interface MessageRow {
  readonly id: string;
  readonly at: Date;
  readonly direction: 'out' | 'in';
  /** `portal`, or the way of notification. */
  readonly way: string;
  /** Kind of a publication, `notice`, or the type of the journal's event. */
  readonly kind: string;
  /** What the portal shows as the state. */
  readonly title: string | null;
  readonly text: string | null;
  readonly files: number;
  readonly status: 'waiting' | 'delivered' | 'failed' | 'sent' | 'todo' | 'done' | 'received';
  readonly settledAt: Date | null;
  /** What the portal said, who passed it on, or why it did not go by itself. */
  readonly note: string | null;
}

/** As many as a person looks through; a case has far fewer. */
const MOST = 500;

/** What was said to the applicant of an application and by them, the newest first. */
export async function listCorrespondence(trx: Transaction, applicationId: string): Promise<MessageRow[]> {
  const { rows } = await trx.raw(
    `select p.id::text, p.created_at as at, 'out' as direction, 'portal' as way, p.kind, p.title, p.text,
       cardinality(p.files) as files, case when p.delivered_at is not null then 'delivered'
         when p.failed_at is not null then 'failed' else 'waiting' end as status,
       coalesce(p.delivered_at, p.failed_at) as "settledAt", p.delivery_text as note
     from publication p where p.application_id = :applicationId
     union all
     select n.id::text, n.created_at, 'out', n.way, 'notice', null, n.text, 0, case when n.status = 'sending' then 'waiting'
         when n.status = 'done' and n.done_by is null then 'sent' else n.status end, n.done_at,
       coalesce(nullif(concat_ws(' ', u.surname, u.name, u.patronymic), ''), n.failure)
     from notice n left join user_account u on u.id = n.done_by where n.application_id = :applicationId
     union all
     select e.id::text, e.at, 'in', 'portal', e.type, null, e.text::jsonb ->> 'comment', 0, 'received', null, null
     from (select e.id, e.at, e.type, p.text from application_event e
       left join application_event_payload p on p.event_id = e.id
       where e.application_id = :applicationId
         and e.type in ('corrected', 'portalText', 'portalCancel', 'portalLate', 'portalUnfit')) e
     order by at desc, id desc limit ${MOST}`,
    { applicationId },
  );
  return rows;
}
