import type { ApiTypes } from '../../api.gen.ts';
import { Refusal } from '../../errors.ts';
import type { DraftNews } from '../../events/change.ts';
import { fullName, type Session } from '../../session/session.ts';
import type { Work } from '../open.ts';
import { findDraft, readSteps } from '../queries.ts';
import { announceDraft } from '../rows.ts';
import { draftFindings, stepView } from '../view.ts';

export function newsOf(
  { user }: Pick<Session, 'user'>,
  news: Pick<DraftNews, 'draftId' | 'said' | 'revision'>,
): DraftNews {
  return { ...news, userId: user.id, name: fullName(user) };
}

/** A page says that it shows the draft, or does not any more; the pages that show it too hear it. @throws Refusal notFound */
export async function sayPresence({ deps, session }: Work, draftId: string, said: 'here' | 'left'): Promise<void> {
  await deps.database.inBodies([], async (trx) => {
    if ((await findDraft(trx, draftId)) === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
    await announceDraft(trx, newsOf(session, { draftId, said, revision: null }));
  });
}

/** What others have done since a revision, with the findings of the draft as it stands. @throws Refusal notFound */
export async function stepsSince({ deps, session }: Work, id: string, after: number): Promise<ApiTypes['DraftSaved']> {
  const found = await deps.database.inBodies([], async (trx) => {
    const draft = await findDraft(trx, id);
    return draft && { draft, steps: await readSteps(trx, id, after) };
  });
  if (found === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
  const { draft, steps } = found;
  return {
    revision: draft.revision,
    missed: steps.map((step) => stepView(step, session)),
    findings: draftFindings(draft, deps),
  };
}
