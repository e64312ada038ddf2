import { can } from '../access/grant.ts';
import type { NewDestructionAct } from '../api.gen.ts';
import { takeNumber } from '../application/rows.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { restartStopped } from '../job/commands.ts';
import type { AdminEventType } from '../journal/admin-event.ts';
import { appendAdminEvent } from '../journal/rows.ts';
import { keptUntil } from '../retention/kept-until.ts';
import { fullName, type Session } from '../session/session.ts';
import { type ActPerson, type ActRecord, findAct, lockAct, sumAct } from './act.model.ts';
import { askedOf, type BodyAsked, findTerm } from './asked.ts';
import { listDue } from './over.ts';
import type { OverCase } from './queries.ts';
import * as rows from './rows.ts';
import { tellAwaited, tellWithdrawn } from './tell.ts';
import { kindOf, type RetentionTerm } from './term.ts';
import { obstacleText } from './words.ts';

export const destructionJob = 'destruction';
export const contentsJob = 'destruction-contents';
/** Cases of one act: it is read by people before it is approved. */
const MOST = 1_000;
/** No service has numbers of its own by this name: codes have no colon. */
const SERIES = 'destruction:act';

export interface ActCall {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/**
 * The oldest cases of these services whose term is over go into an act; nothing is destroyed yet. The same key again gives the same act.
 * @throws Refusal invalidBody, stateConflict: there is nothing to destroy
 */
export async function drawUp({ deps, session, now }: ActCall, wanted: NewDestructionAct): Promise<string> {
  const id = wanted.key.toLowerCase();
  const { organisation } = session;
  const asked = askedOf(deps, organisation, now);
  const terms = wanted.services.map((code) => termOf(asked, code));
  await deps.database.asOwner(async (trx) => {
    if ((await findAct(trx, { id, organisationId: organisation.id })) !== undefined) return;
    const over = await casesOf(trx, asked, terms);
    if (over.length === 0) throw nothingOver();
    const number = await takeNumber(trx, { organisationId: organisation.id, series: SERIES, year: 0 });
    const act = { id, organisationId: organisation.id, number, author: personOf(session), createdAt: now };
    await rows.insertAct(trx, act);
    await rows.insertRows(trx, act, over);
    await tell(trx, { act, session, now }, { type: 'destruction.prepared', payload: { number, cases: over.length } });
    await tellAwaited(trx, act, over);
  });
  return id;
}

function termOf(asked: BodyAsked, code: string): RetentionTerm & { readonly years: number; readonly basis: string } {
  const term = findTerm(asked, code);
  if (term === undefined) throw new Refusal('unknownService', `Услуги «${code}» нет. Выберите услугу из списка.`);
  const { years, basis } = term;
  if (years !== null && basis !== null) return { ...term, years, basis };
  if (kindOf(code) === 'incomingRequest') throw new Refusal('stateConflict', unsaidRequests(term));
  const text = term.permanent
    ? 'заявки хранятся постоянно'
    : 'срок хранения не указан: его указывают в редакторе услуги';
  throw new Refusal('stateConflict', `Услуга «${term.title}»: ${text}`);
}

function unsaidRequests({ permanent }: RetentionTerm): string {
  return permanent
    ? 'Входящие запросы хранятся постоянно'
    : 'Срок хранения входящих запросов не указан: его указывают в редакторе рабочего места';
}

async function casesOf(
  trx: Transaction,
  asked: BodyAsked,
  terms: readonly ReturnType<typeof termOf>[],
): Promise<rows.NewRow[]> {
  const found: rows.NewRow[] = [];
  for (const term of terms) {
    found.push(...(await freeCases(trx, { ...asked, service: term.service })).map((one) => rowOf(term, one)));
  }
  return found.toSorted((one, other) => (one.endedOn < other.endedOn ? -1 : 1)).slice(0, MOST);
}

/** The oldest that nothing stands in the way of: those of another act, or of an open affair, may be more than an act holds. */
async function freeCases(trx: Transaction, asked: BodyAsked & { readonly service: string }): Promise<OverCase[]> {
  const free: OverCase[] = [];
  let page: readonly OverCase[] = [];
  do {
    page = await listDue(trx, { ...asked, after: page.at(-1)?.id, limit: MOST });
    free.push(...page.filter((one) => obstacleText(one) === undefined));
  } while (page.length === MOST && free.length < MOST);
  return free;
}

function rowOf(term: ReturnType<typeof termOf>, one: OverCase): rows.NewRow {
  const { kind, id, number, applicant, endedOn } = one;
  const { service, title, years, basis } = term;
  const kept = { endedOn, years, basis, keptUntil: keptUntil(endedOn, years) };
  return { kind, id, number, service, title, applicant, ...kept };
}

/** @throws Refusal notFound, stateConflict */
export async function exclude(call: ActCall, place: rows.CasePlace, reason: string | null): Promise<void> {
  await change(call, place.actId, async (trx, act) => {
    if (act.status !== 'prepared') throw new Refusal('stateConflict', 'Состав акта меняют, пока он не утверждён');
    if (!(await rows.excludeRow(trx, place, reason?.trim() ?? null))) {
      throw new Refusal('notFound', 'Заявки в таком виде в акте нет: обновите страницу');
    }
    await rows.touchAct(trx, act.id);
  });
}

/** Another one than the author; then the job begins. @throws Refusal notFound, versionConflict, stateConflict */
export async function approve(call: ActCall, id: string, version: number): Promise<void> {
  const { deps, session, now } = call;
  await change(call, id, async (trx, act) => {
    if (act.status === 'running') return;
    refuseOther(act, version);
    const { counts } = await sumAct(trx, id);
    const problem = findApprovalProblem(session, act, counts.waiting);
    if (problem !== undefined) throw new Refusal('stateConflict', problem);
    await rows.moveAct(trx, id, { status: 'running', approver: personOf(session), at: now });
    const payload = { number: act.number, cases: counts.waiting };
    await tell(trx, { act, session, now }, { type: 'destruction.approved', payload });
    await deps.jobs.enqueue(trx, { name: destructionJob, data: { id, organisationId: act.organisationId } });
  });
}

/** Why this person may not approve the act now; undefined: they may. */
export function findApprovalProblem(
  session: Pick<Session, 'grants' | 'organisation' | 'user'>,
  act: Pick<ActRecord, 'status' | 'author'>,
  waiting: number,
): string | undefined {
  if (act.status === 'withdrawn') return 'Акт отозван';
  if (act.status !== 'prepared') return 'Акт уже утверждён';
  if (!can(session.grants, 'destruction.approve', session.organisation.id)) {
    return 'Акт утверждает руководитель: у вас нет такого права';
  }
  if (act.author.id === session.user.id) return 'Акт составили вы: утвердить его должен другой сотрудник';
  return waiting === 0 ? 'В акте не осталось заявок: отзовите его' : undefined;
}

/** @throws Refusal notFound, versionConflict, stateConflict */
export async function withdraw(
  call: ActCall,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<void> {
  const { session, now } = call;
  await change(call, id, async (trx, act) => {
    refuseOther(act, version);
    const problem = findWithdrawalProblem(act);
    if (problem !== undefined) throw new Refusal('stateConflict', problem);
    await rows.moveAct(trx, id, { status: 'withdrawn', by: personOf(session), at: now, reason: reason.trim() });
    await tellWithdrawn(trx, act, { by: session.user.id, now });
    const payload = { number: act.number, reason: reason.trim() };
    await tell(trx, { act, session, now }, { type: 'destruction.withdrawn', payload });
  });
}

export function findWithdrawalProblem({ status }: Pick<ActRecord, 'status'>): string | undefined {
  if (status === 'prepared') return undefined;
  return status === 'withdrawn' ? 'Акт уже отозван' : 'Акт утверждён: отозвать его нельзя';
}

/** Goes on where its job has died. While one works on it, and when it is over, nothing changes. @throws Refusal notFound */
export async function retry(call: ActCall, id: string): Promise<void> {
  await change(call, id, async (trx, act) => {
    const name = { running: destructionJob, contents: contentsJob }[act.status as 'running' | 'contents'];
    const work = { id, organisationId: act.organisationId };
    if (name !== undefined) await restartStopped(call.deps, trx, { name, work });
  });
}

/** As the owner, with the act of the person's own body under its lock. */
async function change(
  { deps, session }: ActCall,
  id: string,
  work: (trx: Transaction, act: ActRecord) => Promise<void>,
): Promise<void> {
  await deps.database.asOwner(async (trx) => {
    const act = await lockAct(trx, { id, organisationId: session.organisation.id });
    if (act === undefined) throw noAct();
    await work(trx, act);
  });
}

interface Told {
  readonly type: AdminEventType;
  /** Nothing of applicants: the journal of administration is kept for ever. */
  readonly payload: Readonly<Record<string, unknown>>;
}

interface Telling {
  readonly act: Pick<ActRecord, 'id' | 'organisationId'>;
  /** undefined: the platform itself. */
  readonly session?: Pick<Session, 'user'>;
  readonly now: Date;
}

/** Into the journal of administration, whose chain shows what was changed afterwards. */
export async function tell(trx: Transaction, { act, session, now }: Telling, { type, payload }: Told): Promise<void> {
  const subject = { kind: 'destruction', id: act.id } as const;
  const actorId = session?.user.id ?? null;
  await appendAdminEvent(trx, { organisationId: act.organisationId, type, actorId, at: now, subject, payload });
}

function personOf({ user }: Session): ActPerson {
  return { id: user.id, name: fullName(user), position: user.position };
}

function refuseOther(act: ActRecord, version: number): void {
  if (act.version === version) return;
  throw new Refusal('versionConflict', 'Акт изменили, пока вы его смотрели: обновите страницу и проверьте его снова', {
    current: { version: act.version },
  });
}

export function noAct(): Refusal {
  return new Refusal('notFound', 'Такого акта нет: обновите список');
}

function nothingOver(): Refusal {
  return new Refusal(
    'stateConflict',
    'Включить в акт нечего: у выбранных услуг нет заявок, срок хранения которых истёк, или им что-то мешает',
  );
}
