import type { Deps } from '../../deps.ts';
import { publishDue } from './commands.ts';

/** Every five minutes; «today» is that of the body that asked, by the platform's own clock. */
export function schedulePublications(deps: Deps): void {
  deps.jobs.defineJob('due-publications', { type: 'object', additionalProperties: false }, () =>
    publishDue(deps, deps.clock()),
  );
  deps.jobs.schedule('due-publications', '*/5 * * * *', {});
}
