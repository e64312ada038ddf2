import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.ts';

export interface IncomingRows {
  readonly incomingId: string;
  readonly organisationId: string;
  /** Content of a file that nobody else has. */
  readonly storageKey: string;
}

/** The word in every place that a request of another body may have, and nowhere else. */
export async function fillIncomingPlaces(database: TestDatabase, one: IncomingRows, word: string): Promise<void> {
  const { incomingId, organisationId, storageKey } = one;
  const own = { organisation_id: organisationId };
  const now = new Date();
  const json = JSON.stringify({ word });
  await database.asOwner(async (trx) => {
    const request = await trx('incoming_request').where({ id: incomingId }).first();
    const wire = { ...own, connection_id: request.connection_id };
    const due = { ...own, topic: 'test', lane: 'one', due_at: now, last_error: word, done_at: now };
    await trx('outbox').insert({ ...due, owner_id: incomingId });
    for (const owner of [incomingId, request.message_id, request.reply_id]) {
      const value = { connection_id: request.connection_id, owner, key: 'k', round: 0, value: json };
      await trx('provider_value').insert(value);
    }
    const exchange = { direction: 'out', method: 'POST', address: 'http://x', status: '200', duration: 1, at: now };
    await trx('exchange_message').insert({ ...wire, ...exchange, owner_id: incomingId, sent: Buffer.from(word) });
    const onBus = trx('bus_message').whereIn('id', [request.message_id, request.reply_id]);
    await onBus.update({ content: json, files: JSON.stringify([{ name: word, storageKey }]) });
    const content = { media_type: 'text/plain', size: 1, sha256: 'a'.repeat(64), storage_key: storageKey };
    const file = { ...own, ...content, incoming_request_id: incomingId, created_at: now, description: word };
    await trx('incoming_file').insert({ ...file, id: randomUUID(), side: 'question', name: word });
    // Taken out of the answer before it was sent.
    await trx('incoming_file').insert({ ...file, id: randomUUID(), side: 'answer', name: word, removed_at: now });
    const asked = { reference: json, subject: word, question: json, question_form: json, answer_form: json };
    const said = { signature: json, problems: JSON.stringify([word]), delivery_text: word };
    const answered = { answer: json, answer_text: word };
    await trx('incoming_request')
      .where({ id: incomingId })
      .update({ ...asked, ...said, ...answered });
  });
}
