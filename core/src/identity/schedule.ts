import type { Deps } from '../deps.ts';
import { deleteLoginsBefore } from './rows.ts';

/** Each hour: who went away and did not come back, and who came back and chose nothing, leaves nothing of themselves here. */
export function scheduleSignInCleaning({ jobs, database, clock }: Pick<Deps, 'jobs' | 'database' | 'clock'>): void {
  jobs.defineJob('sign-in-cleaning', { type: 'object', additionalProperties: false }, () =>
    database.asOwner((trx) => deleteLoginsBefore(trx, clock())),
  );
  jobs.schedule('sign-in-cleaning', '5 * * * *', {});
}
