import type { NoticeAnswer, NoticeKind } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import { putEntry } from '../outbox/rows.ts';

/** Topic of the outbox. */
export const publicationTopic = 'publication';

export interface NewPublication {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly connectionId: string;
  readonly kind: NoticeKind;
  /** Code of the portal for the state; null: the portal is told the words only. */
  readonly code: string | null;
  readonly title: string;
  readonly text: string;
  readonly final: boolean;
  /** Ids of the files that go along. */
  readonly files: readonly string[];
  readonly createdAt: Date;
  /** The message of the applicant's that it answers by itself. */
  readonly answer?: NoticeAnswer;
  /** Written by a person, and not by the workflow. */
  readonly written?: Written;
}

export interface Written {
  readonly authorId: string;
  /** A uuid of the author's own for this message: the same again adds nothing. */
  readonly key: string;
  /** The question that it answers. */
  readonly questionId: string | null;
}

/** Under the application's lock, in the transaction of what is told; it goes when all before it have gone. */
export async function insertPublication(trx: Transaction, row: NewPublication): Promise<void> {
  const place = { organisation_id: row.organisationId, application_id: row.applicationId };
  await trx('publication').insert({
    ...place,
    connection_id: row.connectionId,
    sequence: trx.raw('(select coalesce(max(sequence), 0) + 1 from publication where application_id = ?)', [
      row.applicationId,
    ]),
    kind: row.kind,
    code: row.code,
    title: row.title,
    text: row.text,
    final: row.final,
    files: [...row.files],
    created_at: row.createdAt,
    answer: row.answer === undefined ? null : JSON.stringify(row.answer),
    author_id: row.written?.authorId ?? null,
    creation_key: row.written?.key ?? null,
    question_id: row.written?.questionId ?? null,
  });
  await layOutNext(trx, row.applicationId, row.createdAt);
}

export interface Settled {
  readonly status: 'delivered' | 'failed';
  readonly at: Date;
  /** What the portal said, or why it was not told. */
  readonly text: string;
}

/** Under the application's lock: what came of one, and the next one on its way. */
export async function settlePublication(
  trx: Transaction,
  { id, applicationId }: { readonly id: string; readonly applicationId: string },
  { status, at, text }: Settled,
): Promise<void> {
  const moments =
    status === 'delivered' ? { delivered_at: at, failed_at: null } : { delivered_at: null, failed_at: at };
  await trx('publication')
    .where({ id })
    .update({ ...moments, delivery_text: text });
  await layOutNext(trx, applicationId, at);
}

/**
 * Of one application only the oldest that is not settled stands in the outbox: a portal shows the last thing it was told,
 * so an older one must never come after a newer one.
 */
async function layOutNext(trx: Transaction, applicationId: string, dueAt: Date): Promise<void> {
  const next = await trx('publication')
    .where({ application_id: applicationId })
    .whereNull('delivered_at')
    .whereNull('failed_at')
    .orderBy('sequence')
    .first('id', 'organisation_id', 'connection_id');
  if (next === undefined) return;
  const there = await trx('outbox').where({ topic: publicationTopic, owner_id: next.id }).first('id');
  if (there !== undefined) return;
  await putEntry(trx, {
    organisationId: next.organisation_id,
    topic: publicationTopic,
    lane: next.connection_id,
    ownerId: next.id,
    dueAt,
  });
}
