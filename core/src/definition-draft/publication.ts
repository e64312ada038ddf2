import type { DefinitionKinds } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { canonicalText } from '../definition/canonical.ts';
import { touchedTrials } from '../definition/commands.ts';
import { hasErrors } from '../definition/finding.ts';
import { type CountedChange, findDifferences } from '../definition/impact.ts';
import type { AnyDefinition } from '../definition/lint/places.ts';
import { findVersionAt } from '../definition/queries.ts';
import { refusedDefinition } from '../definition/refused.ts';
import { trialFindings } from '../definition/trials.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Json } from '../rule/value.ts';
import { applyChanges, DeltaMismatch, differences } from './delta.ts';
import { lockOpenDraft } from './edit.ts';
import type { Work } from './open.ts';
import { findPublication, publishesByTwo } from './publication/queries.ts';
import { askedView } from './publication/view.ts';
import { type DraftRow, findDraft } from './queries.ts';
import { insertSteps, rebaseDraft, updateDraft } from './rows.ts';
import { findingView, lintDraft } from './view.ts';

/** What publishing would do: nothing is written. @throws Refusal notFound */
export async function previewPublication(work: Work, id: string): Promise<ApiTypes['DraftPublication']> {
  const { deps, session } = work;
  const { draft, asked, byTwo } = await deps.database.inBodies(session.bodies, async (trx) => ({
    draft: await findDraft(trx, id),
    asked: await findPublication(trx, id),
    byTwo: await publishesByTwo(trx, session.organisation.id),
  }));
  if (draft === undefined) throw new Refusal('notFound', 'Такого черновика нет.');
  const findings = lintDraft(draft, deps);
  const content = contentOf(draft);
  const sound = !hasErrors(findings);
  return {
    revision: draft.revision,
    byTwo,
    asked: asked === undefined ? null : askedView(asked, draft, session),
    baseMoved: baseMoved(deps, draft),
    changes: sound ? await countedChanges(deps, draft) : [],
    findings: findings.map(findingView),
    tests: sound
      ? touchedTrials(deps.definitions, content).flatMap(({ service, results }) =>
          results.map(({ title, failures }) => ({ service, title, failures: failures.map((one) => ({ ...one })) })),
        )
      : [],
  };
}

/**
 * Whether the draft can become the next version as it stands.
 * @throws Refusal invalidDefinition, versionConflict (the draft or its base has moved), stateConflict (not agreed to)
 */
export async function assertPublishable(
  deps: Deps,
  draft: DraftRow,
  { revision, acceptWarnings, acceptBreaking }: Agreed,
): Promise<void> {
  if (draft.revision !== revision) {
    throw new Refusal('versionConflict', 'Черновик тем временем изменён. Посмотрите изменения и опубликуйте снова.');
  }
  const moved = baseMoved(deps, draft);
  if (moved !== null) {
    throw new Refusal(
      'versionConflict',
      `Действует уже версия ${moved}. Перенесите правки на неё и опубликуйте снова.`,
    );
  }
  const findings = lintDraft(draft, deps);
  if (hasErrors(findings)) throw refusedDefinition(findings);
  if (acceptWarnings !== true && findings.some(({ level }) => level === 'warning')) {
    throw new Refusal('stateConflict', 'Есть предупреждения: прочитайте их и подтвердите публикацию.');
  }
  const breaking = (await countedChanges(deps, draft)).filter((one) => one.breaking && one.drafts + one.openCases > 0);
  if (acceptBreaking !== true && breaking.length > 0) {
    throw new Refusal('stateConflict', 'Изменения задевают черновики и открытые заявки: подтвердите, что это учтено.');
  }
  const red = trialFindings(touchedTrials(deps.definitions, contentOf(draft)).flatMap(({ results }) => results));
  if (red.length > 0) throw refusedDefinition(red);
}

type Agreed = Pick<ApiTypes['PublishDraft'], 'revision' | 'acceptWarnings' | 'acceptBreaking'>;

/**
 * Carries what the draft changes over to the version that is in force now, as one step.
 * @throws Refusal versionConflict with the place, when both changed it
 */
export async function moveToLatest(work: Work, id: string): Promise<void> {
  const { deps, session, now } = work;
  await deps.database.inBodies([], async (trx) => {
    const draft = await lockOpenDraft(trx, id);
    const latest = deps.definitions.findLatest(draft.kind, draft.code);
    if (latest === undefined || draft.baseVersion === null || baseMoved(deps, draft) === null) return;
    const base = await findVersionAt(trx, { kind: draft.kind, code: draft.code, version: draft.baseVersion });
    if (base === undefined) throw new Error(`draft ${id} stands on a version that is not there`);
    const before = JSON.parse(draft.text) as Json;
    const after = carriedOver([JSON.parse(base.text), before, JSON.parse(latest.text)]);
    const changes = differences(before, after);
    const revision = draft.revision + (changes.length > 0 ? 1 : 0);
    if (changes.length > 0) {
      const step = { label: `Перенос на версию ${latest.version}`, changes, reverts: null };
      await insertSteps(trx, { draftId: id, revision, userId: session.user.id, now }, [step]);
      await updateDraft(trx, id, { text: canonicalText(after), revision, userId: session.user.id, now });
    }
    await rebaseDraft(trx, id, latest.version);
  });
}

function carriedOver([base, mine, latest]: readonly [Json, Json, Json]): Json {
  try {
    return applyChanges(latest, differences(base, mine));
  } catch (error) {
    if (!(error instanceof DeltaMismatch)) throw error;
    const message = 'Это место изменено и в черновике, и в действующей версии';
    throw new Refusal(
      'versionConflict',
      `${message}: ${error.pointer || 'всё определение'}. Приведите его к действующему и повторите.`,
      {
        problems: [{ field: error.pointer.split('/').at(-1) ?? '', pointer: error.pointer, code: 'changed', message }],
      },
    );
  }
}

/** The version in force, when it is not the one that the draft was begun from. */
function baseMoved({ definitions }: Pick<Deps, 'definitions'>, { kind, code, baseVersion }: DraftRow): number | null {
  const latest = definitions.findLatest(kind, code)?.version ?? null;
  return latest === baseVersion ? null : latest;
}

async function countedChanges(deps: Deps, draft: DraftRow): Promise<ApiTypes['DefinitionChangeView'][]> {
  const file = { file: '', kind: draft.kind, text: draft.text, definition: contentOf(draft) };
  const changes = (await findDifferences(deps, [file])).flatMap((one) => one.changes);
  return changes.map(({ code, pointer, message, breaking, drafts, openCases }: CountedChange) => ({
    ...{ code, pointer, message, breaking, drafts, openCases },
  }));
}

function contentOf(draft: DraftRow): AnyDefinition {
  return JSON.parse(draft.text) as DefinitionKinds[typeof draft.kind];
}
