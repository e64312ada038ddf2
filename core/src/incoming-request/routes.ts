import type { IncomingItem, IncomingView } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { partOf } from '../file/content.ts';
import { broughtBy } from '../file/upload/brought.ts';
import { type Route, route, streamPart } from '../http.ts';
import { pageById, usualPage } from '../list-page.ts';
import {
  addIncomingFile,
  answerIncomingRequest,
  getIncoming,
  type IncomingCall,
  removeIncomingFile,
  takeIncomingRequest,
} from './commands.ts';
import type { IncomingRecord, IncomingStatus } from './incoming-request.model.ts';
import { countIncoming, listIncoming, listIncomingFiles } from './queries.ts';

const access = { permission: 'requests.answer' } as const;
const statusTitles: Readonly<Record<IncomingStatus, string>> = {
  new: 'Новый',
  inWork: 'В работе',
  answered: 'Исполнено',
  refused: 'Отказано',
};

export const incomingRequestRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/incoming-requests',
    summary: 'Входящие запросы других ведомств',
    access,
    query: 'IncomingQuery',
    response: 'IncomingList',
    handler: async ({ deps, session, query }) => {
      const { status, after, limit = usualPage } = query;
      const organisationId = session.organisation.id;
      return deps.database.inBodies([organisationId], async (trx) => {
        const rows = await listIncoming(trx, { organisationId, status, after, limit: limit + 1 });
        return { ...pageById(rows, limit, itemOf), counts: await countIncoming(trx, organisationId) };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/incoming-requests/:id',
    summary: 'Входящий запрос: что спрашивают, файлы, ответ',
    access,
    params: { id: 'uuid' },
    response: 'IncomingView',
    handler: async (call) => {
      const view = await viewOf(call, call.params.id);
      const { deps, session, now: at, requestId } = call;
      const who = { at, organisationId: session.organisation.id, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'view', subjectKind: 'incomingRequest', subjectId: view.id });
      return view;
    },
  }),
  route({
    method: 'POST',
    path: '/api/incoming-requests/:id/take',
    summary: 'Взять входящий запрос в работу',
    access,
    params: { id: 'uuid' },
    body: 'IncomingStep',
    response: 'IncomingView',
    handler: async (call) => {
      await takeIncomingRequest(call, call.params.id, call.body.version);
      return viewOf(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/incoming-requests/:id/answer',
    summary: 'Ответить на входящий запрос или отказать в сведениях',
    access,
    params: { id: 'uuid' },
    body: 'IncomingAnswer',
    response: 'IncomingView',
    handler: async (call) => {
      await answerIncomingRequest(call, call.params.id, call.body);
      return viewOf(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/incoming-requests/:id/files',
    summary: 'Приложить файл к ответу; содержимое – тело запроса (application/octet-stream)',
    access,
    params: { id: 'uuid' },
    query: 'RequestFileUpload',
    body: 'stream',
    response: 'IncomingView',
    status: 201,
    handler: async (call) => {
      await addIncomingFile(call, call.params.id, { brought: await broughtBy(call), upload: call.query });
      return viewOf(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/incoming-requests/:id/files/:file',
    summary: 'Убрать файл ответа, который ещё не отправлен',
    access,
    params: { id: 'uuid', file: 'uuid' },
    response: 'IncomingView',
    handler: async (call) => {
      await removeIncomingFile(call, call.params.id, call.params.file);
      return viewOf(call, call.params.id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/incoming-requests/:id/files/:file/content',
    summary: 'Содержимое файла входящего запроса или ответа',
    access,
    params: { id: 'uuid', file: 'uuid' },
    response: 'stream',
    handler: async ({ deps, session, params, request, now: at, requestId }) => {
      const organisationId = session.organisation.id;
      const files = await deps.database.inBodies([organisationId], (trx) => listIncomingFiles(trx, params.id));
      const file = files.find((one) => one.id === params.file);
      if (file === undefined) throw new Refusal('notFound', 'Файл не найден: он удалён или недоступен вам.');
      const who = { at, organisationId, userId: session.user.id, requestId };
      deps.accessLog.record({ ...who, action: 'download', subjectKind: 'incomingRequest', subjectId: params.id });
      const part = partOf(request, file);
      return streamPart(part, () => deps.files.open(file.storageKey, part.range));
    },
  }),
];

function itemOf(record: IncomingRecord): IncomingItem {
  const { id, number, asker, askerNumber, subject, status, executor, receivedAt, answeredAt, version } = record;
  const { destroyedAt, destroyedBy } = record;
  return {
    id,
    number,
    asker,
    askerNumber,
    subject,
    status,
    statusTitle: statusTitles[status],
    executor,
    receivedAt: receivedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    version,
    destroyed:
      destroyedAt === null || destroyedBy === null ? null : { at: destroyedAt.toISOString(), act: destroyedBy },
  };
}

async function viewOf(call: IncomingCall, id: string): Promise<IncomingView> {
  const record = await getIncoming(call, id);
  const files = await call.deps.database.inBodies([record.organisationId], (trx) => listIncomingFiles(trx, id));
  const { question, questionForm, answer, answerForm, answerText, signature, problems } = record;
  return {
    ...itemOf(record),
    question: { ...question },
    questionForm: { ...questionForm },
    answer: answer === null ? null : { ...answer },
    answerForm: { ...answerForm },
    answerText,
    signature,
    problems: [...problems],
    files: files.map(({ storageKey: _key, sha256: _sum, ...file }) => file),
    deliveredAt: record.deliveredAt?.toISOString() ?? null,
    deliveryText: record.deliveryText,
  };
}
