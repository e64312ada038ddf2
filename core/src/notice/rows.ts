import type { Transaction } from '../db.ts';
import { putEntry, putEntryAgain } from '../outbox/rows.ts';

/** Topic of the outbox. */
export const noticeTopic = 'notice';

export interface NewNotice {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly way: string;
  readonly address: string | null;
  readonly subject: string;
  readonly text: string;
  /** Of the body, that takes it to the applicant; null: a clerk does. */
  readonly connectionId: string | null;
  readonly createdAt: Date;
}

export async function insertNotice(trx: Transaction, notice: NewNotice): Promise<void> {
  const { organisationId, connectionId, createdAt } = notice;
  const [row] = await trx('notice')
    .insert({
      organisation_id: notice.organisationId,
      application_id: notice.applicationId,
      way: notice.way,
      address: notice.address,
      subject: notice.subject,
      text: notice.text,
      connection_id: connectionId,
      status: connectionId === null ? 'todo' : 'sending',
      created_at: createdAt,
    })
    .returning('id');
  if (connectionId === null) return;
  await putEntry(trx, { organisationId, topic: noticeTopic, lane: connectionId, ownerId: row.id, dueAt: createdAt });
}

/** False when somebody has already done it. */
export async function markNoticeDone(
  trx: Transaction,
  id: string,
  done: { readonly userId: string; readonly now: Date },
): Promise<boolean> {
  const rows = await trx('notice')
    .where({ id, status: 'todo' })
    .update({ status: 'done', done_by: done.userId, done_at: done.now })
    .returning('id');
  return rows.length > 0;
}

/** All that was to be told to the applicant of this application when they come: they have come. */
export async function markInPersonDone(
  trx: Transaction,
  applicationId: string,
  done: { readonly userId: string; readonly now: Date },
): Promise<void> {
  await trx('notice')
    .where({ application_id: applicationId, way: 'inPerson', status: 'todo' })
    .update({ status: 'done', done_by: done.userId, done_at: done.now });
}

/** It has gone by machine. */
export async function markNoticeSent(trx: Transaction, id: string, now: Date): Promise<void> {
  await trx('notice').where({ id, status: 'sending' }).update({ status: 'done', done_at: now, failure: null });
}

/** It will not go by machine as it is: a clerk's task from now on. */
export async function markNoticeFailed(trx: Transaction, id: string, failure: string): Promise<void> {
  await trx('notice').where({ id, status: 'sending' }).update({ status: 'todo', failure });
}

export interface Resending {
  readonly id: string;
  readonly organisationId: string;
  readonly connectionId: string;
  /** Where it goes now. */
  readonly address: string | null;
  readonly now: Date;
}

/** A task goes by machine after all, from the first try; false when it is no task any more. */
export async function sendNoticeAgain(
  trx: Transaction,
  { id, organisationId, connectionId, address, now }: Resending,
): Promise<boolean> {
  const rows = await trx('notice')
    .where({ id, status: 'todo' })
    .update({ status: 'sending', connection_id: connectionId, address, failure: null })
    .returning('id');
  if (rows.length === 0) return false;
  await putEntryAgain(trx, { organisationId, topic: noticeTopic, lane: connectionId, ownerId: id, dueAt: now });
  return true;
}
