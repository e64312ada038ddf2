import type { SignatureVerdict } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import type { SignedByAttorney } from './attorney/commands.ts';
import type { SignerClaim } from './cms.ts';

export interface NewSignature {
  readonly organisationId: string;
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  /** DER; of a bare signature value. */
  readonly certificate?: Uint8Array;
  readonly signers: readonly SignerClaim[];
  /** For which place of the decision's paper it stands. */
  readonly place?: string;
  /** By which power of attorney. */
  readonly attorney?: SignedByAttorney;
  readonly verdict: SignatureVerdict | null;
  readonly uploadedBy: string;
  readonly createdAt: Date;
}

/** The id, or undefined when this very signature hangs on the file already. */
export async function insertSignature(trx: Transaction, signature: NewSignature): Promise<string | undefined> {
  const [row] = await trx('file_signature')
    .insert({
      organisation_id: signature.organisationId,
      file_id: signature.fileId,
      name: signature.name,
      size: signature.size,
      sha256: signature.sha256,
      storage_key: signature.storageKey,
      certificate: signature.certificate ?? null,
      signers: JSON.stringify(signature.signers),
      place: signature.place ?? null,
      attorney: signature.attorney === undefined ? null : JSON.stringify(signature.attorney),
      verdict: signature.verdict === null ? null : JSON.stringify(signature.verdict),
      uploaded_by: signature.uploadedBy,
      created_at: signature.createdAt,
    })
    .onConflict(trx.raw('(file_id, sha256) where removed_at is null'))
    .ignore()
    .returning<{ id: string }[]>('id');
  return row?.id;
}

/** The row and the content stay, as those of a removed file do. */
export async function markSignatureRemoved(trx: Transaction, id: string, at: Date): Promise<void> {
  await trx('file_signature').where({ id }).whereNull('removed_at').update({ removed_at: at });
}

/** What a later look has found. */
export async function saveVerdict(trx: Transaction, id: string, verdict: SignatureVerdict): Promise<void> {
  await trx('file_signature')
    .where({ id })
    .whereNull('removed_at')
    .update({ verdict: JSON.stringify(verdict) });
}
