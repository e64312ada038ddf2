import type { Database } from '../db.ts';
import type { Jobs } from '../jobs.ts';
import { forgetOldSessions } from './commands.ts';

/** Daily, at 01:00 UTC. */
export function scheduleSessionCleaning(jobs: Jobs, database: Database, clock: () => Date): void {
  jobs.defineJob('session-cleaning', { type: 'object', additionalProperties: false }, async () => {
    await forgetOldSessions(database, clock());
  });
  jobs.schedule('session-cleaning', '0 1 * * *', {});
}
