import type { Jobs } from '../jobs.ts';
import { type SealingDeps, sealJournal } from './commands.ts';

/** The daily seal: by the clock, at 00:30 UTC, once for all processes. A broken seal parks the job, for a person to see. */
export function scheduleSealing(jobs: Jobs, deps: SealingDeps, clock: () => Date): void {
  const noData = { type: 'object', additionalProperties: false };
  jobs.defineJob('journal-seal', noData, async () => {
    await sealJournal(deps, clock());
  });
  jobs.schedule('journal-seal', '30 0 * * *', {});
}
