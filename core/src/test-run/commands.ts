import type { ApiTypes } from '../api.gen.ts';
import type { Transaction } from '../db.ts';
import { hasErrors } from '../definition/finding.ts';
import { knownOver } from '../definition/in-force.ts';
import type { AnyDefinition } from '../definition/lint/places.ts';
import { lintDefinition } from '../definition/lint.ts';
import { refusedDefinition } from '../definition/refused.ts';
import { publishTogether } from '../definition/together/commands.ts';
import { type DraftRow, findDraft } from '../definition-draft/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { AdminEventType } from '../journal/admin-event.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { newId } from '../new-id.ts';
import { listRoles } from '../organisation/queries.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { countMembers, findRun, listOwnLinks, readFurniture, type TestRun } from './queries.ts';
import { deleteRun, insertRun, markReady, replaceTesters, type TesterIds, updateDrafts } from './rows.ts';
import { furnishStand } from './stand/furnish.ts';
import { standLinks } from './stand/links.ts';
import { clearSeats } from './stand/rows.ts';
import type { Stands } from './stand/stands.ts';

export interface Work {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/**
 * Makes a stand on which the drafts are in force, as if they were published, for those who are named and for who asks.
 * @throws Refusal invalidDefinition with the places; alreadyExists; notFound
 */
export async function startRun(work: Work, wanted: ApiTypes['NewTestRun']): Promise<string> {
  const { deps, session, now } = work;
  const stands = standsOf(deps);
  const organisationId = session.organisation.id;
  const set = await soundDrafts(deps, [wanted.draftId, ...(wanted.together ?? [])]);
  const [lead] = set;
  const service = contentOf(lead);
  if (service.kind !== 'service') throw new Refusal('stateConflict', 'Пробуют услугу: откройте её черновик.');
  const id = newId(now);
  const { users, roles } = wanted.testers;
  const testers = { users: [...new Set([...users, session.user.id])], roles: [...new Set(roles)] };
  const found = await deps.database.asOwner(async (trx) => {
    await checkTesters(trx, organisationId, testers);
    const connections = standLinks(deps.connections.plugins, await listOwnLinks(trx, organisationId));
    const row = { id, organisationId, serviceCode: lead.code, title: titleOf(service.title, 'ru'), connections };
    await insertRun(trx, { ...row, drafts: revisionsOf(set), userId: session.user.id, now });
    await replaceTesters(trx, id, testers);
    return { furniture: await readFurniture(trx, organisationId), roles: await listRoles(trx) };
  });
  try {
    await stands.create(id, (stand) => furnishStand(stand, { ...found, set, organisation: session.organisation, now }));
  } catch (error) {
    await deps.database.asOwner((trx) => deleteRun(trx, id));
    throw error;
  }
  await deps.database.asOwner(async (trx) => {
    await markReady(trx, id, now);
    await tell(trx, work, { type: 'test.started', service: lead.code });
  });
  return id;
}

/** The drafts as they are now come into force on the stand; what was begun there keeps its version. @throws Refusal */
export async function refreshRun(work: Work, id: string): Promise<void> {
  const { deps, session } = work;
  const run = await getRun(work, id);
  const set = await soundDrafts(
    deps,
    run.drafts.map(({ draftId }) => draftId),
  );
  const stand = await standsOf(deps).open(id);
  await publishTogether(stand.deps, publicationsOf(set, session.user.login));
  await deps.database.asOwner((trx) => updateDrafts(trx, id, revisionsOf(set)));
}

export async function changeTesters(work: Work, id: string, testers: TesterIds): Promise<void> {
  const { deps, session } = work;
  const run = await getRun(work, id);
  await deps.database.asOwner(async (trx) => {
    await checkTesters(trx, session.organisation.id, testers);
    await replaceTesters(trx, id, testers);
    await tell(trx, work, { type: 'test.testers', service: run.serviceCode });
  });
  const stand = await standsOf(deps).open(id);
  await stand.deps.database.asOwner(clearSeats);
}

/** Takes the stand away with all that is on it. */
export async function endRun(work: Work, id: string): Promise<void> {
  const { deps } = work;
  const run = await getRun(work, id);
  await standsOf(deps).destroy(id);
  await deps.database.asOwner(async (trx) => {
    await deleteRun(trx, id);
    await tell(trx, work, { type: 'test.ended', service: run.serviceCode });
  });
}

/** @throws Refusal notFound: there is none, or it is of another body */
export async function getRun({ deps, session }: Omit<Work, 'now'>, id: string): Promise<TestRun> {
  const run = await deps.database.asOwner((trx) => findRun(trx, { id, organisationId: session.organisation.id }));
  if (run === undefined) throw new Refusal('notFound', 'Такого тестового режима нет: его завершили.');
  return run;
}

/** The platform of an installation; a stand itself starts none. */
export function standsOf({ stands }: Pick<Deps, 'stands'>): Stands {
  if (stands === undefined) throw new Refusal('stateConflict', 'В тестовом режиме другой тестовый режим не включают.');
  return stands;
}

type Drafts = readonly [DraftRow, ...DraftRow[]];

/** Each as sound as for publishing, as if the others were in force: their forms and rules will run. @throws Refusal */
async function soundDrafts(deps: Deps, ids: readonly string[]): Promise<Drafts> {
  const set = await deps.database.inBodies([], async (trx) => {
    const found: DraftRow[] = [];
    for (const id of new Set(ids)) found.push(await getOpenDraft(trx, id));
    return found as [DraftRow, ...DraftRow[]];
  });
  const known = knownOver(deps.definitions, set.map(contentOf));
  for (const draft of set) {
    const content = contentOf(draft);
    const findings = lintDefinition(content, known, deps.connections.findKind);
    if (hasErrors(findings)) {
      throw refusedDefinition(findings, `Чтобы пробовать, исправьте ошибки в «${titleOf(content.title, 'ru')}».`);
    }
  }
  return set;
}

async function getOpenDraft(trx: Transaction, id: string): Promise<DraftRow> {
  const draft = await findDraft(trx, id);
  if (draft === undefined || draft.discardedAt !== null || draft.publishedVersion !== null) {
    throw new Refusal('notFound', 'Такого черновика нет: его удалили или уже опубликовали.');
  }
  return draft;
}

function contentOf({ text }: Pick<DraftRow, 'text'>): AnyDefinition {
  return JSON.parse(text) as AnyDefinition;
}

function publicationsOf(set: readonly DraftRow[], author: string) {
  return set.map(({ kind, code, text }) => ({ kind, code, text, author, comment: 'Тестовый режим' }));
}

function revisionsOf(set: readonly DraftRow[]) {
  return set.map(({ id, revision }) => ({ draftId: id, revision }));
}

async function checkTesters(trx: Transaction, organisationId: string, { users, roles }: TesterIds): Promise<void> {
  const known = new Set((await listRoles(trx)).map(({ id }) => id));
  const strangers = new Set(users).size !== (await countMembers(trx, organisationId, users));
  if (!strangers && roles.every((id) => known.has(id))) return;
  throw new Refusal('notFound', 'Тестировщиками назначают сотрудников и роли своего ведомства. Выберите их из списка.');
}

interface Told {
  readonly type: AdminEventType;
  readonly service: string;
}

/** That somebody could try a service out is administration, and stays known; what they did there does not. */
async function tell(trx: Transaction, { session, now }: Work, { type, service }: Told): Promise<void> {
  const subject = { kind: 'definition', id: `service/${service}` } as const;
  const by = { organisationId: session.organisation.id, actorId: session.user.id, at: now };
  await appendAdminEvent(trx, { ...by, type, subject, payload: {} });
}
