import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import type { Session } from '../../session/session.ts';
import { checkStreamHead } from '../content.ts';
import { noUpload, ownerOf } from './commands.ts';
import { findPart, findUpload, type UploadOwner, type UploadRow } from './queries.ts';
import { dropParts, insertAttached, markAttached } from './rows.ts';

/** A content that somebody brings: the body of the request itself, or what has come before, part by part. */
export interface Brought {
  readonly source: Readable;
  /** The file that it has become already: the answer got lost, or it was sent twice. */
  attached(): Promise<string | undefined>;
  /** In the transaction that writes the row of the file. @throws Refusal stateConflict: somebody was faster */
  settle(trx: Transaction, file: { readonly id: string; readonly size: number }): Promise<void>;
}

/** One content becomes one file: of two requests that bring it, also at the same time, both get the file of one. */
export async function attachOnce(brought: Brought, attach: () => Promise<string>): Promise<string> {
  const before = await brought.attached();
  if (before !== undefined) return before;
  try {
    return await attach();
  } catch (error) {
    const since = error instanceof Refusal ? await brought.attached() : undefined;
    if (since === undefined) throw error;
    return since;
  }
}

interface Bringing {
  readonly deps: Deps;
  readonly session: Session;
  readonly request: Context;
  readonly query: { readonly name: string; readonly key?: string; readonly upload?: string; readonly sha256?: string };
}

/** @throws Refusal unsupportedMediaType, tooLarge, and for an upload notFound, stateConflict, invalidQuery */
export async function broughtBy(bringing: Bringing): Promise<Brought> {
  const { deps, session, request, query } = bringing;
  checkStreamHead(request, deps.config.uploadLimit);
  const { upload, sha256 } = query;
  if (upload === undefined) return broughtAtOnce(bringing);
  if (sha256 === undefined) throw new Refusal('invalidQuery', 'Назовите sha256 всего файла.');
  const owner = ownerOf(session);
  const found = await deps.database.inBodies([owner.organisationId], (trx) => findUpload(trx, owner, upload));
  if (found === undefined) throw noUpload();
  const { attachedAs } = found;
  if (attachedAs === null && found.offset < found.size) {
    throw new Refusal('stateConflict', `Файл передан не весь: ${found.offset} из ${found.size} байт.`);
  }
  return {
    source: Readable.from(attachedAs === null ? wholeOf(deps, owner.organisationId, { ...found, sha256 }) : []),
    attached: () => attachedUnder(deps, owner, upload),
    settle: async (trx, file) => {
      if (!(await markAttached(trx, upload, file.id))) throw attachedAlready();
    },
  };
}

/** In the body of the request; with a key, a repeat is known by it. */
function broughtAtOnce({ deps, session, request, query: { key, name } }: Bringing): Brought {
  const source = request.req;
  if (key === undefined) return { source, attached: async () => undefined, settle: async () => undefined };
  const owner = ownerOf(session);
  return {
    source,
    attached: () => attachedUnder(deps, owner, key),
    settle: async (trx, { id: fileId, size }) => {
      if (!(await insertAttached(trx, owner, { id: key, name, size, fileId, now: deps.clock() })))
        throw attachedAlready();
    },
  };
}

async function attachedUnder({ database }: Deps, owner: UploadOwner, id: string): Promise<string | undefined> {
  const found = await database.inBodies([owner.organisationId], (trx) => findUpload(trx, owner, id));
  return found?.attachedAs ?? undefined;
}

function attachedAlready(): Refusal {
  return new Refusal('stateConflict', 'Этот файл уже приложен.');
}

/** Part by part, each in a transaction of its own. What is not the sender's file is thrown away: it is to come anew. */
async function* wholeOf(
  { database }: Deps,
  organisationId: string,
  { id, size, sha256 }: UploadRow & { readonly sha256: string },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for (let start = 0; start < size; ) {
    const part = await database.inBodies([organisationId], (trx) => findPart(trx, id, start));
    if (part === undefined) throw noUpload();
    hash.update(part.content);
    start = part.stop;
    yield part.content;
  }
  if (hash.digest('hex') === sha256) return;
  await database.inBodies([organisationId], (trx) => dropParts(trx, id));
  throw new Refusal('damagedContent', 'Файл дошёл с искажением и не сохранён. Загрузите его снова.');
}
