import type { ApplicantData } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { applicantName } from './applicant-name.ts';
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

/** Two clerks who enter the same person at once must not make two records: the second waits for the first. */
export async function lockIdentifiers(trx: Transaction, data: ApplicantData): Promise<void> {
  for (const { kind, value } of identifiersOf(data)) {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`applicant:${kind}:${value}`]);
  }
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
