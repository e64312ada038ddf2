import type { IdentityPerson } from '@reglament/sdk';
import type { Database, Transaction } from '../db.ts';
import { holdsRole } from '../session/rows.ts';
import type { AdmittingBody, KnownAccount } from './entry.ts';
import type { BodyRule } from './rows.ts';

export interface InstallationConnection {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
}

/** Connections of the whole installation: some of them are ways to sign in. As the owner. */
export async function listInstallationConnections(database: Database): Promise<InstallationConnection[]> {
  const { rows } = await database.execute(
    'select id, title, enabled from connection where organisation_id is null order by title, id',
  );
  return rows as InstallationConnection[];
}

/** What a body has said of a way to sign in; nothing said: nobody is let in by it. */
export async function findBodyRule(
  trx: Transaction,
  place: { readonly connectionId: string; readonly organisationId: string },
): Promise<(BodyRule & { readonly version: number }) | undefined> {
  return trx('identity_body')
    .where({ connection_id: place.connectionId, organisation_id: place.organisationId })
    .first('enabled', 'newcomers', 'department_id as department', 'roles', 'version');
}

/** A way that is in force still. */
export async function findWayTitle(trx: Transaction, connectionId: string): Promise<string | undefined> {
  const way = { id: connectionId, organisation_id: null, enabled: true };
  return (await trx('connection').where(way).first('title'))?.title;
}

export async function findOgrn(trx: Transaction, organisationId: string): Promise<string | null> {
  const found = await trx('organisation').where({ id: organisationId }).first('ogrn');
  return found?.ogrn ?? null;
}

/** What the other place is told at the end of this session, sealed. */
export async function findHint(trx: Transaction, session: Buffer): Promise<Buffer | null> {
  return (await trx('session').where({ id: session }).first('identity_hint as hint'))?.hint ?? null;
}

/** Whom the other place calls so. */
export async function findLinked(trx: Transaction, connectionId: string, subject: string): Promise<string | undefined> {
  return (await trx('identity_link').where({ connection_id: connectionId, subject }).first('user_id as id'))?.id;
}

/** Bodies that have one of these ОГРН. */
export async function listAdmitting(
  trx: Transaction,
  connectionId: string,
  ogrns: readonly string[],
): Promise<AdmittingBody[]> {
  const { rows } = await trx.raw(
    `select o.id, o.ogrn, o.title, coalesce(b.enabled, false) as enabled, coalesce(b.newcomers, false) as newcomers
     from organisation o left join identity_body b on b.organisation_id = o.id and b.connection_id = :connectionId
     where o.ogrn = any(:ogrns::text[])`,
    { connectionId, ogrns: [...ogrns] },
  );
  return rows;
}

/** Whoever has come by this name before, or else has this СНИЛС. */
export async function findAccountOf(
  trx: Transaction,
  connectionId: string,
  { subject, snils }: Pick<IdentityPerson, 'subject' | 'snils'>,
): Promise<KnownAccount | undefined> {
  const { rows } = await trx.raw(
    `select u.id, u.disabled_at is not null as disabled, u.snils, l.subject, l.consent,
       array(select m.organisation_id::text from membership m where m.user_id = u.id) as memberships,
       array(select m.organisation_id::text from membership m where m.user_id = u.id
         and ${holdsRole('m.user_id', 'm.organisation_id')}) as working
     from user_account u left join identity_link l on l.user_id = u.id and l.connection_id = :connectionId
     where not u.machine and (l.subject = :subject or u.snils = :snils)
     order by l.subject is not distinct from :subject desc limit 1`,
    { connectionId, subject, snils: snils ?? null },
  );
  return rows[0];
}
