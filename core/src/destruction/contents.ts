import type { Deps } from '../deps.ts';
import { isReferenced, markUnreferenced, takeMark, tryAloneWithContents } from '../file/sweep/rows.ts';
import { type ActPlace, type Content, findAct, listContents, lockAct } from './act.model.ts';
import { contentsJob } from './commands.ts';
import { noteContent, noteTrouble } from './rows.ts';
import { conclude, WAIT } from './run.ts';
import { refusedByStore } from './words.ts';

type Outcome = 'removed' | 'shared' | 'wanted' | 'copied' | 'refused';

/** Tried again: a copy of the store ends, what somebody has just put is named or not. */
const AGAIN = 10 * 60 * 1000;

/** Takes the contents of an act's files out of the store; what another case names stays with that case. */
export async function takeContents(deps: Deps, place: ActPlace, signal: AbortSignal): Promise<void> {
  const { act, contents } = await deps.database.asOwner(async (trx) => ({
    act: await findAct(trx, place),
    contents: await listContents(trx, place.id),
  }));
  if (act?.status !== 'contents') return;
  let refused = false;
  for (const content of contents) {
    signal.throwIfAborted();
    const outcome = await takeOne(deps, place.id, content);
    refused = outcome === 'refused';
    if (refused || outcome === 'copied') break;
  }
  await deps.database.asOwner(async (trx) => {
    const held = await lockAct(trx, place);
    if (held?.status !== 'contents') return;
    if ((await listContents(trx, place.id)).length === 0) return conclude(trx, held, deps.clock());
    await noteTrouble(trx, place.id, refused ? refusedByStore : null);
    const startAfter = new Date(deps.clock().getTime() + (refused ? WAIT : AGAIN));
    await deps.jobs.enqueue(trx, { name: contentsJob, data: { ...place }, startAfter });
  });
}

/** The content goes while its mark is locked, as in the sweep: whoever wants to keep the same bytes comes before or after. */
async function takeOne({ database, files, clock }: Deps, actId: string, content: Content): Promise<Outcome> {
  const { key } = content;
  const now = clock();
  // Marked an hour ago or longer; the moment itself counts too.
  const before = new Date(now.getTime() - WAIT + 1);
  return database.asOwner(async (trx) => {
    if (!(await tryAloneWithContents(trx))) return 'copied';
    if (await takeMark(trx, key, before)) {
      if (await files.remove(key)) {
        await noteContent(trx, { actId, key }, 'removed');
        return 'removed';
      }
      await markUnreferenced(trx, [content], now);
      return 'refused';
    }
    if (await isReferenced(trx, key)) {
      await noteContent(trx, { actId, key }, 'shared');
      return 'shared';
    }
    // The mark is younger, or somebody has taken it away for an upload that named nothing in the end.
    await markUnreferenced(trx, [content], now);
    return 'wanted';
  });
}
