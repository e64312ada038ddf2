import { publishedChannel } from '../../definition/queries.ts';
import type { Deps } from '../../deps.ts';
import { askRecount, recountJob } from './calendar-commands.ts';
import { isAnyUncounted } from './queries.ts';
import { recountTerms, watchDeadlines } from './watch.ts';

const noData = { type: 'object', additionalProperties: false };

/** Looks at the last days every ten minutes; «today» is that of each body by the platform's own clock. */
export function scheduleClock(deps: Deps): void {
  const { jobs } = deps;
  jobs.defineJob('deadline-watch', noData, () => watchDeadlines(deps));
  jobs.schedule('deadline-watch', '*/10 * * * *', {});
  jobs.defineJob(recountJob, noData, () => recountTerms(deps));
  // What was published while no worker ran, and what a broken connection did not bring.
  jobs.schedule(recountJob, '*/10 * * * *', {});
}

/**
 * A calendar that is published, by whichever process, is reckoned by at once. One question at a time: publications come
 * in dozens, and each question takes a connection.
 */
export async function followCalendars(deps: Deps): Promise<void> {
  const { database, log } = deps;
  let asking = false;
  let again = false;
  const ask = async (): Promise<void> => {
    if (await database.asOwner(isAnyUncounted)) await askRecount(deps);
  };
  const onMessage = async (): Promise<void> => {
    again = true;
    if (asking) return;
    asking = true;
    try {
      while (again) {
        again = false;
        await ask();
      }
    } catch (error) {
      log.warn({ err: error }, 'the recount of terms waits for its schedule');
    } finally {
      asking = false;
    }
  };
  const hear = () => void onMessage();
  await database.listen(publishedChannel, { onMessage: hear, onReconnect: hear });
}
