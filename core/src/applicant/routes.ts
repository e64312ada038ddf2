import type { ApplicantView } from '../api.gen.ts';
import { Refusal } from '../errors.ts';
import { type Call, type Route, route } from '../http.ts';
import { type ApplicantWork, changeApplicant, createApplicant, type Looked, noApplicant, viewOf } from './commands.ts';
import { readIdentifier } from './identifier-query.ts';
import { mergeApplicants, previewMerge, unmergeApplicant } from './merge.ts';
import {
  applicationsOf,
  duplicatesOf,
  findApplicant,
  findByIdentifier,
  historyOf,
  searchApplicants,
} from './queries.ts';

/** The registry of applicants, for those who take applications in. */
export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/applicants/lookup',
    summary: 'Найти заявителя по СНИЛС, ИНН, ОГРН или ОГРНИП; поиск заносится в журнал доступа',
    // A look-up links what it finds with the body, and an identifier has no place in an address: so it is no GET.
    access: { create: true },
    scope: 'applicants.read',
    body: 'ApplicantLookup',
    response: 'ApplicantList',
    handler: async (call) => {
      const identifier = readIdentifier(call.body.identifier);
      const items = await inOwnBody(call, ({ trx, organisationId, session }) =>
        findByIdentifier(trx, identifier, { organisationId, userId: session.user.id }),
      );
      return { items, next: null };
    },
  }),
  route({
    method: 'GET',
    path: '/api/applicants',
    summary: 'Заявители ведомства: поиск по началу фамилии, имени, отчества или по наименованию',
    access: { create: true },
    scope: 'applicants.read',
    query: 'ApplicantQuery',
    response: 'ApplicantList',
    handler: async (call) => {
      const found = await inOwnBody(call, ({ trx }) => searchApplicants(trx, call.query));
      recordView(call, 'search', null);
      return found;
    },
  }),
  route({
    method: 'POST',
    path: '/api/applicants',
    summary: 'Внести заявителя в реестр',
    access: { create: true },
    scope: 'applicants.write',
    body: 'NewApplicant',
    response: 'ApplicantView',
    status: 201,
    handler: async (call) => settled(await inOwnBody(call, (work) => createApplicant(work, call.body.data))),
  }),
  route({
    method: 'GET',
    path: '/api/applicants/:id',
    summary: 'Карточка заявителя; просмотр заносится в журнал доступа',
    access: { create: true },
    scope: 'applicants.read',
    params: { id: 'uuid' },
    response: 'ApplicantView',
    handler: async (call) => {
      const found = await inOwnBody(call, ({ trx }) => findApplicant(trx, call.params.id));
      if (!found) throw noApplicant();
      recordView(call, 'view', found.id);
      return found;
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/applicants/:id',
    summary: 'Изменить сведения о заявителе',
    access: { create: true },
    scope: 'applicants.write',
    params: { id: 'uuid' },
    body: 'ApplicantChange',
    response: 'ApplicantView',
    handler: async (call) => {
      const target = { id: call.params.id, version: call.body.version };
      return settled(await inOwnBody(call, (work) => changeApplicant(work, target, call.body.data)));
    },
  }),
  route({
    method: 'GET',
    path: '/api/applicants/:id/applications',
    summary: 'Заявки заявителя, доступные сотруднику',
    access: { create: true },
    scope: 'applications.read',
    params: { id: 'uuid' },
    query: 'ApplicantApplicationsQuery',
    response: 'ApplicantApplicationList',
    handler: async (call) => {
      const { session, params, query, deps } = call;
      const page = await inOwnBody(call, async ({ trx }) => {
        if (!(await findApplicant(trx, params.id))) throw noApplicant();
        return applicationsOf({ trx, session, definitions: deps.definitions }, { ...query, applicantId: params.id });
      });
      recordView(call, 'applications', params.id);
      return page;
    },
  }),
  route({
    method: 'GET',
    path: '/api/applicants/:id/duplicates',
    summary: 'Кто ещё в реестре может быть тем же лицом; просмотр заносится в журнал доступа',
    access: { create: true },
    scope: 'applicants.read',
    params: { id: 'uuid' },
    response: 'ApplicantDuplicates',
    handler: async (call) => {
      const { id } = call.params;
      const items = await inOwnBody(call, async ({ trx }) => {
        if (!(await findApplicant(trx, id))) throw noApplicant();
        return duplicatesOf(trx, id);
      });
      recordView(call, 'duplicates', id);
      return { items };
    },
  }),
  route({
    method: 'GET',
    path: '/api/applicants/:id/history',
    summary: 'Кто и что менял в записи заявителя: было и стало; новые первыми; просмотр заносится в журнал доступа',
    access: { create: true },
    scope: 'applicants.read',
    params: { id: 'uuid' },
    query: 'ApplicantHistoryQuery',
    response: 'ApplicantHistory',
    handler: async (call) => {
      const { id } = call.params;
      const page = await inOwnBody(call, async ({ trx }) => {
        if (!(await findApplicant(trx, id))) throw noApplicant();
        return historyOf(trx, { ...call.query, id });
      });
      recordView(call, 'history', id);
      return page;
    },
  }),
  route({
    method: 'GET',
    path: '/api/applicants/:id/merge/:other',
    summary: 'Что будет, если влить другую запись в эту: обе рядом; просмотр заносится в журнал доступа',
    access: { permission: 'applicants.merge' },
    params: { id: 'uuid', other: 'uuid' },
    response: 'ApplicantMergePreview',
    handler: async (call) => {
      const { id, other } = call.params;
      const preview = await inOwnBody(call, ({ trx }) => previewMerge(trx, id, other));
      for (const one of [id, other]) recordView(call, 'view', one);
      return preview;
    },
  }),
  route({
    method: 'POST',
    path: '/api/applicants/:id/merge',
    summary: 'Объединить две записи одного заявителя; остаётся эта',
    access: { permission: 'applicants.merge' },
    params: { id: 'uuid' },
    body: 'ApplicantMerge',
    response: 'ApplicantView',
    handler: async (call) => {
      const { version, ...merge } = call.body;
      const kept = { id: call.params.id, version };
      return settled(await inOwnBody(call, (work) => mergeApplicants(work, { ...merge, kept })));
    },
  }),
  route({
    method: 'POST',
    path: '/api/applicants/:id/unmerge',
    summary: 'Отменить объединение: влитая запись снова стоит отдельно',
    access: { permission: 'applicants.merge' },
    params: { id: 'uuid' },
    body: 'ApplicantUnmerge',
    response: 'ApplicantView',
    handler: (call) => {
      const { version, reason } = call.body;
      return inOwnBody(call, (work) => unmergeApplicant(work, { id: call.params.id, version }, reason));
    },
  }),
];

type Caller = Pick<Call<'session'>, 'session' | 'deps' | 'now' | 'requestId'>;

/** The chosen body alone: the right to look at applications of another one opens nothing of its applicants. */
function inOwnBody<T>(
  { session, deps, now, requestId }: Caller,
  work: (work: ApplicantWork) => Promise<T>,
): Promise<T> {
  const organisationId = session.organisation.id;
  return deps.database.inBodies([organisationId], (trx) => work({ trx, session, organisationId, now, requestId }));
}

/** After the commit, which keeps the record of the look-up. */
function settled(outcome: Looked): ApplicantView {
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

function recordView({ session, deps, now, requestId }: Caller, action: string, applicantId: string | null): void {
  const organisationId = session.organisation.id;
  deps.accessLog.record(viewOf({ session, organisationId, now, requestId }, action, applicantId));
}
