import { Readable } from 'node:stream';
import { type Bus, type BusMessage, type NewBusMessage, type OutgoingFile, ProviderError } from '@reglament/sdk';
import type { Database } from '../db.ts';
import type { FileStore } from '../file/store.ts';
import { sparingBy } from '../file/sweep/rows.ts';
import { findBody, listWaiting, type WaitingMessage } from './queries.ts';
import { type BusFile, insertMessage, markTaken } from './rows.ts';

export interface LocalBusParts {
  readonly database: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  /** Tells the connections of a body that something waits for it. */
  readonly wake: (organisationId: string) => Promise<void>;
}

/** Messages between the bodies of this installation: the table is the wire, so nothing is lost between two processes. */
export function openLocalBus(parts: LocalBusParts, bodyId: string): Bus {
  return {
    send: (message) => send(parts, bodyId, message),
    take: (types, signal) => take(parts, bodyId, { types, signal }),
  };
}

async function send({ database, files, clock, wake }: LocalBusParts, fromId: string, message: NewBusMessage) {
  const toId = message.to === undefined ? undefined : await database.asOwner((trx) => findBody(trx, message.to ?? ''));
  if (toId === undefined) {
    const text = `Ведомства «${message.to ?? ''}» в системе нет. Выберите другое.`;
    throw new ProviderError('unknownBody', text, { retry: 'never' });
  }
  const kept: BusFile[] = [];
  for (const file of message.files) kept.push(await keep({ database, files }, file));
  const { id, type, content, replyTo = null } = message;
  const row = { id, fromId, toId, type, content, files: kept, replyTo, createdAt: clock() };
  await database.asOwner((trx) => insertMessage(trx, row));
  await wake(toId);
}

async function keep(
  { database, files }: Pick<LocalBusParts, 'database' | 'files'>,
  file: OutgoingFile,
): Promise<BusFile> {
  const received = await files.receive(Readable.from(await file.open()), file.size);
  return {
    name: file.name,
    description: file.description ?? null,
    storageKey: await received.keep(sparingBy(database)),
  };
}

async function* take(
  { database, files, clock }: LocalBusParts,
  toId: string,
  { types, signal }: { readonly types: readonly string[]; readonly signal: AbortSignal },
): AsyncIterable<BusMessage> {
  let after = 0;
  for (;;) {
    const page = await database.asOwner((trx) => listWaiting(trx, { toId, types, after }));
    for (const message of page) {
      if (signal.aborted) return;
      after = message.number;
      const ack = () => database.asOwner((trx) => markTaken(trx, message.number, clock()));
      yield { ...(await viewOf(message, files)), ack };
    }
    if (page.length === 0) return;
  }
}

async function viewOf({ id, type, from, content, files, replyTo }: WaitingMessage, store: FileStore) {
  return {
    id,
    type,
    from,
    content,
    files: await Promise.all(
      files.map(async ({ name, description, storageKey }) => ({
        name,
        ...(description === null ? {} : { description }),
        content: await store.open(storageKey),
      })),
    ),
    ...(replyTo === null ? {} : { replyTo }),
  };
}
