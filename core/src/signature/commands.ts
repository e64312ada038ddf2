import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { SignatureUpload, SignatureView } from '../api.gen.ts';
import type { AttachWork } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { safeFileName } from '../file/file-name.ts';
import { extensionOf, kindOfName } from '../file/media-type.ts';
import { findFile, type StoredFile } from '../file/queries.ts';
import type { ReceivedFile } from '../file/store.ts';
import { sparingIn } from '../file/sweep/rows.ts';
import type { Session } from '../session/session.ts';
import { type AttorneyBearer, attorneyFor, bearerOf } from './attorney/commands.ts';
import { readCms, type SignerClaim, type SignerOwner } from './cms.ts';
import { ownerProblem } from './owner.ts';
import type { Signatory } from './owner-fault.ts';
import { type Brought, checkUnsigning, placeOfSignature } from './place.ts';
import { findSignature, isSignedBare } from './queries.ts';
import { noFile, noSignature, unreadable } from './refusals.ts';
import { insertSignature, markSignatureRemoved, type NewSignature, saveVerdict } from './rows.ts';
import { firstVerdict, verdictNow } from './verifier.ts';

/** A signature with its chain, time stamps and lists of revoked certificates takes hundreds of kilobytes. */
const LARGEST = 5 * 1024 * 1024;

interface FileCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly fileId: string;
}

/** Received, read, scanned, checked by whoever can, and only then attached to the file. @throws Refusal */
export async function addSignature(call: FileCall, source: Readable, upload: SignatureUpload): Promise<SignatureView> {
  const { deps, session, fileId } = call;
  const file = await getFile(call);
  if (await deps.database.inBodies(session.bodies, (trx) => isSignedBare(trx, fileId))) throw signedBare();
  const received = await deps.files.receive(source, Math.min(LARGEST, deps.config.uploadLimit));
  try {
    const signature = await readFile(received.path);
    const { signers, owners } = readSigners(signature);
    const bearer = await bearerOf({ ...call, now: deps.clock() });
    const { me } = bearer;
    if (upload.own === '1') checkOwner(owners, me);
    await deps.scan(received.path);
    const open = () => deps.files.open(file.storageKey);
    const verdict = await firstVerdict(deps, {
      organisationId: file.organisationId,
      open,
      signature,
      now: deps.clock(),
    });
    const brought = { owners, verdict, me };
    let id: string | undefined;
    await execute(deps, session, {
      kind: 'attach',
      id: file.applicationId,
      what: 'signature',
      event: 'signatureAdded',
      write: async (work) => {
        const found = { file, name: signatureName(upload.name), received, signers, verdict };
        const kept = await keepSignature({ call, upload, brought, bearer }, found, work);
        id = kept.signature;
        return kept;
      },
    });
    return await getView(call, id);
  } finally {
    await received.discard();
  }
}

interface Bringing {
  readonly call: FileCall;
  readonly upload: SignatureUpload;
  readonly brought: Brought;
  readonly bearer: AttorneyBearer;
}

interface Found extends Pick<NewSignature, 'name' | 'signers' | 'verdict'> {
  readonly file: StoredFile;
  readonly received: ReceivedFile;
}

/** Under the lock; gives back what the journal keeps. */
async function keepSignature(
  { call, upload, brought, bearer }: Bringing,
  found: Found,
  { trx, now, context }: AttachWork,
) {
  const { session, fileId } = call;
  const { file, received, ...said } = found;
  // It may have been removed since.
  if (!(await findFile(trx, fileId))) throw file.view.purpose === 'result' ? paperReplaced() : noFile();
  const place = placeOfSignature(context, file.view, brought);
  const placed = place === undefined ? {} : { place };
  const isOwn = upload.own === '1' || place !== undefined;
  const attorney = isOwn ? await attorneyFor(trx, session, bearer) : undefined;
  const { size, sha256 } = received;
  const signature = await insertSignature(trx, {
    ...{ organisationId: file.organisationId, fileId, size, sha256, ...said, ...placed },
    ...(attorney && { attorney }),
    storageKey: await received.keep(sparingIn(trx)),
    uploadedBy: session.user.id,
    createdAt: now,
  });
  if (signature === undefined) throw new Refusal('alreadyExists', 'Эта подпись к файлу уже приложена.');
  const { verdict } = said;
  const journalled = { ...placed, ...(attorney && { attorney: { number: attorney.number, sha256: attorney.sha256 } }) };
  return { file: fileId, signature, name: file.view.name, sha256, verdict: verdict && { ...verdict }, ...journalled };
}

/**
 * «Проверить подпись»: once more, with what is trusted and revoked today, at the moment at which it was attached.
 * @throws Refusal notFound, stateConflict
 */
export async function checkSignature(call: FileCall, id: string): Promise<SignatureView> {
  const { deps, session, fileId } = call;
  const file = await getFile(call);
  const path = { file: fileId, signature: id };
  const found = await deps.database.inBodies(session.bodies, (trx) => findSignature(trx, path));
  if (!found) throw noSignature();
  const signature = await buffer(await deps.files.open(found.storageKey));
  const { certificate } = found;
  const open = () => deps.files.open(file.storageKey);
  const signed = { organisationId: file.organisationId, open, signature, certificate };
  const verdict = await verdictNow(deps, { ...signed, now: deps.clock(), knownSince: found.createdAt });
  await deps.database.inBodies([file.organisationId], (trx) => saveVerdict(trx, id, verdict));
  return getView(call, id);
}

/** @throws Refusal notFound, and what the door says */
export async function removeSignature(call: FileCall, id: string): Promise<void> {
  const { deps, session, fileId } = call;
  const file = await getFile(call);
  await execute(deps, session, {
    kind: 'attach',
    id: file.applicationId,
    what: 'signatureRemoval',
    event: 'signatureRemoved',
    write: async ({ trx, now, context }) => {
      const found = await findSignature(trx, { file: fileId, signature: id });
      if (!found) throw noSignature();
      checkUnsigning(context, found.place);
      await markSignatureRemoved(trx, id, now);
      return { file: fileId, signature: id, name: file.view.name };
    },
  });
}

function holdsContent(): Refusal {
  return new Refusal(
    'fileRefused',
    'Подпись хранит документ внутри себя. Загрузите её как отдельный файл: у него есть «Проверить подпись» и «Извлечь содержимое». Здесь нужна открепленная (отсоединённая).',
  );
}

function signedBare(): Refusal {
  return new Refusal(
    'stateConflict',
    'Это содержание подписывают прямо в запросе: откройте запрос, выберите сертификат и нажмите «Подписать вложение». Файл подписи к нему не прикладывают.',
  );
}

function paperReplaced(): Refusal {
  return new Refusal(
    'stateConflict',
    'Документ решения тем временем изменили: этого документа больше нет, подпись под ним не нужна. Обновите страницу.',
  );
}

interface Signers {
  readonly signers: readonly SignerClaim[];
  readonly owners: readonly (SignerOwner | undefined)[];
}

/** Made by the person who is signed in: the page has let them choose only such a certificate, and it is looked at again. */
function checkOwner(owners: Signers['owners'], me: Signatory): void {
  for (const owner of owners) {
    const problem = ownerProblem(owner ?? { person: null, snils: null }, me);
    if (problem !== undefined) throw new Refusal('fileRefused', problem);
  }
}

function readSigners(signature: Buffer): Signers {
  const reading = readCms(signature);
  if ('problem' in reading) throw unreadable(reading.problem);
  if (reading.content !== undefined) throw holdsContent();
  return reading;
}

/** The content has said what it is: the extension only follows. */
function signatureName(given: string): string {
  const name = safeFileName(given);
  return kindOfName(name) === 'sig' && extensionOf(name) !== '' ? name : safeFileName(`${name}.sig`);
}

async function getFile({ deps, session, fileId }: FileCall): Promise<StoredFile> {
  const file = await deps.database.inBodies(session.bodies, (trx) => findFile(trx, fileId));
  if (!file) throw noFile();
  return file;
}

async function getView(call: FileCall, id: string | undefined): Promise<SignatureView> {
  const { view } = await getFile(call);
  const found = view.signatures.find((one) => one.id === id);
  if (!found) throw noSignature();
  return found;
}
