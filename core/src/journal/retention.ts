import type { Deps } from '../deps.ts';
import { recordForgetting } from './forgetting.ts';
import { forgetViews } from './rows.ts';

/** Rows in one transaction: those who write views wait for none of them long. */
const AT_ONCE = 5_000;
const DAY = 86_400_000;

/** Views older than the settings keep them; how many of whose goes on record with their removal. */
async function forgetOldViews({ config, database, clock }: Deps): Promise<void> {
  const now = clock();
  const before = new Date(now.getTime() - config.accessLogDays * DAY);
  for (let left = true; left; ) {
    left = await database.asOwner(async (trx) => {
      const gone = await forgetViews(trx, before, AT_ONCE);
      await recordForgetting(
        trx,
        gone.map(({ organisationId, count }) => {
          return { kind: 'access', organisationId, what: `${count} до ${before.toISOString()}`, now };
        }),
      );
      return gone.length > 0;
    });
  }
}

/** Daily, at 01:45 UTC. */
export function scheduleViewRetention(deps: Deps): void {
  const noData = { type: 'object', additionalProperties: false };
  deps.jobs.defineJob('access-log-retention', noData, () => forgetOldViews(deps));
  deps.jobs.schedule('access-log-retention', '45 1 * * *', {});
}
