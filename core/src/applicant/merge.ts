import type { ApplicantData, ApplicantMergePreview, ApplicantView } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { Refusal } from '../errors.ts';
import { actorIdOf } from '../session/system-session.ts';
import {
  type ApplicantWork,
  checkedForm,
  findKnown,
  getApplicant,
  type Looked,
  noApplicant,
  recordAccess,
  staleApplicant,
} from './commands.ts';
import { dataChanges, withoutChanges } from './data-changes.ts';
import { countCases, findApplicant, findMerge, lockApplicant } from './queries.ts';
import {
  insertApplicantEvent,
  lockIdentifiers,
  setMergedInto,
  shareApplicant,
  unshareApplicant,
  updateApplicant,
} from './rows.ts';

interface Seen {
  id: string;
  version: number;
}

export interface Merge {
  /** The one that stays. */
  kept: Seen;
  merged: Seen;
  /** What the one that stays will say. */
  data: ApplicantData;
  reason: string;
}

/** Both records side by side and what goes over. @throws Refusal notFound, stateConflict */
export async function previewMerge(trx: Transaction, keptId: string, mergedId: string): Promise<ApplicantMergePreview> {
  const pair = mergeable(await findApplicant(trx, keptId), await findApplicant(trx, mergedId));
  const { kept, merged } = pair;
  return { kept, merged, cases: { kept: await countCases(trx, kept.id), merged: await countCases(trx, merged.id) } };
}

/**
 * One of two records of the same applicant goes on; the other one points to it. Identifiers are locked before the rows,
 * as in registering, so an application of either waits, and finds the one that stays. A pointer is only set between two
 * records that have none, both locked: so there is no cycle. Gives alreadyExists back.
 * @throws Refusal notFound, stateConflict, versionConflict, invalidBody
 */
export async function mergeApplicants(work: ApplicantWork, merge: Merge): Promise<Looked> {
  const { trx, now, session } = work;
  const data = checkedForm(merge.data);
  const before = await lockPair(work, [merge.kept, merge.merged], data);
  const { kept, merged } = mergeable(before[0], before[1]);
  if (data.kind !== kept.data.kind) throw otherKind('data');
  const other = await findKnown(work, data, ({ id }) => id !== kept.id && id !== merged.id);
  if (other) {
    const text = `Такой же идентификатор записан у третьего заявителя: «${other.name}». Объедините сначала с ним.`;
    return new Refusal('alreadyExists', text, { current: { id: other.id, name: other.name } });
  }
  await setMergedInto(trx, { id: merged.id, into: kept.id, at: now });
  await updateApplicant(trx, { id: kept.id, at: now }, data);
  const linked = await shareApplicant(trx, { from: merged.id, to: kept.id, userId: actorIdOf(session), at: now });
  const changes = dataChanges(kept.data, data);
  const { reason } = merge;
  await insertApplicantEvent(work, {
    ...{ applicantId: kept.id, type: 'merged', changes, reason, otherId: merged.id },
    linked,
  });
  await insertApplicantEvent(work, { applicantId: merged.id, type: 'mergedInto', reason, otherId: kept.id });
  await recordAccess(work, 'merge', kept.id);
  await recordAccess(work, 'merge', merged.id);
  return getApplicant(trx, kept.id);
}

/** The merged record stands for itself again. What was changed in the other one since then stays. @throws Refusal */
export async function unmergeApplicant(work: ApplicantWork, target: Seen, reason: string): Promise<ApplicantView> {
  const { trx, now } = work;
  const seen = await findApplicant(trx, target.id);
  if (!seen) throw noApplicant();
  if (seen.mergedInto === null) throw new Refusal('stateConflict', 'Эта запись ни с кем не объединена.');
  const keptSeen = await findApplicant(trx, seen.mergedInto.id);
  if (!keptSeen) throw noApplicant();
  const [merged, kept] = await lockPair(work, [target, keptSeen], seen.data);
  const found = await findMerge(trx, { keptId: keptSeen.id, mergedId: target.id });
  if (!merged || !kept || !found) throw noApplicant();
  if (kept.mergedInto !== null) throw alreadyMerged(kept);
  const data = withoutChanges(kept.data, found.changes ?? []);
  await setMergedInto(trx, { id: merged.id, into: null, at: now });
  await updateApplicant(trx, { id: kept.id, at: now }, data);
  await unshareApplicant(trx, found.id);
  await insertApplicantEvent(work, {
    ...{ applicantId: kept.id, type: 'unmerged', changes: dataChanges(kept.data, data), reason, otherId: merged.id },
    undoes: found.id,
  });
  await insertApplicantEvent(work, { applicantId: merged.id, type: 'unmergedFrom', reason, otherId: kept.id });
  await recordAccess(work, 'unmerge', kept.id);
  await recordAccess(work, 'unmerge', merged.id);
  return getApplicant(trx, merged.id);
}

/** Locks in one order for all: identifiers, then rows by id. Gives both as they are now, in the order asked for. */
async function lockPair(
  { trx }: ApplicantWork,
  seen: readonly [Seen, Seen],
  data: ApplicantData,
): Promise<(ApplicantView | undefined)[]> {
  const unlocked = [await findApplicant(trx, seen[0].id), await findApplicant(trx, seen[1].id)];
  await lockIdentifiers(trx, data, ...unlocked.flatMap((one) => (one ? [one.data] : [])));
  const locked = new Map<string, ApplicantView | undefined>();
  for (const id of [seen[0].id, seen[1].id].sort()) locked.set(id, await lockApplicant(trx, id));
  return seen.map(({ id, version }) => {
    const now = locked.get(id);
    if (now && now.version !== version) throw staleApplicant(now);
    return now;
  });
}

function mergeable(
  kept: ApplicantView | undefined,
  merged: ApplicantView | undefined,
): { kept: ApplicantView; merged: ApplicantView } {
  if (!kept || !merged) throw noApplicant();
  if (kept.id === merged.id) throw new Refusal('stateConflict', 'Это одна и та же запись: выберите две разные.');
  for (const one of [kept, merged]) if (one.mergedInto !== null) throw alreadyMerged(one);
  if (kept.data.kind !== merged.data.kind) throw otherKind();
  return { kept, merged };
}

function alreadyMerged({ name, mergedInto }: ApplicantView): Refusal {
  const text = `Запись «${name}» уже объединена с записью «${mergedInto?.name}». Откройте её и работайте с ней.`;
  return new Refusal('stateConflict', text);
}

function otherKind(field?: 'data'): Refusal {
  const text = 'Физическое лицо, ИП и юридическое лицо – разные заявители: объединить можно только записи одного вида.';
  if (field === undefined) return new Refusal('stateConflict', text);
  const problem = { field: 'kind', pointer: '/data/kind', code: 'kind', message: text };
  return new Refusal('invalidBody', text, { problems: [problem] });
}
