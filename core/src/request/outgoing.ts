import { buffer } from 'node:stream/consumers';
import type { BodyRef, OfficialSignature, OutgoingFile, OutgoingRequest } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { DefinitionStore } from '../definition/store.ts';
import type { FileStore } from '../file/store.ts';
import { listFileSignatures, listRequestFiles, type RequestFile } from './queries.ts';
import type { RequestRecord } from './request.model.ts';

export interface OutgoingParts {
  readonly definitions: DefinitionStore;
  readonly files: FileStore;
  readonly body: BodyRef;
  readonly attempt: number;
}

/** A request as a plugin gets it, the same at every try but for the attempt's number. */
export async function outgoingRequest(
  trx: Transaction,
  request: RequestRecord,
  { definitions, files, body, attempt }: OutgoingParts,
): Promise<OutgoingRequest> {
  const type = await definitions.get('requestType', request.typeVersionId, trx);
  const stored = await listRequestFiles(trx, request.id);
  const asked = stored.filter(({ purpose, id }) => purpose === 'request' && id !== request.preparedFileId);
  const prepared = stored.find(({ id }) => id === request.preparedFileId);
  const signature = prepared && (await signatureOf(trx, prepared, files));
  return {
    id: request.id,
    number: request.number,
    kind: request.kind,
    kindVersion: request.kindVersion,
    type: type.content,
    settings: (type.content.settings ?? {}) as OutgoingRequest['settings'],
    question: request.question,
    files: await Promise.all(asked.map((file) => outgoingFile(trx, file, files))),
    body,
    author: { name: request.author.name, position: request.author.position },
    ...(signature ? { signature } : {}),
    createdAt: request.createdAt,
    attempt,
  };
}

async function outgoingFile(trx: Transaction, file: RequestFile, files: FileStore): Promise<OutgoingFile> {
  const { id, name, mediaType, size, sha256, storageKey, description } = file;
  const [signature] = await listFileSignatures(trx, id);
  return {
    id,
    name,
    mediaType,
    size,
    sha256,
    ...(description === null ? {} : { description }),
    ...(signature === undefined ? {} : { signature: await buffer(await files.open(signature.storageKey)) }),
    open: () => files.open(storageKey),
  };
}

async function signatureOf(
  trx: Transaction,
  prepared: RequestFile,
  files: FileStore,
): Promise<OfficialSignature | undefined> {
  const last = (await listFileSignatures(trx, prepared.id)).at(-1);
  if (last === undefined) return undefined;
  const { certificate } = last;
  const [content, signature] = [await files.open(prepared.storageKey), await files.open(last.storageKey)];
  return {
    content: await buffer(content),
    signature: await buffer(signature),
    ...(certificate === null ? {} : { certificate }),
  };
}
