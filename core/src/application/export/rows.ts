import type { ListViewContent } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { ClaimedExport, ExportFormat, ExportOwner, ExportStatus } from './queries.ts';

/** One at a time asks for exports of a person: how many there are is then what was counted. */
export async function lockExportsOf(trx: Transaction, { organisationId, userId }: ExportOwner): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('export ' || ?, 0))`, [`${userId} ${organisationId}`]);
}

export async function insertExport(
  trx: Transaction,
  { organisationId, userId }: ExportOwner,
  wanted: {
    readonly key?: string;
    readonly format: ExportFormat;
    readonly content: ListViewContent;
    readonly now: Date;
  },
): Promise<string> {
  const [row] = await trx('list_export')
    .insert({
      ...{ organisation_id: organisationId, user_id: userId, format: wanted.format, created_at: wanted.now },
      content: JSON.stringify(wanted.content),
      creation_key: wanted.key ?? null,
    })
    .returning('id');
  return row.id;
}

/** One's own, held to the end of the transaction. Undefined: there is none. */
export async function lockExport(
  trx: Transaction,
  { organisationId, userId }: ExportOwner,
  id: string,
): Promise<ExportStatus | undefined> {
  const row = await trx('list_export')
    .where({ organisation_id: organisationId, user_id: userId, id })
    .forUpdate()
    .first('status');
  return row?.status;
}

/** What has failed waits again, as if it had just been asked for. */
export async function resetExport(trx: Transaction, id: string): Promise<void> {
  await trx('list_export').where({ id }).update({ status: 'waiting', reason: null, finished_at: null });
}

/** With its content. False: the person has no such export. */
export async function deleteExport(
  trx: Transaction,
  { organisationId, userId }: ExportOwner,
  id: string,
): Promise<boolean> {
  return (await trx('list_export').where({ organisation_id: organisationId, user_id: userId, id }).delete()) > 0;
}

/** Begins anew, whatever an earlier attempt has written. Undefined: it is over, or was taken back. */
export async function claimExport(trx: Transaction, id: string): Promise<ClaimedExport | undefined> {
  const [row] = await trx('list_export')
    .where({ id })
    .whereIn('status', ['waiting', 'running'])
    .update({ status: 'running', attempt: trx.raw('attempt + 1'), rows_done: 0, size: 0, found: null })
    .returning(['id', 'format', 'content', 'attempt', 'organisation_id as organisationId', 'user_id as userId']);
  if (row !== undefined) await trx('list_export_part').where({ export_id: id }).delete();
  return row;
}

export interface ExportStep {
  readonly id: string;
  readonly attempt: number;
}

export interface ExportProgress {
  readonly found?: number;
  readonly rowsDone?: number;
  readonly size?: number;
  readonly finish?: { readonly at: Date; readonly status: 'done' | 'failed'; readonly reason?: string };
}

/** False: somebody else works on it now, or its owner has taken it back; nothing more of it is to be written. */
export async function noteProgress(
  trx: Transaction,
  { id, attempt }: ExportStep,
  progress: ExportProgress,
): Promise<boolean> {
  const { found, rowsDone, size, finish } = progress;
  const changed = await trx('list_export')
    .where({ id, attempt, status: 'running' })
    .update({
      attempt,
      ...(found === undefined ? {} : { found }),
      ...(rowsDone === undefined ? {} : { rows_done: rowsDone }),
      ...(size === undefined ? {} : { size }),
      ...(finish === undefined ? {} : { status: finish.status, finished_at: finish.at, reason: finish.reason ?? null }),
    });
  return changed > 0;
}

export async function insertPart(
  trx: Transaction,
  part: { readonly id: string; readonly organisationId: string; readonly position: number; readonly content: Buffer },
): Promise<void> {
  const { id, organisationId, position, content } = part;
  await trx('list_export_part').insert({ export_id: id, organisation_id: organisationId, position, content });
}

/** With their contents. */
export async function deleteExportsBefore(trx: Transaction, before: Date): Promise<number> {
  return trx('list_export').where('created_at', '<', before).delete();
}
