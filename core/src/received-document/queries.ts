import type { ApplicantData, ReceivedDocumentView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { prepared, together } from '../db-batch.ts';

export interface ReceivedDocumentRow {
  document_code: string | null;
  title: string;
  form: ReceivedDocumentView['form'];
  sheets: number;
  copies: number;
  /** A text in JSON, as a card reads it. */
  returned_at: Date | string | null;
  returned_to: string | null;
}

/** Papers taken in with an application, by its id, in the order they were written down. */
const askReceivedDocuments = prepared<ReceivedDocumentRow>(
  'received_documents',
  `select document_code, title, form, sheets, copies, returned_at, returned_to from received_document
   where application_id = $1 order by position`,
);

export async function listReceivedDocuments(trx: Transaction, applicationId: string): Promise<ReceivedDocumentView[]> {
  const [rows] = await together(trx, [askReceivedDocuments(applicationId)]);
  return receivedViews(rows);
}

export function receivedViews(rows: readonly ReceivedDocumentRow[]): ReceivedDocumentView[] {
  return rows.map((row) => ({
    document: row.document_code,
    title: row.title,
    form: row.form,
    sheets: row.sheets,
    copies: row.copies,
    returnedAt: row.returned_at && new Date(row.returned_at).toISOString(),
    returnedTo: row.returned_to,
  }));
}

/** What a receipt says of the application and of those whom it names. */
export interface ReceiptFacts {
  number: string | null;
  createdAt: Date;
  registeredAt: Date | null;
  dueDate: string | null;
  serviceVersionId: string;
  applicant: ApplicantData | null;
  submittedBy: ApplicantData | null;
  organisation: { title: string; address: string | null; timeZone: string };
  /** null: it came from a portal, and nobody took it in. */
  creator: { name: string; position: string | null } | null;
}

export async function findReceiptFacts(trx: Transaction, applicationId: string): Promise<ReceiptFacts | undefined> {
  const { rows } = await trx.raw<{ rows: ReceiptFacts[] }>(
    `select a.number, a.created_at as "createdAt", a.registered_at as "registeredAt", a.due_date as "dueDate",
       a.service_version_id as "serviceVersionId", a.applicant, a.submitted_by as "submittedBy",
       jsonb_build_object('title', o.title, 'address', o.address, 'timeZone', o.time_zone) as organisation,
       case when u.id is not null then jsonb_build_object('name', concat_ws(' ', u.surname, u.name, u.patronymic),
         'position', coalesce(m.position, u.position)) end as creator
     from application a
       join organisation o on o.id = a.organisation_id
       left join user_account u on u.id = coalesce(a.registrar_id, a.creator_id)
       left join membership m on m.user_id = u.id and m.organisation_id = a.organisation_id
     where a.id = ?`,
    [applicationId],
  );
  return rows[0];
}
