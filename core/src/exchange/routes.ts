import type { OutgoingView, ProviderView } from '../api.gen.ts';
import { troubleView } from '../connection/reception.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { releaseDelivery } from '../intake/commands.ts';
import { pageById, usualPage } from '../list-page.ts';
import {
  countEntries,
  type DeskEntries,
  findOutgoing,
  findStopped,
  listOutgoing,
  listStopped,
  type OutgoingEntry,
  type StoppedEntry,
} from '../outbox/queries.ts';
import { hurryEntry, repeatEntry, stopEntry } from '../outbox/rows.ts';
import { assignDelivery, reopenRequest, stopRequest } from '../request/desk/commands.ts';
import type { Session } from '../session/session.ts';
import { type DeskQuery, deskSearch } from './desk-search.ts';
import { listProviders, type ProviderRow } from './queries.ts';
import { topicTitles } from './topic-titles.ts';

const access = { permission: 'exchange.manage' } as const;
/** What a person may stop: the rest goes in its order, and what is behind would wait for it. */
const stoppable: ReadonlySet<string> = new Set(['request', 'reply']);

/** Days that the figures of answers look back. */
const LOOK_BACK = 30;

const outgoing: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/outgoing',
    summary: 'Отправления в пути: попытки, ошибки, когда следующая попытка',
    access,
    query: 'OutboxQuery',
    response: 'OutgoingList',
    handler: async ({ deps, session, query }) => {
      const { after, limit = usualPage } = query;
      const entries = entriesOf(session, query);
      return deps.database.inBodies([entries.organisationId], async (trx) => {
        const rows = await listOutgoing(trx, { ...entries, after, limit: limit + 1 });
        return { ...pageById(rows, limit, outgoingView), count: await countEntries(trx, 'outgoing', entries) };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/outgoing/:id/hurry',
    summary: 'Попробовать отправить сейчас, не дожидаясь следующей попытки',
    access,
    params: { id: 'uuid' },
    response: 'none',
    handler: async ({ deps, session, params, now }) => {
      const organisationId = session.organisation.id;
      await deps.database.inBodies([organisationId], async (trx) => {
        const entry = await findOutgoing(trx, { organisationId, id: params.id });
        if (entry === undefined || !(await hurryEntry(trx, entry, now))) throw notOnItsWay();
      });
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/outgoing/:id/stop',
    summary: 'Остановить отправление, с причиной: само оно больше не уйдёт',
    access,
    params: { id: 'uuid' },
    body: 'StopReason',
    response: 'none',
    handler: async ({ deps, session, params, body, now }) => {
      const organisationId = session.organisation.id;
      const error = `Остановлено: ${body.reason.trim()}`;
      await deps.database.inBodies([organisationId], async (trx) => {
        const entry = await findOutgoing(trx, { organisationId, id: params.id });
        if (entry === undefined) throw notOnItsWay();
        if (!stoppable.has(entry.topic)) throw neverStopped();
        if (entry.topic === 'request') {
          await stopRequest(trx, entry.ownerId, { actorId: session.user.id, now, reason: error });
        }
        if (!(await stopEntry(trx, entry, { now, error }))) throw notOnItsWay();
      });
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/providers',
    summary: 'Состояние подключений: отвечает ли другая сторона, сколько ждёт, как долго ждут ответа',
    access,
    response: 'ProviderList',
    handler: async ({ deps, session, now }) => {
      const since = new Date(now.getTime() - LOOK_BACK * 86_400_000);
      const rows = await deps.database.inBodies([session.organisation.id], (trx) => listProviders(trx, since));
      return { since: since.toISOString(), items: rows.map(providerView) };
    },
  }),
];

export const exchangeRoutes: readonly Route[] = [
  ...outgoing,
  route({
    method: 'POST',
    path: '/api/admin/deliveries/:id/assign',
    summary: 'Назначить отложенный ответ его запросу',
    access,
    params: { id: 'uuid' },
    body: 'DeliveryAssignment',
    response: 'none',
    handler: async (call) => {
      await assignDelivery(call, call.params.id, call.body);
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/deliveries/:id/release',
    summary: 'Принять отложенное сообщение портала: прислала та же система, что подала заявление',
    access,
    params: { id: 'uuid' },
    body: 'QuarantineResolution',
    response: 'none',
    handler: async (call) => {
      await releaseDelivery(call, call.params.id, call.body.resolution);
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/stopped',
    summary: 'Отправления, которые не ушли и ждут решения человека',
    access,
    query: 'OutboxQuery',
    response: 'StoppedList',
    handler: async ({ deps, session, query }) => {
      const { after, limit = usualPage } = query;
      const entries = entriesOf(session, query);
      return deps.database.inBodies([entries.organisationId], async (trx) => {
        const rows = await listStopped(trx, { ...entries, after, limit: limit + 1 });
        return { ...pageById(rows, limit, viewOf), count: await countEntries(trx, 'stopped', entries) };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/stopped/:id/retry',
    summary: 'Отправить ещё раз то, что не ушло',
    access,
    params: { id: 'uuid' },
    response: 'none',
    handler: async ({ deps, session, params, now }) => {
      const organisationId = session.organisation.id;
      await deps.database.inBodies([organisationId], async (trx) => {
        const entry = await findStopped(trx, { organisationId, id: params.id });
        if (entry === undefined) throw gone();
        // A request says so itself, on the card and in the history of its application.
        if (entry.topic === 'request') await reopenRequest(trx, entry.ownerId, { actorId: session.user.id, now });
        if (!(await repeatEntry(trx, entry, now))) throw gone();
      });
      return undefined;
    },
  }),
];

function entriesOf({ organisation }: Session, { topic, ...query }: DeskQuery & { topic?: string }): DeskEntries {
  return { organisationId: organisation.id, topic, search: deskSearch(query, organisation.timeZone) };
}

function notOnItsWay(): Refusal {
  return new Refusal('notFound', 'Этого отправления уже нет в пути: обновите список.');
}

function neverStopped(): Refusal {
  return new Refusal(
    'stateConflict',
    'Такие отправления идут по порядку, их не останавливают: попробуйте отправить сейчас.',
  );
}

function outgoingView({ topic, ownerId: _owner, createdAt, dueAt, ...entry }: OutgoingEntry): OutgoingView {
  return {
    ...entry,
    title: topicTitles[topic] ?? topic,
    createdAt: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
    stoppable: stoppable.has(topic),
  };
}

function providerView(row: ProviderRow): ProviderView {
  const { checkedAt, brokenSince, retryAt, brokenReason, oldestSentAt, deafSince, deafReason, trouble, ...rest } = row;
  const incident = brokenSince && {
    since: brokenSince.toISOString(),
    retryAt: retryAt?.toISOString() ?? null,
    reason: brokenReason ?? 'Другая сторона не отвечает',
  };
  return {
    ...rest,
    checkedAt: checkedAt?.toISOString() ?? null,
    oldestSentAt: oldestSentAt?.toISOString() ?? null,
    incident,
    reception: troubleView({ trouble, failingSince: deafSince, reason: deafReason }),
  };
}

function gone(): Refusal {
  return new Refusal('notFound', 'Такого отправления среди остановленных нет: обновите список.');
}

function viewOf({ topic, ownerId: _owner, failedAt, ...entry }: StoppedEntry) {
  return { ...entry, title: topicTitles[topic] ?? topic, failedAt: failedAt.toISOString() };
}
