import type { Transaction } from '../db.ts';
import { together } from '../db-batch.ts';
import type { Deps } from '../deps.ts';
import { insertViews, type View } from '../journal/rows.ts';
import { type Forgetting, type Forgotten, forgetExchanges, forgetOriginals } from './rows.ts';

/** Rows in one transaction: others wait for none of them long. */
const AT_ONCE = 5_000;
const DAY = 86_400_000;

const ways = { exchange: forgetExchanges, original: forgetOriginals } as const satisfies Record<
  string,
  (trx: Transaction, forgetting: Forgetting) => Promise<Forgotten[]>
>;

/** Bytes of the exchange that are older than the settings keep them; how many of whose goes on record with them. */
async function forgetOldExchanges({ config, database, clock }: Deps): Promise<void> {
  const now = clock();
  const before = new Date(now.getTime() - config.exchangeDays * DAY);
  for (const [kind, forget] of Object.entries(ways)) {
    for (let left = true; left; ) {
      left = await database.asOwner(async (trx) => {
        const gone = await forget(trx, { before, now, most: AT_ONCE });
        if (gone.length > 0)
          await together(trx, [insertViews(gone.map((one) => viewOf({ ...one, kind, before, now })))]);
        return gone.length > 0;
      });
    }
  }
}

interface Count extends Forgotten {
  readonly kind: string;
  readonly before: Date;
  readonly now: Date;
}

function viewOf({ kind, organisationId, count, before, now }: Count): View {
  const subjectId = `${count} до ${before.toISOString()}`;
  return { at: now, organisationId, userId: null, action: 'forget', subjectKind: kind, subjectId, requestId: null };
}

/** Daily, at 01:40 UTC. */
export function scheduleRetention(deps: Deps): void {
  const noData = { type: 'object', additionalProperties: false };
  deps.jobs.defineJob('exchange-retention', noData, () => forgetOldExchanges(deps));
  deps.jobs.schedule('exchange-retention', '40 1 * * *', {});
}
