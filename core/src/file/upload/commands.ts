import type { IncomingMessage } from 'node:http';
import type { NewUpload, UploadView } from '../../api.gen.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { readBytes } from '../../json-body.ts';
import type { Session } from '../../session/session.ts';
import { tooLargeText } from '../store.ts';
import { findUnfinished, findUpload, sumUnfinished, type UploadOwner, type UploadRow } from './queries.ts';
import { deleteUpload, insertPart, insertUpload, lockUploadsOf, touchUpload } from './rows.ts';

/** A cut costs no more than this; a line of 1 Mbit/s carries it in a quarter of a minute. */
export const partSize = 2 * 1024 * 1024;
/** Of one person in one body, not attached: so many, and together so many of the largest files. */
const most = { count: 20, files: 4 };

interface Asking {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/** Begins an upload, or goes on with that of the same file. @throws Refusal tooLarge, stateConflict */
export async function beginUpload({ deps, session, now }: Asking, wanted: NewUpload): Promise<UploadView> {
  const owner = ownerOf(session);
  const limit = deps.config.uploadLimit;
  if (wanted.size > limit) throw new Refusal('tooLarge', tooLargeText(limit));
  return deps.database.inBodies([owner.organisationId], async (trx) => {
    await lockUploadsOf(trx, owner);
    const same = await findUnfinished(trx, owner, wanted);
    if (same !== undefined) return viewOf(same);
    const there = await sumUnfinished(trx, owner);
    if (there.count >= most.count || there.size + wanted.size > limit * most.files) throw tooMany();
    const id = await insertUpload(trx, owner, { ...wanted, now });
    return viewOf({ id, name: wanted.name, size: wanted.size, offset: 0, attachedAs: null });
  });
}

/** @throws Refusal notFound */
export async function getUpload({ deps, session }: Pick<Asking, 'deps' | 'session'>, id: string): Promise<UploadView> {
  const owner = ownerOf(session);
  const found = await deps.database.inBodies([owner.organisationId], (trx) => findUpload(trx, owner, id));
  if (found === undefined || found.attachedAs !== null) throw noUpload();
  return viewOf(found);
}

/** The next part, whole or not at all. @throws Refusal notFound, stateConflict, tooLarge, malformedBody */
export async function appendPart(
  { deps, session, now }: Asking,
  { id, offset }: { readonly id: string; readonly offset: number },
  request: IncomingMessage,
): Promise<UploadView> {
  const owner = ownerOf(session);
  // Before anything is locked: a slow line must hold no transaction.
  const content = await readBytes(request, { most: partSize, tooLarge: wrongPart });
  return deps.database.inBodies([owner.organisationId], async (trx) => {
    if (!(await touchUpload(trx, owner, { id, now }))) throw noUpload();
    const found = await findUpload(trx, owner, id);
    if (found === undefined) throw noUpload();
    if (found.offset !== offset) {
      throw new Refusal('stateConflict', `Принято ${found.offset} байт: передайте часть с этого места.`);
    }
    if (content.length === 0 || content.length !== Math.min(partSize, found.size - offset)) throw wrongPart();
    await insertPart(trx, { id, organisationId: owner.organisationId, start: offset, content });
    return viewOf({ ...found, offset: offset + content.length });
  });
}

export async function dropUpload({ deps, session }: Pick<Asking, 'deps' | 'session'>, id: string): Promise<void> {
  const owner = ownerOf(session);
  await deps.database.inBodies([owner.organisationId], (trx) => deleteUpload(trx, owner, id));
}

export function ownerOf({ organisation, user }: Session): UploadOwner {
  return { organisationId: organisation.id, userId: user.id };
}

export function noUpload(): Refusal {
  return new Refusal('notFound', 'Этой загрузки нет: она закончена, убрана или хранилась больше суток. Начните снова.');
}

function wrongPart(): Refusal {
  return new Refusal('tooLarge', `Часть файла – ровно ${partSize} байт, последняя – остаток.`);
}

function tooMany(): Refusal {
  const text = 'Слишком много незаконченных загрузок. Дождитесь их окончания или уберите те, что не нужны.';
  return new Refusal('stateConflict', text);
}

function viewOf({ id, name, size, offset }: UploadRow): UploadView {
  return { id, name, size, offset, partSize };
}
