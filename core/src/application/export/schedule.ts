import type { Deps } from '../../deps.ts';
import { exportJob, keptFor } from './commands.ts';
import { deleteExportsBefore } from './rows.ts';
import { type ExportJobData, runExport } from './run-export.ts';

/** Makes what was asked for, and forgets it after its day, each hour. */
export function scheduleExports(deps: Deps): void {
  const uuid = { type: 'string', minLength: 36, maxLength: 36 };
  const data = {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'organisationId'],
    properties: { id: uuid, organisationId: uuid },
  };
  deps.jobs.defineJob<ExportJobData>(exportJob, data, (wanted, facts) => runExport(deps, wanted, facts));
  deps.jobs.defineJob('list-export-cleaning', { type: 'object', additionalProperties: false }, () =>
    cleanExports(deps),
  );
  deps.jobs.schedule('list-export-cleaning', '25 * * * *', {});
}

async function cleanExports({ database, clock }: Deps): Promise<void> {
  const before = new Date(clock().getTime() - keptFor);
  await database.asOwner((trx) => deleteExportsBefore(trx, before));
}
