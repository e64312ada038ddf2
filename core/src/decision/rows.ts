import type { DecisionGround } from '../api.gen.ts';
import type { DecisionKind } from '../application/facts.ts';
import type { Transaction } from '../db.ts';
import type { DocumentModel } from '../document/document-model.ts';
import type { SigningPlace } from '../signature/signing.ts';
import type { KeptRepeat } from './repeat-refusal.ts';

/** Where a decision belongs, who acts on it and when. */
export interface DecisionPlace {
  readonly applicationId: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly now: Date;
}

export interface DecisionContent {
  readonly kind: DecisionKind;
  readonly grounds: readonly DecisionGround[];
  readonly text: string;
  readonly message: string;
  readonly repeat: KeptRepeat | null;
}

/** One decision an application: a new one after rework replaces what was returned. */
export async function saveDecision(trx: Transaction, place: DecisionPlace, content: DecisionContent): Promise<void> {
  await trx.raw(
    `insert into decision as d (organisation_id, application_id, kind, grounds, text, message, repeat, status, author_id,
       created_at, updated_at)
     values (:organisationId, :applicationId, :kind, :grounds, :text, :message, :repeat, 'prepared', :userId, :now, :now)
     on conflict (application_id) do update set kind = excluded.kind, grounds = excluded.grounds, text = excluded.text,
       message = excluded.message, repeat = excluded.repeat, status = 'prepared', author_id = excluded.author_id, approver_id = null,
       signatures = '[]', paper = null, updated_at = excluded.updated_at`,
    {
      ...place,
      ...content,
      grounds: JSON.stringify(content.grounds),
      repeat: content.repeat === null ? null : JSON.stringify(content.repeat),
    },
  );
}

/** The paper as it went into its files: what copies of it with marks are made from. */
export async function keepPaper(trx: Transaction, applicationId: string, paper: DocumentModel): Promise<void> {
  await trx('decision')
    .where({ application_id: applicationId })
    .update({ paper: JSON.stringify(paper) });
}

/** Who signs its paper, in their order. */
export async function markSigningOrder(
  trx: Transaction,
  applicationId: string,
  places: readonly SigningPlace[],
): Promise<void> {
  await trx('decision')
    .where({ application_id: applicationId })
    .update({ signatures: JSON.stringify(places) });
}

/** Whoever looked at it last stands beside it, as at a published one; its own author, who takes it back, has not. */
export async function markReturned(
  trx: Transaction,
  place: DecisionPlace,
  { comment, recalled }: { readonly comment: string | null; readonly recalled: boolean },
): Promise<void> {
  await trx('decision')
    .where({ application_id: place.applicationId })
    .update({
      status: 'returned',
      return_comment: comment,
      approver_id: recalled ? null : place.userId,
      updated_at: place.now,
    });
}

/** What was published stays as it was; only its force ends. */
export async function markRevoked(trx: Transaction, place: DecisionPlace, procedureId: string): Promise<void> {
  await trx('decision').where({ application_id: place.applicationId }).update({
    status: 'revoked',
    revoked_at: place.now,
    revoked_by: procedureId,
    updated_at: place.now,
  });
}

export async function markPublished(trx: Transaction, place: DecisionPlace): Promise<void> {
  await trx('decision').where({ application_id: place.applicationId }).update({
    status: 'published',
    approver_id: place.userId,
    published_at: place.now,
    updated_at: place.now,
  });
}
