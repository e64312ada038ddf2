import type { Deps } from '../../deps.ts';
import { publishDue } from './commands.ts';

/** Tries before who asked is told that it failed. */
const tries = 3;

/** Every five minutes; «today» is that of the body that asked, by the platform's own clock. */
export function schedulePublications(deps: Deps): void {
  deps.jobs.defineJob('due-publications', { type: 'object', additionalProperties: false }, (_data, { attempt }) =>
    publishDue(deps, deps.clock(), { isLast: attempt >= tries }),
  );
  deps.jobs.schedule('due-publications', '*/5 * * * *', {});
}
