import type { Json } from '@reglament/sdk';
import type { Transaction } from '../../db.ts';

export interface NewQuestion {
  readonly organisationId: string;
  readonly applicationId: string;
  /** The journal's event that has its words. */
  readonly eventId: number;
  /** Ids of the files that came along. */
  readonly files: readonly string[];
  /** What the portal gave to be given back with the answer; undefined: it waits for none. */
  readonly answerTo: Json | undefined;
}

export async function insertQuestion(trx: Transaction, question: NewQuestion): Promise<void> {
  const { organisationId, applicationId, eventId, files, answerTo } = question;
  await trx('applicant_question').insert({
    organisation_id: organisationId,
    application_id: applicationId,
    event_id: eventId,
    files: [...files],
    reference: answerTo === undefined ? null : JSON.stringify({ reference: answerTo }),
  });
}

export async function addSender(trx: Transaction, applicationId: string, sender: string): Promise<void> {
  await trx.raw(
    `update application set external_reference = external_reference
       || jsonb_build_object('senders', coalesce(external_reference -> 'senders', '[]') || to_jsonb(:sender::text))
     where id = :applicationId`,
    { sender, applicationId },
  );
}
