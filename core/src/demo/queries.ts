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
  /** Codes. */
  readonly organisation: string;
  readonly code: string;
}

export async function findDemoConnection(
  trx: Transaction,
  { organisation, code }: DemoPlace,
): Promise<{ organisationId: string; connected: boolean }> {
  const { rows } = await trx.raw(
    `select o.id as "organisationId",
       exists (select from connection c where c.organisation_id = o.id and c.code = :code) as connected
     from organisation o where o.code = :organisation`,
    { organisation, code },
  );
  return rows[0];
}
