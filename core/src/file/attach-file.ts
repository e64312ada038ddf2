import type { FileUpload, FileView } from '../api.gen.ts';
import type { AttachWork } from '../application/command.ts';
import { execute } from '../application/commands.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { type Inspected, inspectFile } from './inspect-file.ts';
import { countFiles, findFile } from './queries.ts';
import { insertFile, markFileRemoved } from './rows.ts';
import type { ReceivedFile } from './store.ts';
import { sparingIn } from './sweep/rows.ts';
import { attachOnce, type Brought } from './upload/brought.ts';

/** More would be no application but an archive. */
const MOST_FILES = 200;

interface FileCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly applicationId: string;
}

/** Received, inspected, scanned, and only then attached; whatever fails leaves neither row nor content. */
export async function addFile(call: FileCall, brought: Brought, upload: FileUpload): Promise<FileView> {
  return getView(call, await attachOnce(brought, () => attach(call, brought, upload)));
}

async function attach(call: FileCall, brought: Brought, upload: FileUpload): Promise<string> {
  const { deps, session, applicationId } = call;
  const received = await deps.files.receive(brought.source, deps.config.uploadLimit);
  try {
    const inspected = await inspectFile(received.path, upload.name);
    await deps.scan(received.path);
    let id = '';
    await execute(deps, session, {
      kind: 'attach',
      id: applicationId,
      what: upload.purpose,
      event: 'fileAdded',
      write: async (work) => {
        checkPlace(work, upload);
        const owner = { upload, inspected, received, userId: session.user.id };
        id = await writeFile(work, owner);
        await brought.settle(work.trx, { id, size: received.size });
        const { name } = inspected;
        return { file: id, name, purpose: upload.purpose, document: upload.document ?? null, sha256: received.sha256 };
      },
    });
    return id;
  } finally {
    await received.discard();
  }
}

/** @throws Refusal notFound, stateConflict, and what the door says */
export async function removeFile(call: FileCall, fileId: string): Promise<void> {
  const { deps, session, applicationId } = call;
  const file = await deps.database.inBodies(session.bodies, (trx) => findFile(trx, fileId));
  if (!file || file.applicationId !== applicationId) throw noFile();
  const { purpose, name, document } = file.view;
  if (purpose === 'request' || purpose === 'answer') {
    throw new Refusal('stateConflict', 'Файлы запроса убирают в самом запросе, пока он не отправлен.');
  }
  if (purpose === 'result') {
    throw new Refusal('stateConflict', 'Документы, созданные системой при публикации решения, не удаляются.');
  }
  await execute(deps, session, {
    kind: 'attach',
    id: applicationId,
    what: purpose,
    event: 'fileRemoved',
    write: async ({ trx, now }) => {
      if (!(await findFile(trx, fileId))) throw noFile();
      await markFileRemoved(trx, fileId, now);
      return { file: fileId, name, purpose, document };
    },
  });
}

export function noFile(): Refusal {
  return new Refusal('notFound', 'Файл не найден: он удалён или недоступен вам.');
}

function checkPlace({ pinned }: AttachWork, upload: FileUpload): void {
  if (upload.purpose !== 'document') return;
  if (pinned.service.documents.some(({ code }) => code === upload.document)) return;
  const message = 'Выберите, какой документ из перечня услуги приложен этим файлом.';
  const problems = [{ field: 'document', pointer: '/document', code: 'required', message }];
  throw new Refusal('invalidQuery', message, { problems });
}

interface Owner {
  upload: FileUpload;
  inspected: Inspected;
  received: ReceivedFile;
  userId: string;
}

async function writeFile({ trx, application, now }: AttachWork, owner: Owner): Promise<string> {
  const { upload, inspected, received, userId } = owner;
  if ((await countFiles(trx, application.id)) >= MOST_FILES) {
    throw new Refusal('stateConflict', `К заявке приложено ${MOST_FILES} файлов, больше нельзя. Объедините документы.`);
  }
  return insertFile(trx, {
    organisationId: application.organisationId,
    applicationId: application.id,
    purpose: upload.purpose,
    documentCode: upload.purpose === 'document' ? (upload.document ?? null) : null,
    ...inspected,
    size: received.size,
    sha256: received.sha256,
    storageKey: await received.keep(sparingIn(trx)),
    description: upload.description?.trim() || null,
    uploadedBy: userId,
    createdAt: now,
  });
}

async function getView({ deps, session, applicationId }: FileCall, id: string): Promise<FileView> {
  const file = await deps.database.inBodies(session.bodies, (trx) => findFile(trx, id));
  if (file?.applicationId !== applicationId) throw noFile();
  return file.view;
}
