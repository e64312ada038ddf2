import type { RequestFileUpload } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { keepIncoming } from '../file/commands.ts';
import { insertFile, markFileRemoved } from '../file/rows.ts';
import { attachOnce, type Brought } from '../file/upload/brought.ts';
import { change, noRequest, type RequestCall } from './commands.ts';
import { findRequest, listRequestFiles } from './queries.ts';
import { unprepared } from './rows.ts';

/** As many as a clerk would look through; more belong into an archive. */
const MOST_FILES = 20;

/** «Загрузить документ»: a file that goes with the question. @throws Refusal */
export async function addRequestFile(call: RequestCall, id: string, bringing: RequestFile): Promise<void> {
  await attachOnce(bringing.brought, () => attach(call, id, bringing));
}

interface RequestFile {
  readonly brought: Brought;
  readonly upload: RequestFileUpload;
}

async function attach(call: RequestCall, id: string, { brought, upload }: RequestFile): Promise<string> {
  const { deps, session, now } = call;
  const { name, description } = upload;
  const file = await keepIncoming(deps, brought.source, {
    name,
    ...(description === undefined ? {} : { description }),
  });
  let fileId = '';
  await change(
    call,
    { id, version: await versionOf(call, id) },
    {
      event: 'edit',
      journal: 'requestFileAdded',
      work: async ({ trx, request, kind }) => {
        if (!kind.files) throw new Refusal('stateConflict', 'К этому запросу файлы не прикладывают.');
        if ((await listRequestFiles(trx, id)).length >= MOST_FILES) {
          throw new Refusal('stateConflict', `К запросу приложено ${MOST_FILES} файлов, больше нельзя.`);
        }
        fileId = await insertFile(trx, {
          ...file,
          organisationId: request.organisationId,
          applicationId: request.applicationId,
          requestId: id,
          purpose: 'request',
          documentCode: null,
          uploadedBy: session.user.id,
          createdAt: now,
        });
        await brought.settle(trx, { id: fileId, size: file.size });
        return unprepared;
      },
    },
  );
  return fileId;
}

/** @throws Refusal */
export async function removeRequestFile(call: RequestCall, id: string, fileId: string): Promise<void> {
  await change(
    call,
    { id, version: await versionOf(call, id) },
    {
      event: 'edit',
      journal: 'requestFileRemoved',
      work: async ({ trx }) => {
        const file = (await listRequestFiles(trx, id)).find((one) => one.id === fileId && one.purpose === 'request');
        if (file === undefined)
          throw new Refusal('notFound', 'Файл не найден: он удалён или относится к другому запросу.');
        await markFileRemoved(trx, fileId, call.now);
        return unprepared;
      },
    },
  );
}

/** A file changes nothing that somebody else could have been reading, so the newest version will do. */
async function versionOf({ deps, session }: RequestCall, id: string): Promise<number> {
  const request = await deps.database.inBodies(session.bodies, (trx) => findRequest(trx, id));
  if (request === undefined) throw noRequest();
  return request.version;
}
