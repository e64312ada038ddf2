import type { Transaction } from '../db.ts';
import { type Audience, listConcerned } from './queries.ts';
import { insertStaffNotices, type NewStaffNotice } from './rows.ts';

/** Tells each of the people concerned once; how many were told. */
export async function tellStaff(
  trx: Transaction,
  audience: Audience,
  notice: Omit<NewStaffNotice, 'organisationId'>,
): Promise<number> {
  const people = await listConcerned(trx, audience, notice.createdAt);
  await insertStaffNotices(trx, { ...notice, organisationId: audience.organisationId }, people);
  return people.length;
}
