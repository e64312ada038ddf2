import type { Transaction } from '../../db.ts';
import type { Member } from './queries.ts';

export interface NewPublication {
  readonly draftId: string;
  /** The body that asks. */
  readonly organisationId: string;
  readonly revision: number;
  /** What is published with it. */
  readonly together: readonly Member[];
  readonly comment: string;
  readonly acceptWarnings: boolean;
  readonly acceptBreaking: boolean;
  /** `YYYY-MM-DD`; null: at once. */
  readonly holdsFrom: string | null;
  readonly timeZone: string;
  readonly byTwo: boolean;
  readonly userId: string;
  readonly now: Date;
}

/** Undefined: one is asked for already. */
export async function insertPublication(trx: Transaction, row: NewPublication): Promise<string | undefined> {
  const { rows } = await trx.raw(
    `insert into draft_publication (draft_id, organisation_id, revision, comment, accept_warnings, accept_breaking, holds_from, time_zone,
       by_two, asked_by, asked_at, together)
     values (:draftId, :organisationId, :revision, :comment, :acceptWarnings, :acceptBreaking, :holdsFrom, :timeZone, :byTwo, :userId, :now, :together::jsonb)
     on conflict (draft_id) where ended_at is null do nothing returning id`,
    { ...row, together: JSON.stringify(row.together) },
  );
  return rows[0]?.id;
}

export interface Deed {
  readonly userId: string;
  readonly now: Date;
}

export async function confirmRow(trx: Transaction, id: string, { userId, now }: Deed): Promise<void> {
  await trx('draft_publication').where({ id }).update({ confirmed_by: userId, confirmed_at: now });
}

export async function withdrawRow(trx: Transaction, id: string, { userId, now }: Deed): Promise<void> {
  await trx('draft_publication').where({ id }).update({ withdrawn_by: userId, ended_at: now });
}

/** How it ended: with a version, or with the reason why not. */
export type Ending = ({ readonly version: number } | { readonly failure: string }) & { readonly now: Date };

export async function endRow(trx: Transaction, id: string, { now, ...ending }: Ending): Promise<void> {
  await trx('draft_publication')
    .where({ id })
    .update({ ...ending, ended_at: now });
}

export async function setByTwo(trx: Transaction, organisationId: string, byTwo: boolean): Promise<void> {
  await trx('organisation').where({ id: organisationId }).update({ publishes_by_two: byTwo });
}
