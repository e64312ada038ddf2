import type { Deps } from '../../deps.ts';
import { sweepContents } from './sweep.ts';

/** Sundays, at 02:20 UTC: the whole store is looked through. */
export function scheduleSweep(deps: Deps): void {
  const noData = { type: 'object', additionalProperties: false };
  deps.jobs.defineJob('content-sweep', noData, async (_data, { signal }) => void (await sweepContents(deps, signal)));
  deps.jobs.schedule('content-sweep', '20 2 * * 0', {});
}
