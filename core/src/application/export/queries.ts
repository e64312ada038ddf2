import type { ListViewContent } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';

export interface ExportOwner {
  readonly organisationId: string;
  readonly userId: string;
}

export type ExportFormat = 'xlsx' | 'csv';
export type ExportStatus = 'waiting' | 'running' | 'done' | 'failed';

export interface ListExportRow {
  readonly id: string;
  readonly format: ExportFormat;
  readonly status: ExportStatus;
  readonly found: number | null;
  readonly rowsDone: number;
  /** Of bigint, as text. */
  readonly size: string;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const columns = {
  ...{ id: 'id', format: 'format', status: 'status', found: 'found', rowsDone: 'rows_done', size: 'size' },
  ...{ reason: 'reason', createdAt: 'created_at', finishedAt: 'finished_at' },
} as const;

/** The latest first. */
export async function listExports(trx: Transaction, owner: ExportOwner): Promise<ListExportRow[]> {
  return trx('list_export').where(mine(owner)).select(columns).orderBy('id', 'desc').limit(20);
}

export async function findExport(trx: Transaction, owner: ExportOwner, id: string): Promise<ListExportRow | undefined> {
  return trx('list_export')
    .where({ ...mine(owner), id })
    .first(columns);
}

/** One part of a content by its place; undefined: there is none, or no longer. */
export async function findPart(trx: Transaction, id: string, position: number): Promise<Buffer | undefined> {
  const row = await trx('list_export_part').where({ export_id: id, position }).first('content');
  return row?.content;
}

/** Whether the person has asked for this already. */
export async function isAsked(trx: Transaction, owner: ExportOwner, key: string): Promise<boolean> {
  const row = await trx('list_export')
    .where({ ...mine(owner), creation_key: key })
    .first('id');
  return row !== undefined;
}

/** Ids of one's own that are not ready. */
export async function listUnfinished(trx: Transaction, owner: ExportOwner): Promise<string[]> {
  const rows = await trx('list_export').where(mine(owner)).whereIn('status', ['waiting', 'running']).select('id');
  return rows.map(({ id }) => id);
}

export interface ClaimedExport {
  readonly id: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly format: ExportFormat;
  readonly content: ListViewContent;
  readonly attempt: number;
}

function mine({ organisationId, userId }: ExportOwner) {
  return { organisation_id: organisationId, user_id: userId };
}
