import type { Deps } from '../deps.ts';
import { deleteLoginsBefore, forgetEndsBefore } from './rows.ts';

/** Each hour: who went away and did not come back, and who came back and chose nothing, leaves nothing of themselves here; nor does an end that nobody can tell again. */
export function scheduleSignInCleaning({ jobs, database, clock }: Pick<Deps, 'jobs' | 'database' | 'clock'>): void {
  jobs.defineJob('sign-in-cleaning', { type: 'object', additionalProperties: false }, () =>
    database.asOwner(async (trx) => {
      await deleteLoginsBefore(trx, clock());
      await forgetEndsBefore(trx, clock());
    }),
  );
  jobs.schedule('sign-in-cleaning', '5 * * * *', {});
}
