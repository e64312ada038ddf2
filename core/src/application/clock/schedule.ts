import { publishedChannel } from '../../definition/queries.ts';
import type { Deps } from '../../deps.ts';
import { isAnyUncounted } from './queries.ts';
import { recountTerms, watchDeadlines } from './watch.ts';

const noData = { type: 'object', additionalProperties: false };

/** Looks at the last days every ten minutes; «today» is that of each body by the platform's own clock. */
export function scheduleClock(deps: Deps): void {
  const { jobs } = deps;
  jobs.defineJob('deadline-watch', noData, () => watchDeadlines(deps));
  jobs.schedule('deadline-watch', '*/10 * * * *', {});
  jobs.defineJob('deadline-recount', noData, () => recountTerms(deps));
  // What was published while no worker ran, and what a broken connection did not bring.
  jobs.schedule('deadline-recount', '*/10 * * * *', {});
}

/** A calendar that is published, by whichever process, is reckoned by at once. */
export async function followCalendars({ database, jobs, log }: Deps): Promise<void> {
  const ask = () =>
    database.asOwner(async (trx) => {
      if (!(await isAnyUncounted(trx))) return;
      await jobs.enqueue(trx, { name: 'deadline-recount', data: {}, singletonKey: 'published' });
    });
  const onMessage = () =>
    void ask().catch((error: unknown) => log.warn({ err: error }, 'the recount of terms waits for its schedule'));
  await database.listen(publishedChannel, { onMessage, onReconnect: onMessage });
}
