import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { SignatureFileView } from '../api.gen.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { inspectContent } from '../file/commands.ts';
import { findFile, listBeside, type StoredFile } from '../file/queries.ts';
import type { Session } from '../session/session.ts';
import { type CmsReading, readCms } from './cms.ts';
import { signedFileOf, signedName } from './pair.ts';
import { noFile, unreadable } from './refusals.ts';
import { verdictNow } from './verifier.ts';

interface FileCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly fileId: string;
}

/**
 * «Проверить подпись» of a signature that was brought as a file of its own: by what it holds inside, else by the file beside it
 * that its name names. Nothing is kept: the next look may find another file. @throws Refusal
 */
export async function checkSignatureFile(call: FileCall): Promise<SignatureFileView> {
  const { deps } = call;
  const { file, signature, signers, content } = await readSignatureFile(call);
  const of = content === undefined ? await pairOf(call, file) : undefined;
  const open = async () => (of ? deps.files.open(of.storageKey) : Readable.from([content ?? Buffer.alloc(0)]));
  const verdict = await verdictNow(deps, {
    organisationId: file.organisationId,
    open,
    signature,
    now: deps.clock(),
    knownSince: new Date(file.view.createdAt),
  });
  return {
    content: content === undefined ? null : { name: signedName(file.view.name), size: content.length },
    of: of === undefined ? null : { id: of.view.id, name: of.view.name },
    signers: [...signers],
    verdict,
  };
}

/** «Извлечь содержимое»: what comes out is looked at as any file that is brought. @throws Refusal */
export async function extractContent(call: FileCall) {
  const { deps } = call;
  const { file, content } = await readSignatureFile(call);
  if (content === undefined) {
    throw new Refusal('stateConflict', 'Подпись открепленная: документа внутри неё нет, он лежит отдельным файлом.');
  }
  return { ...(await inspectContent(deps, content, signedName(file.view.name))), content };
}

type Signed = Exclude<CmsReading, { problem: unknown }> & { readonly file: StoredFile; readonly signature: Buffer };

async function readSignatureFile({ deps, session, fileId }: FileCall): Promise<Signed> {
  const file = await deps.database.inBodies(session.bodies, (trx) => findFile(trx, fileId));
  if (!file) throw noFile();
  const signature = await buffer(await deps.files.open(file.storageKey));
  const reading = readCms(signature);
  if ('problem' in reading) throw unreadable(reading.problem);
  return { ...reading, file, signature };
}

async function pairOf({ deps, session }: FileCall, { view }: StoredFile): Promise<StoredFile> {
  const beside = await deps.database.inBodies(session.bodies, (trx) => listBeside(trx, view.id));
  const found = signedFileOf(
    view.name,
    beside.map((file) => ({ name: file.view.name, mediaType: file.view.mediaType, file })),
  );
  if (found) return found.file;
  throw new Refusal(
    'stateConflict',
    `Подпись открепленная, а файла «${signedName(view.name)}» рядом с ней нет. Загрузите его или приложите подпись к её файлу кнопкой «Приложить подпись».`,
  );
}
