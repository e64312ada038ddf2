import type { Deps } from '../deps.ts';
import { recordForgetting } from '../journal/forgetting.ts';
import type { ActPlace } from './act.model.ts';
import { contentsJob, destructionJob } from './commands.ts';
import { takeContents } from './contents.ts';
import { forgetSubjects } from './rows.ts';
import { runDestruction } from './run.ts';
import { tellOver } from './tell.ts';

/** Rows in one transaction. */
const AT_ONCE = 5_000;
/** Acts prove the destruction for three years (приказ Роскомнадзора от 28.10.2022 № 179, пункт 8); what they say of people goes then. */
const ACT_YEARS = 3;

export function scheduleDestruction(deps: Deps): void {
  const uuid = { type: 'string', minLength: 36, maxLength: 36 };
  const data = {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'organisationId'],
    properties: { id: uuid, organisationId: uuid },
  };
  deps.jobs.defineJob<ActPlace>(destructionJob, data, (place, { signal }) => runDestruction(deps, place, signal));
  deps.jobs.defineJob<ActPlace>(contentsJob, data, (place, { signal }) => takeContents(deps, place, signal));
  deps.jobs.defineJob('retention-over', { type: 'object', additionalProperties: false }, () => tellOver(deps));
  // From 9 January, the first working days of a year: the look that finds the installation running tells.
  deps.jobs.schedule('retention-over', '30 6 9-31 1 *', {});
  const noData = { type: 'object', additionalProperties: false };
  deps.jobs.defineJob('destruction-subjects', noData, () => forgetOldSubjects(deps));
  // Daily, at 01:55 UTC.
  deps.jobs.schedule('destruction-subjects', '55 1 * * *', {});
}

async function forgetOldSubjects({ database, clock }: Deps): Promise<void> {
  const now = clock();
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - ACT_YEARS);
  for (let left = true; left; ) {
    left = await database.asOwner(async (trx) => {
      const gone = await forgetSubjects(trx, { before, most: AT_ONCE });
      const told = gone.map(({ organisationId, count }) => {
        return { kind: 'subject', organisationId, what: `${count} до ${before.toISOString()}`, now } as const;
      });
      await recordForgetting(trx, told);
      return gone.length > 0;
    });
  }
}
