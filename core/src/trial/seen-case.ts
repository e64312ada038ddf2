import { type Case, getCase, type Look } from '../application/card.ts';
import type { Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';

/** A person at the draft of a service, with the number of the call for the access log. */
export type DraftLook = Look & { readonly requestId?: string };

interface Wanted {
  readonly applicationId: string;
  /** Code of the service whose draft it is for. */
  readonly service: string;
  readonly action: 'view' | 'preview';
}

/**
 * A real application that a draft is held against: one that this person may see; the view stands in the access log like any other.
 * @throws Refusal notFound; stateConflict for one of another service
 */
export async function seenCase(look: DraftLook, trx: Transaction, wanted: Wanted): Promise<Case> {
  const { deps, session, now } = look;
  const { applicationId, service, action } = wanted;
  const found = await getCase(look, trx, applicationId);
  if (found.row.serviceCode !== service) {
    throw new Refusal('stateConflict', 'Это заявка на другую услугу: этому черновику она не пример.');
  }
  deps.accessLog.record({
    ...{ at: now, organisationId: found.row.organisationId, userId: session.user.id, action },
    ...{ subjectKind: 'application', subjectId: applicationId, requestId: look.requestId ?? null },
  });
  return found;
}
