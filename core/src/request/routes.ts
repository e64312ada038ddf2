import type { Look } from '../application/card.ts';
import { keptBytes } from '../delivery/kept-bytes.ts';
import { messageView } from '../delivery/message-view.ts';
import { findOriginalOf, listDeliveriesOf } from '../delivery/queries.ts';
import { Refusal } from '../errors.ts';
import { evidenceHeaders } from '../exchange/evidence-name.ts';
import { broughtBy } from '../file/upload/brought.ts';
import { type Route, route, stream } from '../http.ts';
import { pageById, usualPage } from '../list-page.ts';
import type { JsonObject } from '../rule/value.ts';
import { acceptValues, withdrawValues } from './accept.ts';
import { addRequestFile, removeRequestFile } from './attach.ts';
import { bringAnswer } from './by-hand.ts';
import { cancelRequest, createRequest, editRequest, retryRequest, sendRequest } from './commands.ts';
import { prepareRequest } from './prepare.ts';
import { type ExchangeRow, findExchangeBytes, listExchanges } from './queries.ts';
import { signRequest } from './sign.ts';
import { getRequestForm, getRequestList, getRequestView } from './view.ts';

/** Whoever has just acted on a request sees what came of it. */
function shown(call: Look, id: string) {
  return getRequestView({ deps: call.deps, session: call.session, now: call.now, acted: true }, id);
}

const reading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications/:id/requests',
    summary: 'Запросы заявки: что можно спросить и что уже спросили',
    access: { application: 'see' },
    scope: 'requests.read',
    params: { id: 'uuid' },
    response: 'RequestList',
    recordedAs: 'requests',
    handler: (call) => getRequestList(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/request-forms/:entry',
    summary: 'Форма запроса, заполненная из заявки',
    access: { application: 'act' },
    scope: 'requests.read',
    params: { id: 'uuid', entry: 'code' },
    response: 'RequestForm',
    recordedAs: 'requestForm',
    handler: (call) => getRequestForm(call, call.params.id, call.params.entry),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id',
    summary: 'Запрос целиком: вопрос, ответ, файлы',
    access: { application: 'see', through: 'request' },
    scope: 'requests.read',
    params: { id: 'uuid' },
    response: 'RequestView',
    recordedAs: 'request',
    handler: (call) => getRequestView(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/exchanges',
    summary: 'История обращений к сервису',
    access: { application: 'see', through: 'request' },
    scope: 'requests.read',
    params: { id: 'uuid' },
    query: 'ExchangeQuery',
    response: 'ExchangeList',
    recordedAs: 'exchanges',
    handler: async ({ deps, session, params, query }) => {
      const { after, limit = usualPage } = query;
      const rows = await deps.database.inBodies(session.bodies, (trx) =>
        listExchanges(trx, params.id, { after, limit: limit + 1 }),
      );
      return pageById(rows, limit, exchangeView);
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/exchanges/:exchange/content',
    summary: 'Содержимое обращения, как оно было отправлено или получено',
    access: { application: 'see', through: 'request' },
    scope: 'requests.read',
    params: { id: 'uuid', exchange: 'uuid' },
    query: 'ExchangePart',
    response: 'stream',
    recordedAs: 'exchange',
    handler: async ({ deps, session, params, query }) => {
      const wanted = { ownerId: params.id, id: params.exchange, part: query.part };
      const bytes = await deps.database.inBodies(session.bodies, (trx) => findExchangeBytes(trx, wanted));
      if (bytes === undefined) throw new Refusal('notFound', 'Содержимого у этого обращения нет.');
      return stream(bytes, evidenceHeaders(`${query.part}-${params.exchange}`, bytes));
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/deliveries',
    summary: 'Сообщения поставщика по этому запросу: что пришло, проверки подписей',
    access: { application: 'see', through: 'request' },
    scope: 'requests.read',
    params: { id: 'uuid' },
    response: 'RequestDeliveryList',
    recordedAs: 'deliveries',
    handler: async ({ deps, session, params }) => {
      const rows = await deps.database.inBodies(session.bodies, (trx) => listDeliveriesOf(trx, params.id));
      return { items: rows.map(messageView) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/deliveries/:delivery/content',
    summary: 'Сообщение поставщика, как оно пришло',
    access: { application: 'see', through: 'request' },
    scope: 'requests.read',
    params: { id: 'uuid', delivery: 'uuid' },
    response: 'stream',
    recordedAs: 'delivery',
    handler: async ({ deps, session, params }) => {
      const wanted = { requestId: params.id, id: params.delivery };
      const found = await deps.database.inBodies(session.bodies, (trx) => findOriginalOf(trx, wanted));
      if (found === undefined) throw new Refusal('notFound', 'Такого сообщения по этому запросу нет.');
      const bytes = keptBytes(found, session.organisation.timeZone);
      return stream(bytes, evidenceHeaders(`message-${params.delivery}`, bytes));
    },
  }),
];

const writing: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/applications/:id/requests',
    summary: 'Создать запрос, можно сразу с отправкой',
    access: { application: 'act' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    body: 'NewRequestBody',
    response: 'RequestView',
    status: 201,
    handler: async (call) => shown(call, await createRequest(call, call.params.id, call.body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/requests/:id',
    summary: 'Изменить поля запроса, который ещё не отправлен',
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    body: 'RequestChange',
    response: 'RequestView',
    handler: async (call) => {
      const { version, question } = call.body;
      await editRequest(call, { id: call.params.id, version }, question as JsonObject);
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/prepare',
    summary: 'Подготовить запрос к отправке: что подписывает сотрудник',
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    body: 'RequestPreparation',
    response: 'RequestView',
    handler: async (call) => {
      const { version, keyBits } = call.body;
      await prepareRequest(call, { id: call.params.id, version }, keyBits);
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/signature',
    summary: 'Подписать подготовленное ключом сотрудника (ЭП-СП); прежняя подпись убирается',
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    body: 'OfficialSignatureBody',
    response: 'RequestView',
    handler: async (call) => {
      await signRequest(call, call.params.id, call.body);
      return shown(call, call.params.id);
    },
  }),
  step('send', 'Отправить запрос', sendRequest),
  step('retry', 'Отправить ещё раз то, что не ушло', retryRequest),
  step('cancel', 'Отменить запрос', cancelRequest),
  route({
    method: 'POST',
    path: '/api/requests/:id/bring',
    summary: 'Приложить ответ вручную, с причиной',
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    body: 'BroughtAnswer',
    response: 'RequestView',
    handler: async (call) => {
      await bringAnswer(call, call.params.id, call.body);
      return shown(call, call.params.id);
    },
  }),
  acceptance('accept', 'Принять значения ответа в заявку, по полям', acceptValues),
  acceptance('accept/withdraw', 'Отменить принятие значений: в заявке снова то, что подал заявитель', withdrawValues),
  route({
    method: 'POST',
    path: '/api/requests/:id/files',
    summary: 'Приложить файл к запросу; содержимое – тело запроса (application/octet-stream)',
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    query: 'RequestFileUpload',
    body: 'stream',
    response: 'RequestView',
    status: 201,
    handler: async (call) => {
      await addRequestFile(call, call.params.id, { brought: await broughtBy(call), upload: call.query });
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/requests/:id/files/:file',
    summary: 'Убрать файл запроса, который ещё не отправлен',
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid', file: 'uuid' },
    response: 'RequestView',
    handler: async (call) => {
      await removeRequestFile(call, call.params.id, call.params.file);
      return shown(call, call.params.id);
    },
  }),
];

/** A step of a request's life that needs no more than the version that the person saw. */
function step(name: string, summary: string, take: typeof sendRequest): Route {
  return route({
    method: 'POST',
    path: `/api/requests/:id/${name}`,
    summary,
    access: { application: 'act', through: 'request' },
    scope: 'requests.write',
    params: { id: 'uuid' },
    body: 'RequestStep',
    response: 'RequestView',
    handler: async (call) => {
      await take(call, { id: call.params.id, version: call.body.version });
      return shown(call, call.params.id);
    },
  });
}

/** What lies over the answers of the application changes, with the version of the application that the person saw. */
function acceptance(name: string, summary: string, take: typeof acceptValues): Route {
  return route({
    method: 'POST',
    path: `/api/requests/:id/${name}`,
    summary,
    access: { application: 'act', through: 'request' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'AcceptBody',
    response: 'RequestView',
    handler: async (call) => {
      await take(call, call.params.id, call.body);
      return shown(call, call.params.id);
    },
  });
}

export const requestRoutes: readonly Route[] = [...reading, ...writing];

function exchangeView({ at, ...row }: ExchangeRow) {
  return { ...row, at: at.toISOString() };
}
