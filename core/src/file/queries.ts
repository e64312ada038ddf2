import type { FileView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { type SignatureRows, signaturesColumn, signatureViews } from '../signature/queries.ts';

interface FileRow {
  id: string;
  application_id: string;
  organisation_id: string;
  purpose: FileView['purpose'];
  document_code: string | null;
  name: string;
  media_type: string;
  size: string | number;
  storage_key: string;
  description: string | null;
  uploaded_by: string | null;
  uploader: string | null;
  created_at: Date;
  signatures: SignatureRows;
}

/** What a download and a removal need beside the view. */
export interface StoredFile {
  applicationId: string;
  organisationId: string;
  storageKey: string;
  view: FileView;
}

/** Files of an application that have not been removed, oldest first. */
export async function listFiles(trx: Transaction, applicationId: string): Promise<FileView[]> {
  const rows = await filesOf(trx).where('f.application_id', applicationId).orderBy(['f.created_at', 'f.id']);
  return rows.map(viewOf);
}

export async function findFile(trx: Transaction, id: string): Promise<StoredFile | undefined> {
  const row = await filesOf(trx).where('f.id', id).first();
  return (
    row && {
      applicationId: row.application_id,
      organisationId: row.organisation_id,
      storageKey: row.storage_key,
      view: viewOf(row),
    }
  );
}

export async function countFiles(trx: Transaction, applicationId: string): Promise<number> {
  const rows = await trx('file').where({ application_id: applicationId }).whereNull('removed_at').count('* as count');
  return Number(rows[0]?.count ?? 0);
}

function filesOf(trx: Transaction) {
  return trx<FileRow>('file as f')
    .leftJoin('user_account as u', 'u.id', 'f.uploaded_by')
    .whereNull('f.removed_at')
    .select<FileRow[]>(
      'f.id',
      'f.application_id',
      'f.organisation_id',
      'f.purpose',
      'f.document_code',
      'f.name',
      'f.media_type',
      'f.size',
      'f.storage_key',
      'f.description',
      'f.uploaded_by',
      'f.created_at',
      trx.raw("concat_ws(' ', u.surname, u.name, u.patronymic) as uploader"),
      trx.raw(signaturesColumn),
    );
}

function viewOf(row: FileRow): FileView {
  return {
    id: row.id,
    purpose: row.purpose,
    document: row.document_code,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    description: row.description,
    uploadedBy: row.uploaded_by === null ? null : { id: row.uploaded_by, name: row.uploader ?? '' },
    createdAt: row.created_at.toISOString(),
    signatures: signatureViews(row.signatures),
  };
}
