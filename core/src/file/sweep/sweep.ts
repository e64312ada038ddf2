import type { Database } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { recordForgetting } from '../../journal/forgetting.ts';
import type { KeptContent } from '../store.ts';
import { listMarkedBefore, markUnreferenced, takeMark, tryAloneWithContents } from './rows.ts';

/** From keeping a content to the row that names it pass seconds; what no row has named for so long, no row will. */
const WAITED = 7 * 24 * 60 * 60 * 1000;
const AT_ONCE = 1_000;

type SweepDeps = Pick<Deps, 'database' | 'files' | 'clock' | 'log'>;

interface Swept {
  /** Contents that no row names, found now for the first time. */
  readonly found: number;
  readonly removed: number;
  /** Of what was removed. */
  readonly bytes: number;
}

/**
 * Uploads that a crash or a refusal left without a row. What was marked a while ago and is still named by nobody goes, then
 * the rest of the store is looked through. Whoever keeps such a content meanwhile takes its mark away, so it stays.
 */
export async function sweepContents(deps: SweepDeps, signal: AbortSignal): Promise<Swept> {
  const removed = await removeMarked(deps, signal);
  const found = await markAll(deps, signal);
  const swept = { found, ...removed };
  deps.log.info(swept, 'contents swept');
  return swept;
}

async function removeMarked(deps: SweepDeps, signal: AbortSignal): Promise<Pick<Swept, 'removed' | 'bytes'>> {
  const { database, clock, log } = deps;
  const now = clock();
  const before = new Date(now.getTime() - WAITED);
  let removed = 0;
  let bytes = 0;
  try {
    for await (const content of markedBefore(database, before)) {
      signal.throwIfAborted();
      const outcome = await removeOne(deps, content, before);
      if (outcome === 'refused') log.warn('contents that nobody needs stay: the storage lets us remove nothing');
      // A copy takes long, and so do rights: what is left is found again.
      if (outcome === 'copied' || outcome === 'refused') break;
      removed += outcome === 'removed' ? 1 : 0;
      bytes += outcome === 'removed' ? content.size : 0;
    }
  } finally {
    const gone = { kind: 'content', organisationId: null, what: `${removed}, байт ${bytes}`, now } as const;
    if (removed > 0) await database.asOwner((trx) => recordForgetting(trx, [gone]));
  }
  return { removed, bytes };
}

/** Whatever comes of one, its mark is gone when the next page is asked for. */
async function* markedBefore(database: Database, before: Date): AsyncGenerator<KeptContent> {
  for (;;) {
    const page = await database.asOwner((trx) => listMarkedBefore(trx, before, AT_ONCE));
    if (page.length === 0) return;
    yield* page;
  }
}

/** The content goes while its mark is locked: whoever wants to keep it comes before and finds it spared, or after and puts it anew. */
async function removeOne(
  { database, files }: SweepDeps,
  { key }: KeptContent,
  before: Date,
): Promise<'removed' | 'spared' | 'copied' | 'refused'> {
  return database.asOwner(async (trx) => {
    if (!(await tryAloneWithContents(trx))) return 'copied';
    if (!(await takeMark(trx, key, before))) return 'spared';
    return (await files.remove(key)) ? 'removed' : 'refused';
  });
}

async function markAll({ database, files, clock }: SweepDeps, signal: AbortSignal): Promise<number> {
  let found = 0;
  let batch: KeptContent[] = [];
  const mark = async () => {
    signal.throwIfAborted();
    found += await database.asOwner((trx) => markUnreferenced(trx, batch, clock()));
    batch = [];
  };
  for await (const content of files.list()) {
    batch.push(content);
    if (batch.length === AT_ONCE) await mark();
  }
  if (batch.length > 0) await mark();
  return found;
}
