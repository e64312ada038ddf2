import type { FileView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';

export interface NewFile {
  organisationId: string;
  applicationId: string;
  /** Of a question or an answer. */
  requestId?: string;
  purpose: FileView['purpose'];
  documentCode: string | null;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  storageKey: string;
  description: string | null;
  /** null: made by the system. */
  uploadedBy: string | null;
  createdAt: Date;
}

export async function insertFile(trx: Transaction, file: NewFile): Promise<string> {
  const [row] = await trx('file')
    .insert({
      organisation_id: file.organisationId,
      application_id: file.applicationId,
      request_id: file.requestId ?? null,
      purpose: file.purpose,
      document_code: file.documentCode,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      storage_key: file.storageKey,
      description: file.description,
      uploaded_by: file.uploadedBy,
      created_at: file.createdAt,
    })
    .returning('id');
  return row.id;
}

/** The row and the content stay: what was once handed in can be shown to whoever asks why it was removed. */
export async function markFileRemoved(trx: Transaction, id: string, at: Date): Promise<void> {
  await trx('file').where({ id }).whereNull('removed_at').update({ removed_at: at });
}

/** Attachments of an application become files of an answer; how many there were of them. */
export async function moveToAnswer(
  trx: Transaction,
  ids: readonly string[],
  { requestId, applicationId }: { readonly requestId: string; readonly applicationId: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  return trx('file')
    .whereIn('id', [...ids])
    .where({ application_id: applicationId, purpose: 'attachment' })
    .whereNull('removed_at')
    .update({ purpose: 'answer', request_id: requestId });
}

/** Papers that the system made for a decision that is not published. */
export async function markResultsRemoved(trx: Transaction, applicationId: string, at: Date): Promise<void> {
  const papers = trx('file').where({ application_id: applicationId, purpose: 'result' }).whereNull('removed_at');
  await papers.update({ removed_at: at });
}
