import { Readable } from 'node:stream';
import { isProviderError, type KeyBits, type Prepared } from '@reglament/sdk';
import { Refusal } from '../errors.ts';
import { safeFileName } from '../file/file-name.ts';
import { insertFile } from '../file/rows.ts';
import { sparingIn } from '../file/sweep/rows.ts';
import { change, noRequest, type RequestCall, type RequestEdit } from './commands.ts';
import { outgoingRequest } from './outgoing.ts';
import { findRequest } from './queries.ts';

/**
 * «Подготовить запрос к отправке»: what the official is going to sign becomes a file of the request; a signature over an
 * earlier one no longer counts. @throws Refusal
 */
export async function prepareRequest(call: RequestCall, edit: RequestEdit, keyBits?: KeyBits): Promise<void> {
  const { deps } = call;
  const prepared = await askPlugin(call, edit.id, keyBits);
  const { format, digest } = prepared;
  const received = await deps.files.receive(Readable.from([Buffer.from(prepared.content)]), prepared.content.length);
  try {
    await change(call, edit, {
      event: 'prepare',
      journal: 'requestPrepared',
      work: async ({ trx, request }) => {
        const preparedFileId = await insertFile(trx, {
          organisationId: request.organisationId,
          applicationId: request.applicationId,
          requestId: request.id,
          purpose: 'request',
          documentCode: null,
          name: safeFileName(prepared.name),
          mediaType: prepared.mediaType,
          size: received.size,
          sha256: received.sha256,
          storageKey: await received.keep(sparingIn(trx)),
          description: 'Содержание запроса для подписи',
          uploadedBy: null,
          createdAt: call.now,
        });
        return {
          preparedFileId,
          preparedFormat: format,
          preparedBits: digest?.bits ?? null,
          preparedDigest: digest?.value ?? null,
          resultText: 'Ваш запрос успешно выполнен',
        };
      },
    });
  } finally {
    await received.discard();
  }
}

async function askPlugin({ deps, session }: RequestCall, id: string, keyBits?: KeyBits): Promise<Prepared> {
  const request = await deps.database.inBodies(session.bodies, (trx) => findRequest(trx, id));
  if (request?.connectionId == null) throw noRequest();
  const asked = deps.connections.use(request.connectionId, async ({ connection, stored }) => {
    const body = stored.organisation;
    if (connection.prepare === undefined || body === null) {
      throw new Refusal('stateConflict', 'Этот запрос не подписывают: отправьте его сразу.');
    }
    const outgoing = await deps.database.inBodies(session.bodies, (trx) =>
      outgoingRequest(trx, request, { ...deps, body, attempt: 1 }),
    );
    const prepared = await connection.prepare(outgoing, keyBits);
    if (prepared.format === 'raw' && prepared.digest === undefined) throw new Error('raw is prepared without a digest');
    return prepared;
  });
  return asked.catch((error: unknown) => {
    if (!isProviderError(error)) throw error;
    throw new Refusal('stateConflict', `Запрос не подготовлен. ${error.message}`);
  });
}
