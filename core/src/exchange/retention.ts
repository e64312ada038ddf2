import type { Deps } from '../deps.ts';
import { recordForgetting } from '../journal/forgetting.ts';
import { forgetExchanges, forgetOriginals } from './rows.ts';

/** Rows in one transaction: others wait for none of them long. */
const AT_ONCE = 5_000;
const DAY = 86_400_000;

const ways = [
  { kind: 'exchange', forget: forgetExchanges },
  { kind: 'original', forget: forgetOriginals },
] as const;

/** Bytes of the exchange that are older than the settings keep them; how many of whose goes on record with them. */
async function forgetOldExchanges({ config, database, clock }: Deps): Promise<void> {
  const now = clock();
  const before = new Date(now.getTime() - config.exchangeDays * DAY);
  for (const { kind, forget } of ways) {
    for (let left = true; left; ) {
      left = await database.asOwner(async (trx) => {
        const gone = await forget(trx, { before, now, most: AT_ONCE });
        const what = (count: number) => `${count} до ${before.toISOString()}`;
        await recordForgetting(
          trx,
          gone.map(({ organisationId, count }) => ({ kind, organisationId, what: what(count), now })),
        );
        return gone.length > 0;
      });
    }
  }
}

/** Daily, at 01:40 UTC. */
export function scheduleRetention(deps: Deps): void {
  const noData = { type: 'object', additionalProperties: false };
  deps.jobs.defineJob('exchange-retention', noData, () => forgetOldExchanges(deps));
  deps.jobs.schedule('exchange-retention', '40 1 * * *', {});
}
