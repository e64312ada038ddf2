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
      returned_to: item.returnedTo,
      position,
    })),
  );
}

export interface Returning {
  readonly applicationId: string;
  /** Places in the list. */
  readonly positions: readonly number[];
  readonly to: string;
  readonly now: Date;
}

/** Titles of the originals that have gone back; fewer than asked for when some are no originals or are back already. */
export async function markReturned(
  trx: Transaction,
  { applicationId, positions, to, now }: Returning,
): Promise<string[]> {
  const rows = await trx('received_document')
    .where({ application_id: applicationId, form: 'original' })
    .whereIn('position', [...positions])
    .whereNull('returned_at')
    .update({ returned_at: now, returned_to: to })
    .returning(['title', 'position']);
  return rows.toSorted((one, other) => one.position - other.position).map(({ title }) => title);
}
