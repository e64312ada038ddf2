import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.ts';

export interface CaseRows {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly requestId: string;
  readonly userId: string;
  readonly fileId: string;
  /** Content of a file that hangs on a message only. */
  readonly storageKey: string;
}

/** What a case may have besides, in every table that a walk through the interface leaves empty: each row holds the word. */
export async function fillEveryPlace(database: TestDatabase, one: CaseRows, word: string): Promise<void> {
  const { applicationId, organisationId, requestId, userId, fileId, storageKey } = one;
  const own = { organisation_id: organisationId };
  const ofCase = { ...own, application_id: applicationId };
  const now = new Date();
  const json = JSON.stringify({ word });
  await database.asOwner(async (trx) => {
    const paid = { kind: 'payment', amount: 100, paid_on: '2026-01-12', payer: word, document: word };
    await trx('duty_entry').insert({ ...ofCase, ...paid, file_id: fileId, entered_by: userId, entered_at: now });
    const [hook] = await trx('webhook')
      .insert({ ...own, title: 'П', url: 'https://p.example', secret: Buffer.of(1), created_by: userId, events: ['a'] })
      .returning('id');
    const told = { webhook_id: hook.id, event: 'a', data: json, created_at: now };
    const [delivery] = await trx('webhook_delivery')
      .insert({ ...ofCase, ...told })
      .returning('id');
    const due = { ...own, topic: 'test', lane: 'one', due_at: now, last_error: word, done_at: now };
    await trx('outbox').insert({ ...due, owner_id: delivery.id });
    const [connection] = await trx('connection')
      .insert({ ...own, plugin: 'test', code: `c${randomUUID()}`, title: 'П' })
      .returning('id');
    const wire = { ...own, connection_id: connection.id };
    await trx('provider_value').insert({
      connection_id: connection.id,
      owner: requestId,
      key: 'k',
      round: 0,
      value: json,
    });
    const exchange = { direction: 'out', method: 'GET', address: 'http://x', status: '200', duration: 1, at: now };
    await trx('exchange_message').insert({ ...wire, ...exchange, owner_id: requestId, sent: Buffer.from(word) });
    const files = JSON.stringify([{ name: word, storageKey }]);
    const came = { kind: 'answer', status: 'resolved', original: Buffer.from(word), received_at: now, files };
    const said = { outcome: json, verdicts: JSON.stringify([word]), command: json, reason: word, resolution: word };
    await trx('delivery').insert({ ...wire, ...came, ...said, request_id: requestId, message_id: randomUUID() });
    await trx('delivery').insert({
      ...wire,
      ...came,
      ...said,
      application_id: applicationId,
      message_id: randomUUID(),
    });
    const text = { way: 'letter', text: word, address: word, subject: word, failure: word };
    await trx('notice').insert({ ...ofCase, ...text, status: 'done' });
    await trx('staff_notice').insert({ ...ofCase, user_id: userId, kind: 'deadlineNear', text: word, created_at: now });
    const published = { kind: 'text', title: word, text: word, final: false, created_at: now, answer: json };
    await trx('publication').insert({ ...ofCase, ...published, connection_id: connection.id, sequence: 1 });
    const event = await trx('application_event').where({ application_id: applicationId }).first('id');
    await trx('applicant_question').insert({ ...ofCase, event_id: event.id, reference: json });
    const runId = randomUUID();
    await trx('bulk_run').insert({ ...own, id: runId, user_id: userId, action: 'a', input: '{}', created_at: now });
    await trx('bulk_row').insert({ ...ofCase, run_id: runId, position: 0, version: 1, reason: word });
    await trx('clock_entry').insert({ ...ofCase, seq: 90, kind: 'paused', at: now, reason: word });
    await trx('received_document').insert({ ...ofCase, title: word, form: 'copy', sheets: 1, position: 90 });
    const content = { size: 1, sha256: 'a'.repeat(64), storage_key: storageKey, name: word };
    await trx('file_signature').insert({ ...own, ...content, file_id: fileId, signers: json, uploaded_by: userId });
    const kept = { question: json, origins: json, answer: json, interim_text: word, result_text: word };
    await trx('request')
      .where({ id: requestId })
      .update({ ...kept, brought_by: userId, brought_reason: word });
    const revised = { return_comment: word, repeat: json, signatures: JSON.stringify([word]), paper: json };
    await trx('decision').where({ application_id: applicationId }).update(revised);
    const columns = { accepted: json, representative: json, submitted_by: json, external_reference: json, duty: json };
    const listed = { list_address: word, list_subject: word, list_submitted_by: word };
    const portal = { portal_connection_id: connection.id, external_id: word };
    await trx('application')
      .where({ id: applicationId })
      .update({ ...columns, ...listed, ...portal });
  });
}
