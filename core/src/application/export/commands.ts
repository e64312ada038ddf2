import { Readable } from 'node:stream';
import type { ListExport, ListExportList, NewListExport } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { contentHeaders } from '../../file/content.ts';
import { restartStopped, troublesOf } from '../../job/commands.ts';
import type { Session } from '../../session/session.ts';
import { parseSort } from '../list/order.ts';
import {
  type ExportOwner,
  findExport,
  findPart,
  isAsked,
  type ListExportRow,
  listExports,
  listUnfinished,
} from './queries.ts';
import { deleteExport, insertExport, lockExport, lockExportsOf, resetExport } from './rows.ts';

export const exportJob = 'list-export';
/** How long a content is kept: long enough to come for it tomorrow. */
export const keptFor = 24 * 60 * 60 * 1000;
const mostAtOnce = 3;

interface Asking {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Takes down what is wanted and has it made in the background. The same key again adds nothing. @throws Refusal */
export async function askExport({ deps, session, now }: Asking, wanted: NewListExport): Promise<ListExportList> {
  parseSort(wanted.content.sort);
  const owner = ownerOf(session);
  // Those whose job has died are in nobody's way; looked at before the lock, since it takes a connection of its own.
  const { items } = await listOwnExports(deps, session);
  const dead = new Set(items.filter(({ status }) => status === 'failed').map(({ id }) => id));
  await deps.database.inBodies([owner.organisationId], async (trx) => {
    await lockExportsOf(trx, owner);
    if (wanted.key !== undefined && (await isAsked(trx, owner, wanted.key))) return;
    const beingMade = (await listUnfinished(trx, owner)).filter((id) => !dead.has(id));
    if (beingMade.length >= mostAtOnce) {
      throw new Refusal(
        'stateConflict',
        `Готовятся уже ${mostAtOnce} ваши выгрузки: дождитесь одной из них или удалите её`,
      );
    }
    const id = await insertExport(trx, owner, { ...wanted, now });
    await deps.jobs.enqueue(trx, { name: exportJob, data: { id, organisationId: owner.organisationId } });
  });
  return listOwnExports(deps, session);
}

/** One whose job has died is as failed as one that failed by itself: nobody works on it. */
export async function listOwnExports(deps: Deps, session: Session): Promise<ListExportList> {
  const owner = ownerOf(session);
  const rows = await deps.database.inBodies([owner.organisationId], (trx) => listExports(trx, owner));
  const unfinished = rows.filter(({ finishedAt }) => finishedAt === null).map(({ id }) => id);
  const troubles = await troublesOf(deps, exportJob, unfinished);
  return {
    items: rows.map((row) => {
      const trouble = troubles.get(row.id);
      return viewOf(trouble === undefined ? row : { ...row, status: 'failed', reason: trouble });
    }),
  };
}

/** Makes anew what could not be made; anything else stays as it is. @throws Refusal notFound */
export async function retryExport(deps: Deps, session: Session, id: string): Promise<ListExportList> {
  const owner = ownerOf(session);
  await deps.database.asOwner(async (trx) => {
    const status = await lockExport(trx, owner, id);
    if (status === undefined) throw missing();
    if (status === 'done') return;
    const work = { id, organisationId: owner.organisationId };
    if (status !== 'failed') return restartStopped(deps, trx, { name: exportJob, work });
    await resetExport(trx, id);
    await deps.jobs.enqueue(trx, { name: exportJob, data: work });
  });
  return listOwnExports(deps, session);
}

/** Whatever it has come to: what is being made is stopped, what is made is removed. @throws Refusal notFound */
export async function removeExport(deps: Deps, session: Session, id: string): Promise<ListExportList> {
  const owner = ownerOf(session);
  await deps.database.inBodies([owner.organisationId], async (trx) => {
    if (!(await deleteExport(trx, owner, id))) throw missing();
  });
  return listOwnExports(deps, session);
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
