import type { ApplicantData, DutyEntryView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { prepared, together } from '../db-batch.ts';

interface EntryRow {
  readonly id: string;
  readonly kind: 'payment' | 'exemption';
  readonly amount: string | number | null;
  readonly paidOn: string | null;
  readonly identifier: string | null;
  readonly payer: string | null;
  readonly ground: string | null;
  readonly document: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly withdrawn: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

/** Every entry of an application, by its id, withdrawn ones too, in their order; a file that was removed is none. */
const askEntries = prepared<EntryRow>(
  'duty_entries',
  `select e.id, e.kind, e.amount, e.paid_on::text as "paidOn", e.identifier, e.payer, e.ground, e.document,
     case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as file,
     concat_ws(' ', u.surname, u.name, u.patronymic) as "enteredBy", e.entered_at as "enteredAt",
     case when e.withdrawn_at is not null then jsonb_build_object('at', e.withdrawn_at, 'reason', e.withdrawn_reason,
       'by', concat_ws(' ', w.surname, w.name, w.patronymic)) end as withdrawn
   from duty_entry e join user_account u on u.id = e.entered_by left join user_account w on w.id = e.withdrawn_by
     left join file f on f.id = e.file_id and f.removed_at is null
   where e.application_id = $1 order by e.entered_at, e.id`,
);

export async function listEntries(trx: Transaction, applicationId: string): Promise<DutyEntryView[]> {
  const [rows] = await together(trx, [askEntries(applicationId)]);
  return rows.map(({ amount, enteredAt, withdrawn, ...row }) => ({
    ...row,
    amount: amount === null ? null : Number(amount),
    enteredAt: enteredAt.toISOString(),
    withdrawn: withdrawn && { ...withdrawn, at: new Date(withdrawn.at).toISOString() },
  }));
}

/** Number of the application on which the payment of this УИП stands: `''` while it has none. */
export async function findPaidBy(trx: Transaction, identifier: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { number: string | null }[] }>(
    `select a.number from duty_entry e join application a on a.id = e.application_id
     where e.identifier = ? and e.withdrawn_at is null`,
    [identifier],
  );
  return rows[0] && (rows[0].number ?? '');
}

/** What a paper of the duty says of the application and of its body. */
export interface InvoiceFacts {
  readonly number: string | null;
  readonly applicant: ApplicantData | null;
  readonly organisation: { readonly title: string; readonly address: string | null; readonly timeZone: string };
}

export async function findInvoiceFacts(trx: Transaction, applicationId: string): Promise<InvoiceFacts | undefined> {
  const { rows } = await trx.raw<{ rows: InvoiceFacts[] }>(
    `select a.number, a.applicant,
       jsonb_build_object('title', o.title, 'address', o.address, 'timeZone', o.time_zone) as organisation
     from application a join organisation o on o.id = a.organisation_id where a.id = ?`,
    [applicationId],
  );
  return rows[0];
}
