import type { Deps } from '../../deps.ts';
import { bulkJob } from './commands.ts';
import { deleteRunsBefore } from './rows.ts';
import { type BulkJobData, runBulk } from './run-bulk.ts';

/** Results are looked at right after; what was done stands in the journal for ever. */
const keptFor = 7 * 24 * 60 * 60 * 1000;

export function scheduleBulkRuns(deps: Deps): void {
  const uuid = { type: 'string', minLength: 36, maxLength: 36 };
  const data = {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'organisationId'],
    properties: { id: uuid, organisationId: uuid },
  };
  deps.jobs.defineJob<BulkJobData>(bulkJob, data, (wanted, { signal }) => runBulk(deps, wanted, signal));
  deps.jobs.defineJob('bulk-cleaning', { type: 'object', additionalProperties: false }, async () => {
    const before = new Date(deps.clock().getTime() - keptFor);
    await deps.database.asOwner((trx) => deleteRunsBefore(trx, before));
  });
  deps.jobs.schedule('bulk-cleaning', '50 1 * * *', {});
}
