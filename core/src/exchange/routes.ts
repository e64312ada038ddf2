import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import { findStopped, listStopped, type StoppedEntry } from '../outbox/queries.ts';
import { repeatEntry } from '../outbox/rows.ts';
import { reopenRequest } from '../request/commands.ts';

const access = { permission: 'exchange.manage' } as const;
const usualLimit = 50;

/** For people; a topic that is not here is shown by its own name. */
const titles: Readonly<Record<string, string>> = {
  requestStart: 'Запросы, которые отправляются сами',
  request: 'Запрос к другому ведомству',
  reply: 'Ответ на запрос другого ведомства',
  publication: 'Сообщение в личный кабинет заявителя',
  webhook: 'Событие для другой системы',
};

export const exchangeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/stopped',
    summary: 'Отправления, которые не ушли и ждут решения человека',
    access,
    query: 'StoppedQuery',
    response: 'StoppedList',
    handler: async ({ deps, session, query }) => {
      const { after, limit = usualLimit } = query;
      const organisationId = session.organisation.id;
      const rows = await deps.database.inBodies([organisationId], (trx) =>
        listStopped(trx, { organisationId, after, limit: limit + 1 }),
      );
      const items = rows.slice(0, limit).map(viewOf);
      return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
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

function gone(): Refusal {
  return new Refusal('notFound', 'Такого отправления среди остановленных нет: обновите список.');
}

function viewOf({ topic, ownerId: _owner, failedAt, ...entry }: StoppedEntry) {
  return { ...entry, title: titles[topic] ?? topic, failedAt: failedAt.toISOString() };
}
