import type { ApplicantData } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import type { Session } from '../session/session.ts';
import { actorIdOf } from '../session/system-session.ts';
import { applicantName } from './applicant-name.ts';
import type { DataChange } from './data-changes.ts';
import { identifiersOf, searchText } from './normal-form.ts';

export interface Link {
  applicantId: string;
  organisationId: string;
  reason: 'application' | 'identifier';
  /** null: the platform itself. */
  userId: string | null;
  at: Date;
}

/** A new row and the link that makes it visible to the body; the id is taken first, since the row is not visible before. */
export async function insertApplicant(
  trx: Transaction,
  data: ApplicantData,
  link: Omit<Link, 'applicantId'>,
): Promise<string> {
  const { rows } = await trx.raw('select new_id() as id');
  const id: string = rows[0].id;
  await trx('applicant').insert({ id, ...columnsOf(data), created_at: link.at, updated_at: link.at });
  await linkApplicant(trx, { ...link, applicantId: id });
  return id;
}

/** Raises the version. */
export async function updateApplicant(
  trx: Transaction,
  target: { id: string; at: Date },
  data: ApplicantData,
): Promise<void> {
  await trx('applicant')
    .where({ id: target.id })
    .update({ ...columnsOf(data), version: trx.raw('version + 1'), updated_at: target.at });
}

export async function linkApplicant(trx: Transaction, link: Link): Promise<void> {
  await trx('applicant_link')
    .insert({
      applicant_id: link.applicantId,
      organisation_id: link.organisationId,
      reason: link.reason,
      user_id: link.userId,
      at: link.at,
    })
    .onConflict(['organisation_id', 'applicant_id'])
    .ignore();
}

/**
 * Two clerks who enter the same person at once must not make two records: the second waits for the first. In one order,
 * so that those who lock the identifiers of several records do not wait for each other.
 */
export async function lockIdentifiers(trx: Transaction, ...data: readonly ApplicantData[]): Promise<void> {
  const places = data.flatMap(identifiersOf).map(({ kind, value }) => `applicant:${kind}:${value}`);
  for (const place of [...new Set(places)].sort()) {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [place]);
  }
}

/** Raises the version. */
export async function setMergedInto(
  trx: Transaction,
  target: { id: string; into: string | null; at: Date },
): Promise<void> {
  await trx('applicant')
    .where({ id: target.id })
    .update({ merged_into: target.into, version: trx.raw('version + 1'), updated_at: target.at });
}

/** All bodies that see the merged one see the other one; gives those who did not before. */
export async function shareApplicant(
  trx: Transaction,
  share: { from: string; to: string; userId: string | null; at: Date },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { linked: string[] }[] }>('select share_applicant(?, ?, ?, ?) as linked', [
    share.from,
    share.to,
    share.userId,
    share.at,
  ]);
  return rows[0]?.linked ?? [];
}

/** Of a merge that was taken back: whoever saw the one that stayed because of it alone sees it no more. */
export async function unshareApplicant(trx: Transaction, event: string): Promise<void> {
  await trx.raw('select unshare_applicant(?)', [event]);
}

export interface NewApplicantEvent {
  applicantId: string;
  type: 'created' | 'changed' | 'merged' | 'mergedInto' | 'unmerged' | 'unmergedFrom';
  changes?: readonly DataChange[];
  reason?: string;
  otherId?: string;
  linked?: readonly string[];
  undoes?: string;
}

export async function insertApplicantEvent(
  work: { trx: Transaction; session: Session; organisationId: string; now: Date },
  event: NewApplicantEvent,
): Promise<void> {
  await work.trx('applicant_event').insert({
    organisation_id: work.organisationId,
    applicant_id: event.applicantId,
    type: event.type,
    user_id: actorIdOf(work.session),
    at: work.now,
    changes: JSON.stringify(event.changes ?? []),
    reason: event.reason ?? null,
    other_id: event.otherId ?? null,
    linked: event.linked ?? [],
    undoes: event.undoes ?? null,
  });
}

function columnsOf(data: ApplicantData): Record<string, string | null> {
  return {
    kind: data.kind,
    data: JSON.stringify(data),
    snils: data.snils ?? null,
    inn: data.inn ?? null,
    ogrn: data.ogrn ?? data.ogrnip ?? null,
    surname: data.surname ?? null,
    name: data.name ?? null,
    patronymic: data.patronymic ?? null,
    title: data.title ?? null,
    // Sorted by the name itself, so that sole traders stand among the people they are.
    search: indexable(searchText(applicantName({ ...data, kind: data.kind === 'soleTrader' ? 'person' : data.kind }))),
  };
}

/** An entry of PostgreSQL's index holds 2704 bytes at most; a name goes on in the data when it is longer. */
function indexable(text: string): string {
  return [...text].slice(0, 600).join('');
}
