import type { Json } from '@reglament/sdk';
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
  /** Files that went along and are still there; null: none did. */
  readonly attached: readonly { readonly id: string; readonly name: string }[] | null;
  /** Who of the body wrote it; null: the workflow itself, or the applicant. */
  readonly author: string | null;
  /** A question that nobody has answered yet, or whose answer did not get through. */
  readonly awaitsAnswer: boolean;
  /** The question that it answers. */
  readonly replyTo: string | null;
}

/** As many as a person looks through; a case has far fewer. */
const MOST = 500;

/** Names of the files of a message, in its order. */
const attached = (ids: string) => `(select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by w.place)
  from unnest(${ids}) with ordinality as w (id, place) join file f on f.id = w.id and f.removed_at is null)`;

/** No answer to `question q` has gone, or is on its way. */
const unanswered = `not exists (select from publication p where p.question_id = q.id and p.failed_at is null)`;

/** What was said to the applicant of an application and by them, the newest first. */
export async function listCorrespondence(trx: Transaction, applicationId: string): Promise<MessageRow[]> {
  const { rows } = await trx.raw(
    `select p.id::text, p.created_at as at, 'out' as direction, 'portal' as way, p.kind, p.title, p.text,
       cardinality(p.files) as files, case when p.delivered_at is not null then 'delivered'
         when p.failed_at is not null then 'failed' else 'waiting' end as status,
       coalesce(p.delivered_at, p.failed_at) as "settledAt", p.delivery_text as note, ${attached('p.files')} as attached,
       nullif(concat_ws(' ', u.surname, u.name, u.patronymic), '') as author, false as "awaitsAnswer",
       p.question_id::text as "replyTo"
     from publication p left join user_account u on u.id = p.author_id where p.application_id = :applicationId
     union all
     select n.id::text, n.created_at, 'out', n.way, 'notice', null, n.text, 0, case when n.status = 'sending' then 'waiting'
         when n.status = 'done' and n.done_by is null then 'sent' else n.status end, n.done_at,
       coalesce(nullif(concat_ws(' ', u.surname, u.name, u.patronymic), ''), n.failure), null, null, false, null
     from notice n left join user_account u on u.id = n.done_by where n.application_id = :applicationId
     union all
     select coalesce(q.id::text, e.id::text), e.at, 'in', 'portal', e.type, null, e.text::jsonb ->> 'comment',
       coalesce(cardinality(q.files), 0), 'received', null, null, ${attached('q.files')}, null,
       q.id is not null and ${unanswered}, null
     from (select e.id, e.at, e.type, p.text from application_event e
       left join application_event_payload p on p.event_id = e.id
       where e.application_id = :applicationId
         and e.type in ('corrected', 'portalText', 'portalCancel', 'portalLate', 'portalUnfit')) e
       left join applicant_question q on q.event_id = e.id
     order by at desc, id desc limit ${MOST}`,
    { applicationId },
  );
  return rows;
}

export interface Question {
  /** What the portal gave to be given back; null: it waits for no answer. */
  readonly reference: { readonly reference: Json } | null;
  readonly isAnswered: boolean;
}

/** Under the application's lock. */
export async function findQuestion(
  trx: Transaction,
  { applicationId, id }: { readonly applicationId: string; readonly id: string },
): Promise<Question | undefined> {
  const { rows } = await trx.raw(
    `select q.reference, not (${unanswered}) as "isAnswered" from applicant_question q where q.id = ? and q.application_id = ?`,
    [id, applicationId],
  );
  return rows[0];
}

/** Whether the author has written this very message already. */
export async function isWritten(trx: Transaction, applicationId: string, key: string): Promise<boolean> {
  const row = await trx('publication').where({ application_id: applicationId, creation_key: key }).first('id');
  return row !== undefined;
}
