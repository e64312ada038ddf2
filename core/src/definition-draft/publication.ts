import type { ApiTypes } from '../api.gen.ts';
import { canonicalText } from '../definition/canonical.ts';
import { touchedTrials } from '../definition/commands.ts';
import { hasErrors } from '../definition/finding.ts';
import { findVersionAt } from '../definition/queries.ts';
import { refusedDefinition } from '../definition/refused.ts';
import { trialFindings } from '../definition/trials.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { Json } from '../rule/value.ts';
import { applyChanges, DeltaMismatch, differences } from './delta.ts';
import { lockOpenDraft } from './edit.ts';
import type { Work } from './open.ts';
import { baseMoved, contentOf, countedChanges, type DraftSet, lintInSet, readSet } from './publication/draft-set.ts';
import { findPublication, type Member, publishesByTwo } from './publication/queries.ts';
import { askedView, membersOf } from './publication/view.ts';
import type { DraftRow } from './queries.ts';
import { insertSteps, rebaseDraft, updateDraft } from './rows.ts';
import { findingView } from './view.ts';

/** What publishing the draft, and others with it, would do: nothing is written. @throws Refusal notFound */
export async function previewPublication(
  work: Work,
  id: string,
  others: readonly string[],
): Promise<ApiTypes['DraftPublication']> {
  const { deps, session } = work;
  const { set, asked, byTwo } = await deps.database.inBodies(session.bodies, async (trx) => {
    const row = await findPublication(trx, id);
    // Of what was asked for already, whoever confirms sees all of it.
    const waiting = row === undefined || row.endedAt !== null ? [] : membersOf(row).map(({ draftId }) => draftId);
    return {
      asked: row,
      set: await readSet(trx, [id, ...(waiting.length > 0 ? waiting : others)]),
      byTwo: await publishesByTwo(trx, session.organisation.id),
    };
  });
  const [draft, ...rest] = set;
  const effects = await Promise.all(set.map((one) => effectOf(deps, one, set)));
  const [{ sound: _sound, ...own }] = effects as [Effect];
  return {
    ...own,
    revision: draft.revision,
    byTwo,
    asked: asked === undefined ? null : askedView(asked, draft, session),
    tests: effects.every(({ sound }) => sound)
      ? touchedTrials(deps.definitions, ...set.map(contentOf)).flatMap(({ service, results }) =>
          results.map(({ title, failures }) => ({ service, title, failures: failures.map((one) => ({ ...one })) })),
        )
      : [],
    others: rest.map((one, at) => {
      const { sound, ...effect } = effects[at + 1] as Effect;
      const { kind, code, revision } = one;
      return { ...effect, id: one.id, kind, code, revision, title: titleOf(contentOf(one).title, 'ru') };
    }),
  };
}

interface Effect extends Pick<ApiTypes['DraftPublishedWith'], 'baseMoved' | 'changes' | 'findings'> {
  readonly sound: boolean;
}

async function effectOf(deps: Deps, draft: DraftRow, set: DraftSet): Promise<Effect> {
  const findings = lintInSet(draft, set, deps);
  const sound = !hasErrors(findings);
  return {
    sound,
    baseMoved: baseMoved(deps, draft),
    changes: sound ? await countedChanges(deps, draft) : [],
    findings: findings.map(findingView),
  };
}

/**
 * Whether the drafts can become the next versions as they stand, all of them.
 * @throws Refusal invalidDefinition, versionConflict (a draft or its base has moved), stateConflict (not agreed to)
 */
export async function assertPublishable(deps: Deps, set: DraftSet, agreed: Agreed): Promise<void> {
  const revisions = [agreed.revision, ...agreed.together.map(({ revision }) => revision)];
  for (const [at, draft] of set.entries()) {
    try {
      await assertSound(deps, { draft, set }, { ...agreed, revision: revisions[at] ?? 0 });
    } catch (error) {
      if (!(error instanceof Refusal) || set.length === 1) throw error;
      const message = `«${titleOf(contentOf(draft).title, 'ru')}»: ${error.message}`;
      throw new Refusal(error.code, message, error.facts);
    }
  }
  const trials = touchedTrials(deps.definitions, ...set.map(contentOf));
  const red = trialFindings(trials.flatMap(({ results }) => results));
  if (red.length > 0) throw refusedDefinition(red);
}

interface InSet {
  readonly draft: DraftRow;
  readonly set: DraftSet;
}

async function assertSound(
  deps: Deps,
  { draft, set }: InSet,
  { revision, acceptWarnings, acceptBreaking }: Omit<Agreed, 'together'>,
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
  const findings = lintInSet(draft, set, deps);
  if (hasErrors(findings)) throw refusedDefinition(findings);
  if (acceptWarnings !== true && findings.some(({ level }) => level === 'warning')) {
    throw new Refusal('stateConflict', 'Есть предупреждения: прочитайте их и подтвердите публикацию.');
  }
  const breaking = (await countedChanges(deps, draft)).filter((one) => one.breaking && one.drafts + one.openCases > 0);
  if (acceptBreaking !== true && breaking.length > 0) {
    throw new Refusal('stateConflict', 'Изменения задевают черновики и открытые заявки: подтвердите, что это учтено.');
  }
}

/** What whoever asked has seen and agreed to; `together` in the order of the set. */
interface Agreed extends Pick<ApiTypes['PublishDraft'], 'revision' | 'acceptWarnings' | 'acceptBreaking'> {
  readonly together: readonly Pick<Member, 'revision'>[];
}

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
