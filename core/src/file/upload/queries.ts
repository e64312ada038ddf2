import type { Transaction } from '../../db.ts';

export interface UploadOwner {
  readonly organisationId: string;
  readonly userId: string;
}

export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Bytes that have come. */
  readonly offset: number;
  /** The file that it has become. */
  readonly attachedAs: string | null;
}

const selectUpload = `select u.id, u.name, u.size, u.attached_as as "attachedAs",
    coalesce((select max(p.stop) from upload_part p where p.upload_id = u.id), 0) as "offset"
  from upload u where u.user_id = ? and u.organisation_id = ?`;

export async function findUpload(trx: Transaction, owner: UploadOwner, id: string): Promise<UploadRow | undefined> {
  const { rows } = await trx.raw(`${selectUpload} and u.id = ?`, [owner.userId, owner.organisationId, id]);
  return rows.map(numbered)[0];
}

/** Those that are not attached, the latest first. */
export async function findUnfinished(
  trx: Transaction,
  owner: UploadOwner,
  { name, size, mark }: { readonly name: string; readonly size: number; readonly mark: string },
): Promise<UploadRow | undefined> {
  const same = `${selectUpload} and u.attached_as is null and u.name = ? and u.size = ? and u.mark = ? order by u.id desc limit 1`;
  const { rows } = await trx.raw(same, [owner.userId, owner.organisationId, name, size, mark]);
  return rows.map(numbered)[0];
}

/** What one's own that are not attached may still come to. */
export async function sumUnfinished(
  trx: Transaction,
  { userId, organisationId }: UploadOwner,
): Promise<{ count: number; size: number }> {
  const mine = trx('upload').where({ user_id: userId, organisation_id: organisationId }).whereNull('attached_as');
  const [row] = await mine.count('* as count').sum('size as size');
  return { count: Number(row?.count ?? 0), size: Number(row?.size ?? 0) };
}

export async function findPart(
  trx: Transaction,
  id: string,
  start: number,
): Promise<{ readonly stop: number; readonly content: Buffer } | undefined> {
  const row = await trx('upload_part').where({ upload_id: id, start }).first('stop', 'content');
  return row && { stop: Number(row.stop), content: row.content };
}

/** bigint comes as text. */
function numbered(row: UploadRow): UploadRow {
  return { ...row, size: Number(row.size), offset: Number(row.offset) };
}
