import type { FormDefinition } from '@reglament/format';
import type { Json, JsonObject } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import { channels, type IncomingNews } from '../events/change.ts';
import type { KeptFile } from '../file/commands.ts';
import type { IncomingSignature, IncomingStatus } from './incoming-request.model.ts';

export interface NewIncoming {
  readonly organisationId: string;
  readonly connectionId: string;
  readonly messageId: string;
  readonly reference: Json;
  readonly asker: { readonly code: string; readonly title: string };
  readonly number: string;
  readonly subject: string;
  readonly question: JsonObject;
  readonly questionForm: FormDefinition;
  readonly answerForm: FormDefinition;
  readonly signature: IncomingSignature | null;
  readonly problems: readonly string[];
  readonly receivedAt: Date;
}

/** Those who answer for the body hear of it when, and only if, the transaction commits. */
export async function tellIncoming(trx: Transaction, news: IncomingNews): Promise<void> {
  await trx.raw('select pg_notify(:channel, :payload)', { channel: channels.incoming, payload: JSON.stringify(news) });
}

/** Undefined: the message has come before. */
export async function insertIncoming(trx: Transaction, row: NewIncoming): Promise<string | undefined> {
  const [made] = await trx('incoming_request')
    .insert({
      organisation_id: row.organisationId,
      connection_id: row.connectionId,
      message_id: row.messageId,
      reference: JSON.stringify(row.reference),
      asker_code: row.asker.code,
      asker_title: row.asker.title,
      asker_number: row.number,
      subject: row.subject,
      question: JSON.stringify(row.question),
      question_form: JSON.stringify(row.questionForm),
      answer_form: JSON.stringify(row.answerForm),
      signature: row.signature === null ? null : JSON.stringify(row.signature),
      problems: JSON.stringify(row.problems),
      received_at: row.receivedAt,
    })
    .onConflict(['connection_id', 'message_id'])
    .ignore()
    .returning<{ id: string }[]>('id');
  return made?.id;
}

export interface IncomingChanges {
  readonly status?: IncomingStatus;
  readonly executorId?: string;
  readonly answer?: JsonObject;
  readonly answerText?: string;
  readonly answeredBy?: string;
  readonly answeredAt?: Date;
  readonly deliveredAt?: Date;
  readonly deliveryText?: string;
}

/** Under the row's lock; raises the version. */
export async function updateIncoming(trx: Transaction, id: string, changes: IncomingChanges): Promise<void> {
  const { status, executorId, answer, answerText, answeredBy, answeredAt, deliveredAt, deliveryText } = changes;
  await trx('incoming_request')
    .where({ id })
    .update({
      ...(status === undefined ? {} : { status }),
      ...(executorId === undefined ? {} : { executor_id: executorId }),
      ...(answer === undefined ? {} : { answer: JSON.stringify(answer) }),
      ...(answerText === undefined ? {} : { answer_text: answerText }),
      ...(answeredBy === undefined ? {} : { answered_by: answeredBy }),
      ...(answeredAt === undefined ? {} : { answered_at: answeredAt }),
      ...(deliveredAt === undefined ? {} : { delivered_at: deliveredAt }),
      ...(deliveryText === undefined ? {} : { delivery_text: deliveryText }),
      version: trx.raw('version + 1'),
    });
}

export interface NewIncomingFile extends KeptFile {
  readonly organisationId: string;
  readonly incomingRequestId: string;
  readonly side: 'question' | 'answer';
  readonly uploadedBy: string | null;
  readonly createdAt: Date;
}

export async function insertIncomingFile(trx: Transaction, file: NewIncomingFile): Promise<string> {
  const row = {
    organisation_id: file.organisationId,
    incoming_request_id: file.incomingRequestId,
    side: file.side,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    storage_key: file.storageKey,
    description: file.description,
    uploaded_by: file.uploadedBy,
    created_at: file.createdAt,
  };
  const [inserted] = await trx('incoming_file').insert(row).returning('id');
  return inserted.id;
}

export async function markIncomingFileRemoved(trx: Transaction, id: string, at: Date): Promise<void> {
  await trx('incoming_file').where({ id }).whereNull('removed_at').update({ removed_at: at });
}
