import type { Workplace, WorkplaceTab } from '@reglament/format';
import { visibleTo } from '../../access/queries.ts';
import type {
  ApplicationCounts,
  ApplicationList,
  ApplicationQuery,
  ApplicationRow,
  BoundedCount,
  CountQuery,
  TabCount,
  WaitingCounts,
} from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import type { Transaction } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { titleOf } from '../../rule/title.ts';
import type { JsonObject } from '../../rule/value.ts';
import { actsFor } from '../../session/session.ts';
import { bulkKind } from '../bulk/bulk-kind.ts';
import type { Look } from '../card.ts';
import { contextOf, contextWithoutForm } from '../case-context.ts';
import { findDiscardProblem } from '../discard/discardable.ts';
import { isEnded, isOverdue } from '../overdue.ts';
import { currentCalendar, getPinned, type Pinned } from '../pinned.ts';
import { isEmployee } from '../queries.ts';
import { asksAnswers, available, getState } from '../workflow.ts';
import { decodeCursor, encodeCursor, type Order, orderOf, parseSort, reversed } from './order.ts';
import { findPlace, type ListPage, type ListRow, listPage } from './page/queries.ts';
import { countEach, countWithin, type ListFilter, readAnswers, type Visible } from './queries.ts';
import type { Start } from './stretches.ts';
import { firstPageWithTabs } from './tabs/queries.ts';
import { turnsOf, waitingFilter, waitingKinds } from './waiting.ts';

const usualLimit = 50;
/** Counting further helps nobody and costs much: «1000+». */
const mostCounted = 1000;

/** One page of «Заявки на услуги», each row with the actions that are open for this person. */
export async function listApplications(look: Look, query: ApplicationQuery): Promise<ApplicationList> {
  const { deps, session } = look;
  const order = orderOf(parseSort(query.sort));
  const limit = query.limit ?? usualLimit;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const common = await filterOf(look, trx, query);
    const filter = { ...common, ...tabFilter(look, query.tab) };
    const from = await startOf(trx, { query, order, visible });
    const scope = { visible, filter, bodies: session.bodies, inStates: statesIn(look, filter.phases) };
    const way = { order: from.back ? reversed(order) : order, start: from.start };
    const asked = { ...scope, ...way, limit: limit + 1 };
    const counted =
      query.tabs && from.start === undefined
        ? await withTabs(look, trx, { tab: query.tab, asked: { ...asked, filter: common } })
        : undefined;
    const rows = counted?.rows ?? (await listPage(trx, asked));
    const page = rows.slice(0, limit);
    const more = rows.length > limit;
    if (from.back) page.reverse();
    const ends = endsOf(order, page, { before: from.back ? more : from.start, after: from.back || more });
    const total = query.count ? { total: await totalOf(trx, visible, filter) } : {};
    return { items: await viewsOf(look, trx, page), ...ends, ...total, ...(counted && { tabs: counted.tabs }) };
  });
}

interface WithTabs {
  readonly tab: string | undefined;
  /** Its filter is without the tab's. */
  readonly asked: ListPage;
}

/** The rows with the counts of the tabs, where both come at the price of one. */
async function withTabs(look: Look, trx: Transaction, { tab, asked }: WithTabs) {
  const { timeZone } = asked.filter;
  const { tabs, filters } = tabsOf(look, timeZone);
  const own = { timeZone, ...tabFilter(look, tab) };
  const found = await firstPageWithTabs(trx, asked, { own, filters, most: mostCounted + 1 });
  return found && { rows: found.rows, tabs: countsOfTabs(tabs, found.counts) };
}

function tabsOf(look: Look, timeZone: string): { readonly tabs: readonly string[]; readonly filters: ListFilter[] } {
  const tabs = workplaceOf(look).tabs.map((tab) => tab.code);
  return { tabs, filters: tabs.map((tab) => ({ timeZone, ...tabFilter(look, tab) })) };
}

function countsOfTabs(tabs: readonly string[], counts: readonly number[]): TabCount[] {
  return tabs.map((tab, at) => ({ tab, ...bounded(counts[at]) }));
}

/** States that may be of these phases, by any version of a workflow. */
function statesIn({ deps }: Look, phases: readonly string[] | undefined): readonly string[] | undefined {
  if (phases === undefined) return undefined;
  const all = deps.definitions.versions('workflow').flatMap(({ content }) => content.states);
  return [...new Set(all.flatMap(({ code, phase }) => (phases.includes(phase) ? [code] : [])))];
}

interface From {
  readonly back: boolean;
  readonly start: Start | undefined;
}

/** @throws Refusal when the place is none, or several are named */
async function startOf(
  trx: Transaction,
  { query, order, visible }: { query: ApplicationQuery; order: Order; visible: Visible },
): Promise<From> {
  const { after, before, at } = query;
  if ([after, before, at].filter((one) => one !== undefined).length > 1) {
    throw new Refusal('invalidQuery', 'Укажите одно место списка: after, before или at');
  }
  if (after !== undefined) return { back: false, start: { place: decodeCursor(order, after), including: false } };
  if (before !== undefined) {
    return { back: true, start: { place: decodeCursor(order, before, 'before'), including: false } };
  }
  if (at === undefined) return { back: false, start: undefined };
  // Of what has gone out of sight the list itself is left.
  const place = await findPlace(trx, { visible, order, id: at });
  return { back: false, start: place && { place, including: true } };
}

/** Where one goes on from, both ways; null where the list is known to end. */
function endsOf(
  order: Order,
  page: readonly ListRow[],
  there: { readonly before: unknown; readonly after: boolean },
): Pick<ApplicationList, 'previous' | 'next'> {
  const cursor = (row: ListRow | undefined) => (row ? encodeCursor(order, row.place) : null);
  return { previous: there.before ? cursor(page[0]) : null, next: there.after ? cursor(page.at(-1)) : null };
}

/** How many applications each tab of the workplace has, no further than a thousand. */
export async function countApplications(look: Look, query: CountQuery): Promise<ApplicationCounts> {
  const { deps, session } = look;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const common = await filterOf(look, trx, query);
    const { tabs, filters } = tabsOf(look, common.timeZone);
    return { items: countsOfTabs(tabs, await countWithin(trx, visible, { common, filters, most: mostCounted + 1 })) };
  });
}

async function totalOf(trx: Transaction, visible: Visible, filter: ListFilter): Promise<BoundedCount> {
  const [count] = await countEach(trx, visible, { filters: [filter], most: mostCounted + 1 });
  return bounded(count);
}

function bounded(count = 0): BoundedCount {
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}

/** What a list in a tab asks for. @throws Refusal when there is no such tab or employee */
export async function listFilterOf(
  look: Look,
  trx: Transaction,
  query: CountQuery & { readonly tab?: string },
): Promise<ListFilter> {
  return { ...(await filterOf(look, trx, query)), ...tabFilter(look, query.tab) };
}

async function filterOf(look: Look, trx: Transaction, query: CountQuery): Promise<ListFilter> {
  const { service, state, source, from, to, handover, duty } = query;
  const number = query.number?.trim() || undefined;
  const applicant = query.applicant?.trim() || undefined;
  const { timeZone } = look.session.organisation;
  const { waiting } = query;
  const plain = { service, state, source, from, to, handover, duty, number, applicant, timeZone };
  return {
    ...plain,
    address: query.address?.trim() || undefined,
    submittedBy: query.submittedBy?.trim() || undefined,
    waiting: waiting === undefined ? undefined : waitingFilter(waiting, momentOf(look)),
    ...(await executorFilter(look, trx, query)),
  };
}

function momentOf({ deps, session, now }: Look) {
  const today = localDate(now, session.organisation.timeZone);
  const services = deps.definitions.versions('service').map(({ content }) => content);
  const turns = turnsOf(session.grants, services);
  return { executorIds: actsFor(session), turns, today, calendar: currentCalendar(deps.definitions) };
}

/** How much of each kind waits for the person who looks; «Мои услуги» begins with it. */
export async function countWaiting(look: Look): Promise<WaitingCounts> {
  const { deps, session } = look;
  const { timeZone } = session.organisation;
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const filters = waitingKinds.map((kind) => ({ timeZone, waiting: waitingFilter(kind, momentOf(look)) }));
    const counts = await countEach(trx, visible, { filters, most: mostCounted + 1 });
    return { items: waitingKinds.map((kind, at) => ({ kind, ...bounded(counts[at]) })) };
  });
}

async function executorFilter(
  { session }: Look,
  trx: Transaction,
  { executor }: CountQuery,
): Promise<Pick<ListFilter, 'executorId'>> {
  if (executor === undefined) return {};
  if (executor === 'me') return { executorId: session.user.id };
  if (executor === 'none') return { executorId: null };
  if (!(await isEmployee(trx, session.bodies, executor))) {
    throw new Refusal('notFound', 'Такого сотрудника нет: выберите исполнителя из списка');
  }
  return { executorId: executor };
}

function workplaceOf({ deps, session }: Look): Workplace {
  return deps.definitions.latest('workplace', session.organisation.workplace).content;
}

/** A tab narrows the list; where it and a filter speak of the same, the filter stays and the tab is asked beside it. */
function tabFilter(look: Look, code: string | undefined): Partial<ListFilter> {
  if (code === undefined) return {};
  const tab: WorkplaceTab | undefined = workplaceOf(look).tabs.find((one) => one.code === code);
  if (!tab) throw new Refusal('invalidQuery', `Вкладки «${code}» на вашем рабочем месте нет`);
  return {
    ...(tab.states === undefined ? {} : { states: tab.states }),
    ...(tab.phases === undefined ? {} : { phases: tab.phases }),
    ...(tab.mine ? { mineOf: look.session.user.id } : {}),
  };
}

async function viewsOf(look: Look, trx: Transaction, rows: readonly ListRow[]): Promise<ApplicationRow[]> {
  const items: { row: ListRow; pinned: Pinned }[] = [];
  for (const row of rows) items.push({ row, pinned: await getPinned(look.deps.definitions, row, trx) });
  const asked = items.filter(({ pinned }) => needsAnswers(pinned)).map(({ row }) => row.id);
  const answers = asked.length === 0 ? new Map<string, JsonObject>() : await readAnswers(trx, asked);
  const calendar = currentCalendar(look.deps.definitions);
  return items.map(({ row, pinned }) => viewOf(look, row, { pinned, calendar, answers: answers.get(row.id) ?? {} }));
}

/** How much duty is due follows from answers, and actions may wait for it. */
function needsAnswers({ service, workflow }: Pinned): boolean {
  return service.duty !== undefined || asksAnswers(workflow);
}

interface RowFacts {
  readonly pinned: Pinned;
  readonly answers: JsonObject;
  readonly calendar: WorkCalendar;
}

function viewOf({ session, now }: Look, row: ListRow, { pinned, answers, calendar }: RowFacts): ApplicationRow {
  const { timeZone } = row;
  const contextFor = needsAnswers(pinned) ? contextOf : contextWithoutForm;
  const context = contextFor({
    record: { ...row, answers, accepted: {} },
    pinned,
    history: row,
    session,
    calendar,
    now,
    timeZone,
  });
  const open = available(context).filter((one) => one.open);
  return {
    id: row.id,
    number: row.number,
    createdAt: row.createdAt.toISOString(),
    registeredAt: row.registeredAt?.toISOString() ?? null,
    service: { code: pinned.service.code, title: titleOf(pinned.service.shortTitle ?? pinned.service.title, 'ru') },
    applicant: row.listApplicant,
    state: row.state,
    stateTitle: titleOf(getState(pinned.workflow, row.state).title, 'ru'),
    phase: row.phase,
    executor: row.executor,
    dueDate: row.dueDate,
    overdue: isOverdue(row, { now, timeZone }),
    paused: row.pausedAt !== null && !isEnded(row.phase),
    source: row.source,
    address: row.listAddress,
    subject: row.listSubject,
    submittedBy: row.listSubmittedBy,
    duty: row.listDuty,
    version: row.version,
    discardable: findDiscardProblem(context) === undefined,
    actions: open.map(({ action }) => {
      const bulk = bulkKind(action);
      const title = titleOf(action.title, 'ru');
      return { code: action.code, title, open: true, ...(bulk === undefined ? {} : { bulk }) };
    }),
  };
}
