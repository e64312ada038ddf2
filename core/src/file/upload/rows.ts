import type { Transaction } from '../../db.ts';
import type { UploadOwner, UploadRow } from './queries.ts';

/** One at a time begins an upload of a person: how many there are is then what was counted. */
export async function lockUploadsOf(trx: Transaction, { organisationId, userId }: UploadOwner): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('upload ' || ?, 0))`, [`${userId} ${organisationId}`]);
}

export async function insertUpload(
  trx: Transaction,
  { organisationId, userId }: UploadOwner,
  upload: { readonly name: string; readonly size: number; readonly mark: string; readonly now: Date },
): Promise<string> {
  const { name, size, mark, now } = upload;
  const [row] = await trx('upload')
    .insert({ organisation_id: organisationId, user_id: userId, name, size, mark, touched_at: now })
    .returning('id');
  return row.id;
}

/** Of several parts that come at once, one at a time. False: there is no such upload. */
export async function touchUpload(
  trx: Transaction,
  { organisationId, userId }: UploadOwner,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<boolean> {
  const mine = trx('upload').where({ id, user_id: userId, organisation_id: organisationId }).whereNull('attached_as');
  return (await mine.update({ touched_at: now })) > 0;
}

export async function insertPart(
  trx: Transaction,
  part: { readonly id: string; readonly organisationId: string; readonly start: number; readonly content: Buffer },
): Promise<void> {
  const { id, organisationId, start, content } = part;
  const place = { upload_id: id, organisation_id: organisationId, start, stop: start + content.length };
  await trx('upload_part').insert({ ...place, content });
}

/** A content that came at once, under a key of its sender, as an upload that is over. False: the key has its file already. */
export async function insertAttached(
  trx: Transaction,
  { organisationId, userId }: UploadOwner,
  upload: Omit<UploadRow, 'offset' | 'attachedAs'> & { readonly fileId: string; readonly now: Date },
): Promise<boolean> {
  const { id, name, size, fileId, now } = upload;
  const inserted = await trx('upload')
    .insert({
      ...{ id, organisation_id: organisationId, user_id: userId, name, size, mark: '' },
      ...{ attached_as: fileId, touched_at: now },
    })
    .onConflict('id')
    .ignore()
    .returning('id');
  return inserted.length > 0;
}

/** Its parts go, the row stays to answer whoever asks again. False: it has become a file already. */
export async function markAttached(trx: Transaction, id: string, fileId: string): Promise<boolean> {
  const found = await trx('upload').where({ id }).whereNull('attached_as').update({ attached_as: fileId });
  await dropParts(trx, id);
  return found > 0;
}

export async function dropParts(trx: Transaction, id: string): Promise<void> {
  await trx('upload_part').where({ upload_id: id }).delete();
}

/** With its parts. */
export async function deleteUpload(
  trx: Transaction,
  { organisationId, userId }: UploadOwner,
  id: string,
): Promise<void> {
  await trx('upload').where({ id, user_id: userId, organisation_id: organisationId }).delete();
}

/** With their parts. */
export async function deleteUploadsBefore(trx: Transaction, before: Date): Promise<number> {
  return trx('upload').where('touched_at', '<', before).delete();
}
