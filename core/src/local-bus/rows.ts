import type { JsonObject } from '@reglament/sdk';
import type { Transaction } from '../db.ts';

/** A file of a message, its content in the file store. */
export interface BusFile {
  readonly name: string;
  readonly description: string | null;
  readonly storageKey: string;
}

export interface NewMessage {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly type: string;
  readonly content: JsonObject;
  readonly files: readonly BusFile[];
  readonly replyTo: string | null;
  readonly createdAt: Date;
}

/** The same id of the same sender again changes nothing. */
export async function insertMessage(trx: Transaction, message: NewMessage): Promise<void> {
  await trx('bus_message')
    .insert({
      id: message.id,
      from_id: message.fromId,
      to_id: message.toId,
      type: message.type,
      content: JSON.stringify(message.content),
      files: JSON.stringify(message.files),
      reply_to: message.replyTo,
      created_at: message.createdAt,
    })
    .onConflict(['from_id', 'id'])
    .ignore();
}

export async function markTaken(trx: Transaction, number: number, at: Date): Promise<void> {
  await trx('bus_message').where({ number }).whereNull('taken_at').update({ taken_at: at });
}
