import type { Transaction } from '../../db.ts';

/** A draft as it stood when its publication was asked for. */
export interface Member {
  readonly draftId: string;
  readonly revision: number;
}

/** A publication that was asked for. */
export interface PublicationRow {
  readonly id: string;
  readonly draftId: string;
  readonly organisationId: string;
  readonly revision: number;
  readonly together: readonly Member[];
  readonly comment: string;
  readonly acceptWarnings: boolean;
  readonly acceptBreaking: boolean;
  readonly holdsFrom: string | null;
  readonly timeZone: string;
  readonly byTwo: boolean;
  readonly askedById: string;
  readonly askedByLogin: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly failure: string | null;
  readonly endedAt: Date | null;
}

const nameOf = (alias: string) => `concat_ws(' ', ${alias}.surname, ${alias}.name, ${alias}.patronymic)`;
const select = `select p.id, p.draft_id as "draftId", p.organisation_id as "organisationId", p.revision, p.together, p.comment, p.accept_warnings as "acceptWarnings",
    p.accept_breaking as "acceptBreaking", p.holds_from::text as "holdsFrom", p.time_zone as "timeZone", p.by_two as "byTwo",
    p.asked_by as "askedById", asker.login as "askedByLogin", ${nameOf('asker')} as "askedBy", p.asked_at as "askedAt",
    case when second.id is null then null else ${nameOf('second')} end as "confirmedBy", p.confirmed_at as "confirmedAt",
    p.failure, p.ended_at as "endedAt"
  from draft_publication p join user_account asker on asker.id = p.asked_by
    left join user_account second on second.id = p.confirmed_by`;

/** Of the draft itself, or of a set that it is in. */
const ofDraft = `(p.draft_id = :draftId::uuid or p.together @> jsonb_build_array(jsonb_build_object('draftId', :draftId::text)))`;

/** The open one, or the last that could not be carried out. */
export async function findPublication(trx: Transaction, draftId: string): Promise<PublicationRow | undefined> {
  const { rows } = await trx.raw(
    `${select} where ${ofDraft} and (p.ended_at is null or p.failure is not null)
     order by p.ended_at is null desc, p.asked_at desc limit 1`,
    { draftId },
  );
  return rows[0];
}

export async function lockOpenPublication(trx: Transaction, draftId: string): Promise<PublicationRow | undefined> {
  const { rows } = await trx.raw(`${select} where ${ofDraft} and p.ended_at is null for update of p`, { draftId });
  return rows[0];
}

/** Drafts whose day has come: the day begins at midnight of the body that asked. */
export async function listDueDrafts(trx: Transaction, now: Date): Promise<string[]> {
  const { rows } = await trx.raw(
    `select draft_id as id from draft_publication
     where ended_at is null and (not by_two or confirmed_at is not null)
       and (holds_from is null or holds_from <= (:now::timestamptz at time zone time_zone)::date)
     order by asked_at`,
    { now },
  );
  return rows.map(({ id }: { id: string }) => id);
}

export async function publishesByTwo(trx: Transaction, organisationId: string): Promise<boolean> {
  const { rows } = await trx.raw('select publishes_by_two as "byTwo" from organisation where id = ?', [organisationId]);
  return rows[0]?.byTwo === true;
}
