import type { Deps } from '../../deps.ts';
import { deleteUploadsBefore } from './rows.ts';

/** Long enough to come back to it tomorrow morning. */
const keptFor = 24 * 60 * 60 * 1000;

/** Forgets what nobody goes on with, each hour. */
export function scheduleUploadCleaning(deps: Deps): void {
  deps.jobs.defineJob('upload-cleaning', { type: 'object', additionalProperties: false }, async () => {
    const before = new Date(deps.clock().getTime() - keptFor);
    await deps.database.asOwner((trx) => deleteUploadsBefore(trx, before));
  });
  deps.jobs.schedule('upload-cleaning', '35 * * * *', {});
}
