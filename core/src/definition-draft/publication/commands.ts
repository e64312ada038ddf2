import type { ApiTypes } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { Transaction } from '../../db.ts';
import { publishTogether } from '../../definition/together/commands.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import type { NewAdminEvent } from '../../journal/admin-event.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import { lockOpenDraft } from '../edit.ts';
import type { Work } from '../open.ts';
import { assertPublishable } from '../publication.ts';
import { type DraftRow, findDraft } from '../queries.ts';
import { closeDraft } from '../rows.ts';
import { lockSet } from './draft-set.ts';
import { listDueDrafts, lockOpenPublication, publishesByTwo } from './queries.ts';
import { confirmRow, endRow, insertPublication, setByTwo, withdrawRow } from './rows.ts';
import { membersOf, stateOf } from './view.ts';

type Published = ApiTypes['PublishedVersion'];

/**
 * Publishes at once, or keeps the request until its day comes and the second person has confirmed it.
 * @throws Refusal what `assertPublishable` throws; stateConflict when one is asked for already; invalidBody for a day gone by
 */
export async function askPublication(work: Work, id: string, wanted: ApiTypes['PublishDraft']): Promise<Published> {
  const { deps, session, now } = work;
  const { revision, comment, from, acceptWarnings = false, acceptBreaking = false } = wanted;
  const together = (wanted.together ?? []).map((one) => ({ draftId: one.id, revision: one.revision }));
  const ids = [id, ...together.map(({ draftId }) => draftId)];
  if (new Set(ids).size !== ids.length) throw twice();
  const { timeZone } = session.organisation;
  if (from !== undefined && from < localDate(now, timeZone)) throw dayGone();
  const found = await deps.database.inBodies(session.bodies, async (trx) => ({
    set: await lockSet(trx, ids),
    byTwo: await publishesByTwo(trx, session.organisation.id),
  }));
  await assertPublishable(deps, found.set, { ...wanted, together });
  await deps.database.asOwner(async (trx) => {
    const set = await lockSet(trx, ids);
    for (const one of set) if ((await lockOpenPublication(trx, one.id)) !== undefined) throw askedAlready();
    const organisationId = session.organisation.id;
    const row = {
      ...{ revision, together, comment, acceptWarnings, acceptBreaking, timeZone, organisationId, now },
      ...{ draftId: id, holdsFrom: from ?? null, byTwo: found.byTwo, userId: session.user.id },
    };
    if ((await insertPublication(trx, row)) === undefined) throw askedAlready();
    const facts = { comment, from: from ?? null };
    for (const one of set) await tell(trx, one, { ...toldBy(work), type: 'publication.asked', facts });
  });
  return carryOut(work, id);
}

/** @throws Refusal stateConflict when there is nothing to confirm; forbidden for who asked */
export async function confirmPublication(work: Work, id: string, revision: number): Promise<Published> {
  const { deps, session, now } = work;
  await deps.database.asOwner(async (trx) => {
    const draft = await lockOpenDraft(trx, id);
    const row = await lockOpenPublication(trx, id);
    if (row === undefined || stateOf(row) !== 'awaiting') {
      throw new Refusal('stateConflict', 'Подтверждать нечего: публикацию не просили, или она уже подтверждена.');
    }
    if (row.askedById === session.user.id) {
      throw new Refusal('forbidden', 'Публикацию подтверждает другой сотрудник, не тот, кто о ней попросил.');
    }
    const asked = membersOf(row).find(({ draftId }) => draftId === id);
    if (draft.revision !== asked?.revision || revision !== asked.revision) {
      throw new Refusal('versionConflict', 'Черновик с тех пор изменён: публикацию нужно попросить заново.');
    }
    await confirmRow(trx, row.id, { userId: session.user.id, now });
    await tell(trx, draft, { ...toldBy(work), type: 'publication.confirmed', facts: { askedBy: row.askedBy } });
  });
  return carryOut(work, id);
}

/** @throws Refusal stateConflict when nothing was asked for */
export async function withdrawPublication(work: Work, id: string): Promise<void> {
  const { deps, session, now } = work;
  await deps.database.asOwner(async (trx) => {
    const draft = await findDraft(trx, id);
    const row = await lockOpenPublication(trx, id);
    if (row === undefined || draft === undefined) {
      throw new Refusal('stateConflict', 'Публикацию не просили, или она уже состоялась.');
    }
    await withdrawRow(trx, row.id, { userId: session.user.id, now });
    await tell(trx, draft, { ...toldBy(work), type: 'publication.withdrawn', facts: { askedBy: row.askedBy } });
  });
}

/**
 * What was asked for and whose day has come. One that cannot be published says why and does not keep the others; what only a
 * broken program can explain is tried again first.
 */
export async function publishDue(deps: Deps, now: Date, { isLast }: { readonly isLast: boolean }): Promise<void> {
  let broken: unknown;
  for (const id of await deps.database.inBodies([], (trx) => listDueDrafts(trx, now))) {
    try {
      await publishAsked(deps, id, now);
    } catch (error) {
      if (error instanceof Refusal) await fail(deps, id, { failure: error.message, now });
      else if (isLast) await failBroken(deps, id, { error, now });
      else broken = error;
    }
  }
  if (broken !== undefined) throw broken;
}

async function failBroken(deps: Deps, id: string, { error, now }: { readonly error: unknown; readonly now: Date }) {
  deps.log.error({ err: error, draft: id }, 'publication failed');
  const failure =
    'Ошибка в программе. Попросите о публикации ещё раз; если повторится, сообщите администратору установки.';
  await fail(deps, id, { failure, now });
}

/** At once when the day has come; what is refused now is told to who asks, and the request does not stay. */
async function carryOut({ deps, now }: Work, id: string): Promise<Published> {
  const found = await deps.database.inBodies([], async (trx) => ({
    due: await listDueDrafts(trx, now),
    draft: await findDraft(trx, id),
    row: await lockOpenPublication(trx, id),
  }));
  const { draft, row } = found;
  if (draft === undefined || row === undefined) throw new Error(`draft ${id} lost its publication`);
  const { kind, code } = draft;
  if (!found.due.includes(row.draftId)) return { kind, code, state: stateOf(row), version: null };
  try {
    const published = await publishAsked(deps, row.draftId, now);
    return { kind, code, state: 'published', version: published.get(id) ?? null };
  } catch (error) {
    if (error instanceof Refusal) await fail(deps, id, { failure: error.message, now });
    throw error;
  }
}

/**
 * Versions by the ids of their drafts. Publishing is by itself repeatable: after a crash between the two commits the versions in
 * force are the drafts' own texts.
 */
async function publishAsked(deps: Deps, id: string, now: Date): Promise<ReadonlyMap<string, number>> {
  const { set, row } = await deps.database.inBodies([], async (trx) => {
    const found = await lockOpenPublication(trx, id);
    if (found === undefined) throw askedAlready();
    return {
      row: found,
      set: await lockSet(
        trx,
        membersOf(found).map(({ draftId }) => draftId),
      ),
    };
  });
  const done = set.every(({ kind, code, text }) => deps.definitions.findLatest(kind, code)?.text === text);
  if (!done) await assertPublishable(deps, set, row);
  const signature = { author: row.askedByLogin, comment: row.comment };
  const published = await publishTogether(
    deps,
    set.map(({ kind, code, text }) => ({ kind, code, text, ...signature })),
  );
  const versions = new Map(
    set.flatMap((draft) => {
      const found = published.find(({ version }) => version.kind === draft.kind && version.code === draft.code);
      return found === undefined ? [] : [[draft.id, found.version.version] as const];
    }),
  );
  await deps.database.asOwner(async (trx) => {
    const { organisationId, askedById: actorId, askedBy, confirmedBy, comment } = row;
    for (const draft of set) {
      const version = versions.get(draft.id) ?? 0;
      await closeDraft(trx, draft.id, version);
      const facts = { version, askedBy, confirmedBy, comment };
      await tell(trx, draft, { organisationId, actorId, at: now, type: 'publication.done', facts });
    }
    await endRow(trx, row.id, { version: versions.get(row.draftId) ?? 0, now });
  });
  return versions;
}

async function fail(deps: Deps, id: string, ending: { readonly failure: string; readonly now: Date }): Promise<void> {
  await deps.database.asOwner(async (trx) => {
    const draft = await findDraft(trx, id);
    const row = await lockOpenPublication(trx, id);
    if (row === undefined || draft === undefined) return;
    await endRow(trx, row.id, ending);
    const { organisationId, askedById: actorId } = row;
    const facts = { failure: ending.failure };
    await tell(trx, draft, { organisationId, actorId, at: ending.now, type: 'publication.failed', facts });
  });
}

interface Told extends Pick<NewAdminEvent, 'organisationId' | 'type' | 'actorId' | 'at'> {
  readonly facts: object;
}

function toldBy({ session, now }: Work): Pick<Told, 'organisationId' | 'actorId' | 'at'> {
  return { organisationId: session.organisation.id, actorId: session.user.id, at: now };
}

/** The journal of the body knows everybody who had a hand in it. */
function tell(
  trx: Transaction,
  { kind, code }: Pick<DraftRow, 'kind' | 'code'>,
  { facts, ...told }: Told,
): Promise<void> {
  const subject = { kind: 'definition', id: `${kind}/${code}` } as const;
  return appendAdminEvent(trx, { ...told, subject, payload: facts });
}

/** Whether a body publishes by two people. */
export async function changePolicy(work: Work, byTwo: boolean): Promise<void> {
  const { deps, session } = work;
  const { id } = session.organisation;
  await deps.database.asOwner(async (trx) => {
    await setByTwo(trx, id, byTwo);
    const subject = { kind: 'body', id } as const;
    await appendAdminEvent(trx, { ...toldBy(work), type: 'publication.policy', subject, payload: { byTwo } });
  });
}

function askedAlready(): Refusal {
  return new Refusal('stateConflict', 'Публикацию этого черновика уже попросили: подтвердите её или отзовите.');
}

function twice(): Refusal {
  return new Refusal('invalidBody', 'Черновик назван дважды: уберите повтор.', {
    problems: [{ field: 'together', pointer: '/together', code: 'duplicate', message: 'Черновик назван дважды' }],
  });
}

function dayGone(): Refusal {
  const message = 'Этот день уже прошёл: назовите сегодняшний или следующий';
  return new Refusal('invalidBody', message, {
    problems: [{ field: 'from', pointer: '/from', code: 'past', message }],
  });
}
