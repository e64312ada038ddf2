import type { ApiTypes } from '../api.gen.ts';
import { findDraft } from '../definition-draft/queries.ts';
import { type Route, route } from '../http.ts';
import { listRoles } from '../organisation/queries.ts';
import { changeTesters, endRun, getRun, refreshRun, standsOf, startRun, type Work } from './commands.ts';
import { actAs, lookAround, moveClockOf } from './enter.ts';
import { listRuns, listRunsOf, readTesters, type TestRun } from './queries.ts';
import { countContents } from './stand/queries.ts';

const edit = { permission: 'definitions.edit' } as const;

export const testRunRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/test-runs',
    summary: 'Услуги ведомства в тестовом режиме',
    access: edit,
    response: 'TestRunList',
    handler: async ({ deps, session, now }) => {
      const runs = await deps.database.asOwner((trx) => listRuns(trx, session.organisation.id));
      const roles = await deps.database.asOwner(listRoles);
      const items: ApiTypes['TestRunView'][] = [];
      for (const run of runs) items.push(await runView({ deps, session, now }, run));
      return { items, roles: roles.map(({ id, title }) => ({ id, name: title })) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/test-runs',
    summary: 'Включить тестовый режим: черновики действуют только для тестировщиков, на отдельном стенде',
    access: edit,
    body: 'NewTestRun',
    response: 'TestRunView',
    status: 201,
    handler: async (call) => runView(call, await getRun(call, await startRun(call, call.body))),
  }),
  route({
    method: 'POST',
    path: '/api/admin/test-runs/:id/refresh',
    summary: 'Обновить тестовый режим до нынешних черновиков; начатые в нём заявки остаются на своей версии',
    access: edit,
    params: { id: 'uuid' },
    response: 'TestRunView',
    handler: async (call) => {
      await refreshRun(call, call.params.id);
      return runView(call, await getRun(call, call.params.id));
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/test-runs/:id/testers',
    summary: 'Назначить тестировщиков',
    access: edit,
    params: { id: 'uuid' },
    body: 'TestRunTesters',
    response: 'TestRunView',
    handler: async (call) => {
      await changeTesters(call, call.params.id, call.body);
      return runView(call, await getRun(call, call.params.id));
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/test-runs/:id/contents',
    summary: 'Что исчезнет, если завершить тестовый режим',
    access: edit,
    params: { id: 'uuid' },
    response: 'TestRunContents',
    handler: async (call) => {
      const { id } = await getRun(call, call.params.id);
      const stand = await standsOf(call.deps).open(id);
      return stand.deps.database.asOwner(countContents);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/test-runs/:id',
    summary: 'Завершить тестовый режим и удалить всё, что в нём было',
    access: edit,
    params: { id: 'uuid' },
    response: 'none',
    handler: async (call) => {
      await endRun(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/test-runs',
    summary: 'Услуги, которые я пробую',
    access: 'session',
    response: 'OwnTestRunList',
    handler: async ({ deps, session }) => {
      const runs = await deps.database.asOwner((trx) => listRunsOf(trx, session.user.id));
      return {
        items: runs.map(({ id, serviceCode: service, title, startedAt }) => ({
          ...{ id, service, title },
          startedAt: startedAt.toISOString(),
        })),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/me/test-runs/:id',
    summary: 'Тестовый режим и сотрудники, за которых можно в нём работать',
    access: 'session',
    params: { id: 'uuid' },
    response: 'OwnTestRunView',
    handler: (call) => ownView(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: '/api/me/test-runs/:id/person',
    summary: 'Выбрать, за кого работать в тестовом режиме',
    access: 'session',
    params: { id: 'uuid' },
    body: 'TestRunSeat',
    response: 'OwnTestRunView',
    handler: async (call) => {
      await actAs(call, call.params.id, call.body.person);
      return ownView(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/me/test-runs/:id/clock',
    summary: 'Перевести часы тестового режима вперёд, для всех его участников',
    access: 'session',
    params: { id: 'uuid' },
    body: 'TestRunClock',
    response: 'OwnTestRunView',
    handler: async (call) => {
      await moveClockOf(call, call.params.id, call.body.days);
      return ownView(call, call.params.id);
    },
  }),
];

async function ownView(work: Work, runId: string): Promise<ApiTypes['OwnTestRunView']> {
  const { run, staff, now } = await lookAround(work, runId);
  return {
    ...{ id: run.id, service: run.serviceCode, title: run.title },
    now: now.toISOString(),
    people: staff.map(({ id, name, role, seated }) => ({ id, name, role, acting: seated })),
  };
}

async function runView({ deps }: Work, run: TestRun): Promise<ApiTypes['TestRunView']> {
  const { id, serviceCode, title, startedAt, startedBy, ready } = run;
  return deps.database.asOwner(async (trx) => {
    const drafts: ApiTypes['TestRunDraft'][] = [];
    for (const { draftId, revision } of run.drafts) {
      const draft = await findDraft(trx, draftId);
      const open = draft !== undefined && draft.discardedAt === null && draft.publishedVersion === null;
      drafts.push({ id: draftId, revision, current: open ? draft.revision : null });
    }
    const { users, roles } = await readTesters(trx, id);
    const testers = { users: [...users], roles: [...roles] };
    return { id, service: serviceCode, title, drafts, startedAt: startedAt.toISOString(), startedBy, ready, testers };
  });
}
