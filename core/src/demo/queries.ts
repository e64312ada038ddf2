import type { Transaction } from '../db.ts';

/** Codes and logins that are there already, so that a second start makes nothing twice. */
export async function readKnown(
  trx: Transaction,
): Promise<{ organisations: string[]; roles: string[]; logins: string[] }> {
  return {
    organisations: await trx('organisation').pluck('code'),
    roles: await trx('role').pluck('code'),
    logins: await trx('user_account').pluck('login'),
  };
}

export async function countApplications(trx: Transaction): Promise<number> {
  const rows = await trx('application').count({ count: '*' });
  return Number(rows[0]?.count ?? 0);
}

export interface DemoPlace {
  /** Codes; no body: of the whole installation. */
  readonly organisation?: string | undefined;
  readonly code: string;
}

export async function findDemoConnection(
  trx: Transaction,
  { organisation, code }: DemoPlace,
): Promise<{
  organisationId: string | null;
  connection: { id: string } | null;
}> {
  const { rows } = await trx.raw(
    `select o.id as "organisationId",
       case when c.id is not null then jsonb_build_object('id', c.id) end as connection
     from (select 1) as one left join organisation o on o.code = :organisation
       left join connection c on c.organisation_id is not distinct from o.id and c.code = :code`,
    { organisation: organisation ?? null, code },
  );
  return rows[0];
}
