import type { SignatureView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';

type SignatureRow = Omit<SignatureView, 'createdAt'> & { readonly createdAt: string };

/** Sub-select for the signatures of `file f` that have not been removed, oldest first: read by `signatureViews`. */
export const signaturesColumn = `(
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'size', s.size, 'signers', s.signers,
    'verdict', s.verdict, 'place', s.place, 'attorney', s.attorney, 'createdAt', s.created_at,
    'uploadedBy', jsonb_build_object('id', s.uploaded_by, 'name', concat_ws(' ', u.surname, u.name, u.patronymic))
  ) order by s.created_at, s.id), '[]')
  from file_signature s left join user_account u on u.id = s.uploaded_by
  where s.file_id = f.id and s.removed_at is null) as signatures`;

export type SignatureRows = readonly SignatureRow[];

export function signatureViews(rows: SignatureRows): SignatureView[] {
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
}

export interface StoredSignature {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly storageKey: string;
  /** DER; of a bare signature value. */
  readonly certificate: Buffer | null;
  /** For which place of the decision's paper it stands; null: for none in particular. */
  readonly place: string | null;
  readonly createdAt: Date;
}

/** One that hangs on this file and has not been removed. */
export async function findSignature(
  trx: Transaction,
  path: { readonly file: string; readonly signature: string },
): Promise<StoredSignature | undefined> {
  const row = await trx('file_signature')
    .where({ id: path.signature, file_id: path.file })
    .whereNull('removed_at')
    .first('id', 'name', 'size', 'storage_key', 'certificate', 'place', 'created_at');
  return (
    row && {
      id: row.id,
      name: row.name,
      size: Number(row.size),
      storageKey: row.storage_key,
      certificate: row.certificate,
      place: row.place,
      createdAt: row.created_at,
    }
  );
}

/** Whether every signature that stands for a place of this application's paper was found to hold, by certificate and all. */
export async function areSignaturesConfirmed(trx: Transaction, applicationId: string): Promise<boolean> {
  const doubtful = await trx('file_signature')
    .join('file', 'file.id', 'file_signature.file_id')
    .where({ 'file.application_id': applicationId, 'file.purpose': 'result' })
    .whereNull('file.removed_at')
    .whereNull('file_signature.removed_at')
    .whereNotNull('file_signature.place')
    .whereRaw(`(file_signature.verdict ->> 'status') is distinct from 'valid'`)
    .first('file_signature.id');
  return doubtful === undefined;
}

/** The power of attorney that this signature was made by. */
export async function findAttorneyOf(
  trx: Transaction,
  path: { readonly file: string; readonly signature: string },
): Promise<string | undefined> {
  const row = await trx('file_signature').where({ id: path.signature, file_id: path.file }).first('attorney');
  return row?.attorney?.id;
}

/** What a key signs inside a message, without a CMS around it: the content that was prepared for a request. */
export async function isSignedBare(trx: Transaction, fileId: string): Promise<boolean> {
  const found = await trx('request').where({ prepared_file_id: fileId, prepared_format: 'raw' }).first('id');
  return found !== undefined;
}
