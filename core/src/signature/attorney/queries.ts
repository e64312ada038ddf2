import type { SignatureVerdict } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { AttorneyFacts } from './read-attorney.ts';

/** A person signs for the body in which they work. */
export interface Whose {
  readonly userId: string;
  readonly organisationId: string;
}

/** The detached signature of whoever gave it: who that is by its own words, and what was found. */
export interface Seal {
  readonly signers: readonly string[];
  readonly verdict: SignatureVerdict | null;
}

export interface StoredAttorney {
  readonly id: string;
  readonly sha256: string;
  readonly seal: Seal | null;
  readonly name: string;
  readonly facts: AttorneyFacts;
  readonly createdAt: Date;
}

/** The one that the person signs by now. */
export async function findAttorney(
  trx: Transaction,
  { userId, organisationId }: Whose,
): Promise<StoredAttorney | undefined> {
  const row = await trx('attorney')
    .where({ user_id: userId, organisation_id: organisationId })
    .whereNull('ended_at')
    .first('id', 'name', 'sha256', 'facts', 'seal', 'created_at');
  return (
    row && {
      id: row.id,
      name: row.name,
      sha256: row.sha256,
      facts: row.facts,
      seal: row.seal,
      createdAt: row.created_at,
    }
  );
}

export interface EndingAttorney extends Whose {
  readonly id: string;
  readonly timeZone: string;
  readonly number: string;
  readonly until: string;
}

/** Those that people sign by, with a month or less to go or over, in all bodies, and not yet told to be over; as the owner. */
export async function listEnding(trx: Transaction, now: Date): Promise<EndingAttorney[]> {
  const { rows } = await trx.raw(
    `select a.id, a.user_id as "userId", a.organisation_id as "organisationId", o.time_zone as "timeZone",
       a.facts ->> 'number' as number, a.facts ->> 'until' as until
     from attorney a join organisation o on o.id = a.organisation_id
       join user_account u on u.id = a.user_id and u.disabled_at is null
       join membership m on m.user_id = a.user_id and m.organisation_id = a.organisation_id
     where a.ended_at is null and a.told is distinct from 0
       and (a.facts ->> 'until')::date <= (:now::timestamptz at time zone o.time_zone)::date + 30`,
    { now },
  );
  return rows;
}

export interface AttorneyFile {
  readonly name: string;
  readonly content: Buffer;
  readonly signature: Buffer | null;
}

/** The file itself, current or not. */
export async function findAttorneyContent(trx: Transaction, id: string): Promise<AttorneyFile | undefined> {
  return trx('attorney').where({ id }).first('name', 'content', 'signature');
}
