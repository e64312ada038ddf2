import { Refusal } from '../errors.ts';
import { deskSearch } from '../exchange/desk-search.ts';
import { evidenceHeaders } from '../exchange/evidence-name.ts';
import { type Route, route, stream } from '../http.ts';
import { pageById, usualPage } from '../list-page.ts';
import { resolveDelivery } from './commands.ts';
import { keptBytes } from './kept-bytes.ts';
import { messageView } from './message-view.ts';
import {
  countDeliveries,
  type DeliveryRow,
  findOriginal,
  findOriginalOf,
  listDeliveries,
  listPortalDeliveries,
} from './queries.ts';

const access = { permission: 'exchange.manage' } as const;
const ofPortal: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/deliveries',
    summary: 'Сообщения портала по заявке, как они пришли, сначала старое: что с ними стало, проверки подписей',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'PortalDeliveryList',
    recordedAs: 'deliveries',
    handler: async ({ deps, session, params }) => {
      const rows = await deps.database.inBodies(session.bodies, (trx) => listPortalDeliveries(trx, params.id));
      return { items: rows.map(messageView) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/deliveries/:delivery/content',
    summary: 'Сообщение портала, как оно пришло',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid', delivery: 'uuid' },
    response: 'stream',
    recordedAs: 'delivery',
    handler: async ({ deps, session, params }) => {
      const wanted = { applicationId: params.id, id: params.delivery };
      const found = await deps.database.inBodies(session.bodies, (trx) => findOriginalOf(trx, wanted));
      if (found === undefined) throw new Refusal('notFound', 'Такого сообщения по этой заявке нет.');
      const bytes = keptBytes(found, session.organisation.timeZone);
      return stream(bytes, evidenceHeaders(`message-${params.delivery}`, bytes));
    },
  }),
];

export const deliveryRoutes: readonly Route[] = [
  ...ofPortal,
  route({
    method: 'GET',
    path: '/api/admin/deliveries',
    summary: 'Сообщения, отложенные для разбора: нечитаемые, ничьи, опоздавшие',
    access,
    query: 'QuarantineQuery',
    response: 'QuarantineList',
    handler: async ({ deps, session, query }) => {
      const { status = 'quarantine', after, limit = usualPage, ...rest } = query;
      const { id, timeZone } = session.organisation;
      const messages = { status, search: deskSearch(rest, timeZone) };
      return deps.database.inBodies([id], async (trx) => {
        const rows = await listDeliveries(trx, { ...messages, after, limit: limit + 1 });
        return { ...pageById(rows, limit, viewOf), count: await countDeliveries(trx, messages) };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/deliveries/:id/original',
    summary: 'Отложенное сообщение, как оно пришло',
    access,
    params: { id: 'uuid' },
    response: 'stream',
    handler: async ({ deps, session, params, now: at, requestId }) => {
      const organisationId = session.organisation.id;
      const found = await deps.database.inBodies([organisationId], (trx) => findOriginal(trx, params.id));
      if (found === undefined) throw new Refusal('notFound', 'Сообщение не найдено, или оно другого ведомства.');
      const bytes = keptBytes(found, session.organisation.timeZone);
      const who = { at, organisationId, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'download', subjectKind: 'delivery', subjectId: params.id });
      return stream(bytes, evidenceHeaders(`message-${params.id}`, bytes));
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/deliveries/:id/resolve',
    summary: 'Отметить отложенное сообщение разобранным: что сделано',
    access,
    params: { id: 'uuid' },
    body: 'QuarantineResolution',
    response: 'none',
    handler: async (call) => {
      await resolveDelivery(call, call.params.id, call.body.resolution);
      return undefined;
    },
  }),
];

function viewOf({ receivedAt, resolvedAt, forgottenAt, ...row }: DeliveryRow) {
  return {
    ...row,
    receivedAt: receivedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    forgottenAt: forgottenAt?.toISOString() ?? null,
  };
}
