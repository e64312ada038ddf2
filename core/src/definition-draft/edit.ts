import type { ApiTypes } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { canonicalText } from '../definition/canonical.ts';
import { hasErrors } from '../definition/finding.ts';
import { parseDefinition } from '../definition/parse.ts';
import { refusedDefinition } from '../definition/refused.ts';
import { Refusal } from '../errors.ts';
import type { Json } from '../rule/value.ts';
import { applyChanges, type Change, DeltaMismatch } from './delta.ts';
import { newsOf } from './live/commands.ts';
import type { Work } from './open.ts';
import { type DraftRow, findDraft, readSteps } from './queries.ts';
import { announceDraft, forgetSteps, insertSteps, type NewStep, updateDraft } from './rows.ts';
import { shapeFindings } from './shape.ts';
import { draftFindings, stepView } from './view.ts';

/** Steps that can be taken back, after this many the oldest go. */
const KEPT_STEPS = 500;
/** What names a definition is not changed by editing it. */
const FIXED = ['/format', '/kind', '/code'] as const;

/**
 * Adds steps to a draft. Made on an older revision they are still taken when they fit what others have done meanwhile,
 * and the answer tells it, so that the editor can catch up.
 * @throws Refusal versionConflict with the missed steps and the places, when they do not fit
 */
export async function saveSteps(
  work: Work,
  id: string,
  { revision, steps }: ApiTypes['DraftSteps'],
): Promise<ApiTypes['DraftSaved']> {
  const { deps, session, now } = work;
  const saved = await deps.database.inBodies([], async (trx) => {
    const draft = await lockOpenDraft(trx, id);
    if (revision > draft.revision) throw new Refusal('invalidBody', `Изменения ${revision} в черновике ещё не было.`);
    const missed = revision === draft.revision ? [] : await readSteps(trx, id, revision);
    const made = steps.map(stepOf);
    const text = textAfter(draft, made, () => ({
      revision: draft.revision,
      steps: missed.map((one) => stepView(one, session)),
    }));
    const next = draft.revision + made.length;
    await insertSteps(trx, { draftId: id, revision: draft.revision + 1, userId: session.user.id, now }, made);
    await updateDraft(trx, id, { text, revision: next, userId: session.user.id, now });
    await forgetSteps(trx, id, next - KEPT_STEPS);
    await announceDraft(trx, newsOf(session, { draftId: id, said: 'saved', revision: next }));
    return { draft: { ...draft, text }, revision: next, missed };
  });
  return {
    revision: saved.revision,
    missed: saved.missed.map((one) => stepView(one, session)),
    findings: draftFindings(saved.draft, deps),
  };
}

/** @throws Refusal notFound, stateConflict when it is published or discarded */
export async function lockOpenDraft(trx: Transaction, id: string): Promise<DraftRow> {
  const draft = await findDraft(trx, id, 'lock');
  if (draft === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
  if (draft.publishedVersion !== null) {
    throw new Refusal('stateConflict', `Черновик уже опубликован как версия ${draft.publishedVersion}. Начните новый.`);
  }
  if (draft.discardedAt !== null) throw new Refusal('stateConflict', 'Черновик удалён. Верните его, чтобы править.');
  return draft;
}

function stepOf({ label, changes, reverts }: ApiTypes['NewDraftStep']): NewStep {
  // Checked by the schema of the route.
  return { label, changes: changes as readonly Change[], reverts: reverts ?? null };
}

/** @throws Refusal versionConflict, invalidDefinition */
function textAfter(draft: DraftRow, steps: readonly NewStep[], current: () => unknown): string {
  const before = JSON.parse(draft.text) as Json;
  const changes = steps.flatMap((step) => step.changes);
  const fixed = changes.find(({ at }) => FIXED.some((pointer) => at === pointer));
  if (fixed !== undefined) throw new Refusal('invalidBody', `«${fixed.at}» определения не меняют: начните копию.`);
  const after = afterChanges(before, changes, current);
  const text = canonicalText(after);
  const { findings } = parseDefinition(text, draft.kind);
  if (hasErrors(findings)) throw refusedDefinition(findings);
  const shape = shapeFindings(draft.kind, after);
  if (shape.length > 0 || !sameName(before, after))
    throw refusedDefinition(shape, 'Так определение перестанет читаться.');
  return text;
}

function afterChanges(before: Json, changes: readonly Change[], current: () => unknown): Json {
  try {
    return applyChanges(before, changes);
  } catch (error) {
    if (!(error instanceof DeltaMismatch)) throw error;
    const message = 'Это место тем временем изменил другой администратор';
    throw new Refusal('versionConflict', `${message}. Сравните изменения и выберите, что оставить.`, {
      problems: [{ field: error.pointer.split('/').at(-1) ?? '', pointer: error.pointer, code: 'changed', message }],
      current: current(),
    });
  }
}

function sameName(before: Json, after: Json): boolean {
  const name = (value: Json) => {
    const { format, kind, code } = value as { readonly [key: string]: Json };
    return JSON.stringify([format, kind, code]);
  };
  return typeof after === 'object' && after !== null && name(before) === name(after);
}
