import type { Transaction } from '../db.ts';
import type { SessionOrganisation } from '../session/session.ts';

/** The body that applications come to, as the platform acts for it. */
export async function findBody(trx: Transaction, id: string): Promise<SessionOrganisation> {
  return trx('organisation')
    .where({ id })
    .first(
      'id',
      'code',
      'title',
      'mnemonic',
      'workplace',
      'services',
      'short_title as shortTitle',
      'time_zone as timeZone',
    );
}
