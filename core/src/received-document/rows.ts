import type { ReceivedDocumentView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';

/** The whole list anew: what is not in it any more is gone, and the journal keeps the former list. */
export async function replaceReceivedDocuments(
  trx: Transaction,
  application: { id: string; organisationId: string },
  items: readonly ReceivedDocumentView[],
): Promise<void> {
  await trx('received_document').where({ application_id: application.id }).delete();
  if (items.length === 0) return;
  await trx('received_document').insert(
    items.map((item, position) => ({
      organisation_id: application.organisationId,
      application_id: application.id,
      document_code: item.document,
      title: item.title,
      form: item.form,
      sheets: item.sheets,
      copies: item.copies,
      returned_at: item.returnedAt,
      position,
    })),
  );
}
