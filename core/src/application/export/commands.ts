import { Readable } from 'node:stream';
import type { ListExport, ListExportList, NewListExport } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { contentHeaders } from '../../file/content.ts';
import type { Session } from '../../session/session.ts';
import { parseSort } from '../list/order.ts';
import { countUnfinished, type ExportOwner, findExport, findPart, type ListExportRow, listExports } from './queries.ts';
import { deleteExport, insertExport, lockExportsOf } from './rows.ts';

export const exportJob = 'list-export';
/** How long a content is kept: long enough to come for it tomorrow. */
export const keptFor = 24 * 60 * 60 * 1000;
const mostAtOnce = 3;

interface Asking {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Takes down what is wanted and has it made in the background. @throws Refusal */
export async function askExport({ deps, session, now }: Asking, wanted: NewListExport): Promise<ListExportList> {
  parseSort(wanted.content.sort);
  const owner = ownerOf(session);
  return deps.database.inBodies([owner.organisationId], async (trx) => {
    await lockExportsOf(trx, owner);
    if ((await countUnfinished(trx, owner)) >= mostAtOnce) {
      throw new Refusal(
        'stateConflict',
        `Готовятся уже ${mostAtOnce} ваши выгрузки: дождитесь одной из них или удалите её`,
      );
    }
    const id = await insertExport(trx, owner, { ...wanted, now });
    await deps.jobs.enqueue(trx, { name: exportJob, data: { id, organisationId: owner.organisationId } });
    return viewsOf(await listExports(trx, owner));
  });
}

export async function listOwnExports(deps: Deps, session: Session): Promise<ListExportList> {
  const owner = ownerOf(session);
  return deps.database.inBodies([owner.organisationId], async (trx) => viewsOf(await listExports(trx, owner)));
}

/** Whatever it has come to: what is being made is stopped, what is made is removed. @throws Refusal notFound */
export async function removeExport(deps: Deps, session: Session, id: string): Promise<ListExportList> {
  const owner = ownerOf(session);
  return deps.database.inBodies([owner.organisationId], async (trx) => {
    if (!(await deleteExport(trx, owner, id))) throw missing();
    return viewsOf(await listExports(trx, owner));
  });
}

interface ExportContent {
  readonly content: Readable;
  readonly headers: Readonly<Record<string, string>>;
}

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** @throws Refusal notFound, stateConflict when it is not ready */
export async function openExport({ deps, session, now }: Asking, id: string): Promise<ExportContent> {
  const owner = ownerOf(session);
  const found = await deps.database.inBodies([owner.organisationId], (trx) => findExport(trx, owner, id));
  if (found === undefined || now.getTime() >= expiryOf(found).getTime()) throw missing();
  if (found.status !== 'done') throw new Refusal('stateConflict', 'Выгрузка ещё не готова: дождитесь её окончания');
  const name = `Заявки ${localDate(found.createdAt, session.organisation.timeZone)}.${found.format}`;
  const headers = contentHeaders({ name, size: Number(found.size), mediaType: mediaTypes[found.format] }, false);
  return { content: Readable.from(partsOf(deps, owner, id)), headers };
}

/** Part by part, each in a transaction of its own: a slow line holds no connection of the pool. */
async function* partsOf({ database }: Deps, { organisationId }: ExportOwner, id: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const part = await database.inBodies([organisationId], (trx) => findPart(trx, id, position));
    if (part === undefined) return;
    yield part;
  }
}

function ownerOf({ organisation, user }: Session): ExportOwner {
  return { organisationId: organisation.id, userId: user.id };
}

function expiryOf({ createdAt }: Pick<ListExportRow, 'createdAt'>): Date {
  return new Date(createdAt.getTime() + keptFor);
}

function viewsOf(rows: readonly ListExportRow[]): ListExportList {
  return { items: rows.map(viewOf) };
}

function viewOf(row: ListExportRow): ListExport {
  const { id, format, status, found, reason } = row;
  return {
    ...{ id, format, status, found, reason, done: row.rowsDone, size: Number(row.size) },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: expiryOf(row).toISOString(),
  };
}

function missing(): Refusal {
  return new Refusal('notFound', 'Такой выгрузки у вас нет: её удалили или прошли сутки. Выгрузите список заново');
}
