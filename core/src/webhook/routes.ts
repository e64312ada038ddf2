import type { ApiTypes } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { type Route, route } from '../http.ts';
import {
  changeWebhook,
  createWebhook,
  pingWebhook,
  removeWebhook,
  resendDelivery,
  type WebhookWork,
} from './commands.ts';
import { type DeliveryRecord, listDeliveries, listWebhooks, type WebhookRecord } from './queries.ts';

const access = { permission: 'connections.manage' } as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/webhooks',
    summary: 'Подписки ведомства на события заявок',
    access,
    query: 'WebhookQuery',
    response: 'WebhookList',
    handler: async ({ deps, session, query }) => {
      const { after, limit = 50 } = query;
      const organisationId = session.organisation.id;
      const found = await deps.database.inBodies([organisationId], (trx) =>
        listWebhooks(trx, organisationId, { after, limit: limit + 1 }),
      );
      const items = found.slice(0, limit).map(webhookView);
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/webhooks',
    summary: 'Подписать получателя на события заявок',
    access,
    body: 'NewWebhook',
    response: 'WebhookView',
    status: 201,
    handler: async (call) => getView(call, await createWebhook(call, call.body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/admin/webhooks/:id',
    summary: 'Изменить подписку, отключить или включить её',
    access,
    params: { id: 'uuid' },
    body: 'WebhookChange',
    response: 'WebhookView',
    handler: async (call) => {
      await changeWebhook(call, call.params.id, call.body);
      return getView(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/webhooks/:id',
    summary: 'Удалить подписку вместе с её доставками',
    access,
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await removeWebhook(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/webhooks/:id/ping',
    summary: 'Проверить получателя: отправить событие ping; исход – среди доставок',
    access,
    params: { id: 'uuid' },
    response: 'DeliveryId',
    status: 201,
    handler: async (call) => ({ id: await pingWebhook(call, call.params.id) }),
  }),
  route({
    method: 'GET',
    path: '/api/admin/webhooks/:id/deliveries',
    summary: 'Доставки подписки: исход, попытки, причина отказа',
    access,
    params: { id: 'uuid' },
    query: 'DeliveryQuery',
    response: 'DeliveryList',
    handler: async (call) => {
      const { after, state, limit = 50 } = call.query;
      await getView(call, call.params.id);
      const organisationId = call.session.organisation.id;
      const page = { webhookId: call.params.id, organisationId, after, state, limit: limit + 1 };
      const found = await call.deps.database.inBodies([organisationId], (trx) => listDeliveries(trx, page));
      const items = found.slice(0, limit).map(deliveryView);
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/webhooks/:id/deliveries/:delivery/resend',
    summary: 'Отправить ещё раз то, чья доставка закончена',
    access,
    params: { id: 'uuid', delivery: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await resendDelivery(call, call.params.id, call.params.delivery);
      return undefined;
    },
  }),
];

async function getView({ deps, session }: WebhookWork, id: string): Promise<ApiTypes['WebhookView']> {
  const organisationId = session.organisation.id;
  const [found] = await deps.database.inBodies([organisationId], (trx) =>
    listWebhooks(trx, organisationId, { id, limit: 1 }),
  );
  if (found === undefined) throw new Refusal('notFound', 'Такой подписки в вашем ведомстве нет.');
  return webhookView(found);
}

function webhookView({ createdAt, ...webhook }: WebhookRecord): ApiTypes['WebhookView'] {
  return { ...webhook, createdAt: createdAt.toISOString() };
}

function deliveryView(delivery: DeliveryRecord): ApiTypes['DeliveryView'] {
  const { id, event, status, tries } = delivery;
  const endedAt = delivery.doneAt ?? delivery.failedAt;
  const state = delivery.doneAt ? 'delivered' : delivery.failedAt ? 'failed' : 'waiting';
  return {
    id,
    event,
    application: delivery.applicationId,
    state,
    status,
    tries,
    createdAt: delivery.createdAt.toISOString(),
    nextTryAt: endedAt === null ? delivery.dueAt.toISOString() : null,
    endedAt: endedAt?.toISOString() ?? null,
    error: delivery.lastError,
  };
}
