import type { ApplicationCard } from '../api.gen.ts';
import { type Call, type Route, route } from '../http.ts';
import type { JsonObject } from '../rule/value.ts';
import { getCandidates } from './candidates.ts';
import { getCard, viewOfCard, viewOfRead } from './card.ts';
import type { ApplicationContent } from './command.ts';
import { execute } from './commands.ts';
import { getHistory } from './history.ts';
import { countApplications, countWaiting, listApplications } from './list/list.ts';
import { askWholeCard } from './queries.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/applications',
    summary: 'Заявки на услуги: вкладка, отбор, порядок, страница',
    access: 'session',
    scope: 'applications.read',
    query: 'ApplicationQuery',
    response: 'ApplicationList',
    handler: async (call) => {
      const list = await listApplications(call, call.query);
      recordSearch(call);
      return list;
    },
  }),
  route({
    method: 'GET',
    path: '/api/applications/counts',
    summary: 'Сколько заявок на каждой вкладке рабочего места (не далее тысячи)',
    access: 'session',
    scope: 'applications.read',
    query: 'CountQuery',
    response: 'ApplicationCounts',
    handler: (call) => countApplications(call, call.query),
  }),
  route({
    method: 'GET',
    path: '/api/applications/waiting',
    summary: 'Сколько заявок ждёт сотрудника как исполнителя: всего, просрочено, скоро срок, вернулось',
    access: 'session',
    scope: 'applications.read',
    response: 'WaitingCounts',
    handler: (call) => countWaiting(call),
  }),
  route({
    method: 'POST',
    path: '/api/applications',
    summary: 'Создать заявку (черновик)',
    access: { create: true },
    scope: 'applications.write',
    body: 'NewApplication',
    response: 'ApplicationCard',
    status: 201,
    handler: async (call) => {
      const { service, key, ...content } = call.body;
      const named = key === undefined ? {} : { key };
      const command = { kind: 'create', service, ...named, content: contentOf(content) } as const;
      const { id, card } = await execute(call.deps, call.session, command);
      const look = { ...call, acted: true } as const;
      return card === undefined ? getCard(look, id) : viewOfCard(look, card);
    },
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id',
    summary: 'Карточка заявки; просмотр заносится в журнал доступа',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    response: 'ApplicationCard',
    recordedAs: 'view',
    reads: ({ id }) => [askWholeCard(id)] as const,
    handler: (call) => viewOfRead(call, call.read[0][0]),
  }),
  route({
    method: 'PATCH',
    path: '/api/applications/:id',
    summary: 'Изменить сведения заявки',
    access: { application: 'edit' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'ApplicationChange',
    response: 'ApplicationCard',
    handler: async (call) => {
      const { version, ...content } = call.body;
      const { id } = call.params;
      await execute(call.deps, call.session, { kind: 'edit', id, version, content: contentOf(content) });
      return getCard({ ...call, acted: true }, id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/version',
    summary: 'Перевести черновик на действующую версию услуги',
    access: { application: 'edit' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'VersionMove',
    response: 'ApplicationCard',
    handler: async (call) => {
      const { id } = call.params;
      await execute(call.deps, call.session, { kind: 'reconcile', id, ...call.body });
      return getCard({ ...call, acted: true }, id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/discard',
    summary: 'Удалить черновик; 30 дней его можно восстановить',
    access: { application: 'edit' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'DraftVersion',
    response: 'ApplicationCard',
    handler: (call) => changeDraft(call, 'discard'),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/restore',
    summary: 'Восстановить удалённый черновик',
    access: { application: 'edit' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    body: 'DraftVersion',
    response: 'ApplicationCard',
    handler: (call) => changeDraft(call, 'restore'),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/actions/:action',
    summary: 'Выполнить действие процесса',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid', action: 'code' },
    body: 'ActionRequest',
    response: 'ApplicationCard',
    handler: async (call) => {
      const { version, input = {}, comment, repeat, applicantChoice } = call.body;
      const { id, action } = call.params;
      const said = {
        ...(comment === undefined ? {} : { comment }),
        ...(repeat === undefined ? {} : { repeat }),
        ...(applicantChoice === undefined ? {} : { applicantChoice }),
      };
      await execute(call.deps, call.session, { kind: 'action', id, version, action, input: plain(input), ...said });
      return getCard({ ...call, acted: true }, id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/procedures/:procedure',
    summary: 'Начать процедуру по заявке: исправление опечатки, дубликат, отмену решения',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid', procedure: 'code' },
    body: 'StartProcedure',
    response: 'ApplicationCard',
    status: 201,
    handler: async (call) => {
      const { id, procedure } = call.params;
      const { id: begun } = await execute(call.deps, call.session, {
        kind: 'startProcedure',
        id,
        procedure,
        ...call.body,
      });
      return getCard({ ...call, acted: true }, begun);
    },
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/candidates/:action',
    summary: 'Кого можно назначить этим действием, с нынешней нагрузкой',
    access: { application: 'act' },
    scope: 'applications.read',
    params: { id: 'uuid', action: 'code' },
    response: 'CandidateList',
    handler: (call) => getCandidates(call, call.params.id, call.params.action),
  }),
  route({
    method: 'POST',
    path: '/api/applications/:id/changes-seen',
    summary: 'Отметить, что исправленное после возврата просмотрено',
    access: { application: 'act' },
    scope: 'applications.write',
    params: { id: 'uuid' },
    response: 'none',
    handler: async ({ deps, session, params: { id } }) => {
      const write = async () => ({});
      await execute(deps, session, { kind: 'attach', id, what: 'seen', event: 'changesSeen', write });
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/applications/:id/history',
    summary: 'История заявки: кто, когда, что сделал, что было и что стало',
    access: { application: 'see' },
    scope: 'applications.read',
    params: { id: 'uuid' },
    query: 'HistoryQuery',
    response: 'ApplicationHistory',
    recordedAs: 'history',
    handler: (call) => getHistory(call, call.params.id, call.query),
  }),
];

async function changeDraft(
  call: Call<'session', { id: 'uuid' }, undefined, 'DraftVersion'>,
  kind: 'discard' | 'restore',
): Promise<ApplicationCard> {
  const { id } = call.params;
  await execute(call.deps, call.session, { kind, id, version: call.body.version });
  return getCard({ ...call, acted: true }, id);
}

/** Looking through a list is work; looking somebody up by name is a look at a person, and goes on record. */
function recordSearch({ session, query, now, requestId, deps }: Call<'session', unknown, 'ApplicationQuery'>): void {
  if (query.applicant === undefined) return;
  const who = { at: now, organisationId: session.organisation.id, userId: session.user.id, requestId };
  deps.accessLog.record({ ...who, action: 'search', subjectKind: 'application', subjectId: null });
}

/** Any JSON object; what is in it, the form of the service or of the action says. */
function plain(value: { [key: string]: unknown }): JsonObject {
  return value as JsonObject;
}

function contentOf<Given extends { answers?: { [key: string]: unknown } }>(given: Given): ApplicationContent {
  const { answers, ...rest } = given;
  return answers === undefined ? rest : { ...rest, answers: plain(answers) };
}
