import { listAbsences } from '../../absence/queries.ts';
import type { ExplainedAccess } from '../../access/explain.ts';
import type { ApiTypes } from '../../api.gen.ts';
import { localDate } from '../../calendar/local-date.ts';
import { type Route, route } from '../../http.ts';
import { listLinks } from '../../identity/link/queries.ts';
import { findSnils, lastSignIns } from '../queries.ts';
import { accessOf } from './access.ts';
import {
  changePerson,
  changeSnils,
  cutAbsenceOf,
  type Doing,
  disablePerson,
  enablePerson,
  reissuePassword,
  setAbsenceOf,
  setRoles,
} from './commands.ts';
import { checkImport, importPeople } from './import-commands.ts';
import { userView } from './person-view.ts';
import { getPerson } from './queries.ts';
import { removeUnused } from './remove-unused.ts';

const access = { permission: 'users.manage' } as const;
const params = { id: 'uuid' } as const;

export const personRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/admin/users/import/check',
    summary: 'Что сделает таблица сотрудников (CSV), строка за строкой; ничего не меняет',
    access,
    body: 'UserTable',
    response: 'UserTableReport',
    handler: async (call) => ({ items: await checkImport(call, call.body.text) }),
  }),
  route({
    method: 'POST',
    path: '/api/admin/users/import',
    summary: 'Добавить сотрудников из таблицы, всех или никого; пароли показываются один раз',
    access,
    body: 'NewUsers',
    response: 'IssuedAccounts',
    status: 201,
    handler: async (call) => ({ items: await importPeople(call, call.body.people) }),
  }),
  route({
    method: 'GET',
    path: '/api/admin/users/:id',
    summary: 'Сотрудник: данные, роли, отсутствия и что он может',
    access,
    params,
    response: 'UserDetails',
    handler: (call) => detailsOf(call, call.params.id),
  }),
  route({
    method: 'PATCH',
    path: '/api/admin/users/:id',
    summary: 'Изменить данные сотрудника и его отдел',
    access,
    params,
    body: 'UserChange',
    response: 'UserDetails',
    handler: async (call) => {
      await changePerson(call, call.params.id, call.body);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/users/:id',
    summary: 'Удалить учётную запись, которой ещё не пользовались: её логин снова свободен',
    access,
    params,
    response: 'none',
    handler: async (call) => {
      await removeUnused(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/users/:id/snils',
    summary: 'Указать, исправить или убрать СНИЛС сотрудника: по нему узнают его сертификат',
    access,
    params,
    body: 'UserSnils',
    response: 'UserDetails',
    handler: async (call) => {
      await changeSnils(call, call.params.id, call.body.snils);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/users/:id/roles',
    summary: 'Задать роли сотрудника в ведомстве, с услугой и отделом',
    access,
    params,
    body: 'UserRoles',
    response: 'UserDetails',
    handler: async (call) => {
      await setRoles(call, call.params.id, call.body.roles);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/users/:id/disable',
    summary: 'Заблокировать сотрудника: его сеансы завершаются сразу',
    access,
    params,
    response: 'none',
    handler: async (call) => {
      await disablePerson(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/users/:id/enable',
    summary: 'Разблокировать сотрудника',
    access,
    params,
    response: 'none',
    handler: async (call) => {
      await enablePerson(call, call.params.id);
      return undefined;
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/users/:id/password',
    summary: 'Выдать новый пароль вместо забытого; прежние сеансы завершаются',
    access,
    params,
    response: 'IssuedPassword',
    handler: async (call) => ({ password: await reissuePassword(call, call.params.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/admin/users/:id/absences',
    summary: 'Указать отсутствие сотрудника и его заместителя',
    access,
    params,
    body: 'NewAbsence',
    response: 'UserDetails',
    handler: async (call) => {
      const { from, to, deputy = null } = call.body;
      await setAbsenceOf(call, call.params.id, { from, to, deputyId: deputy });
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/users/:id/absences/:absence',
    summary: 'Завершить или отменить отсутствие сотрудника',
    access,
    params: { id: 'uuid', absence: 'uuid' },
    response: 'UserDetails',
    handler: async (call) => {
      await cutAbsenceOf(call, call.params.id, call.params.absence);
      return detailsOf(call, call.params.id);
    },
  }),
];

/** Only serialised. */
type Shown = Omit<ApiTypes['UserDetails'], 'access'> & { readonly access: ExplainedAccess };

async function detailsOf({ deps, session, now }: Doing, id: string): Promise<Shown> {
  const { id: organisationId, timeZone } = session.organisation;
  return deps.database.asOwner(async (trx) => {
    const person = await getPerson(trx, organisationId, id);
    const others = (person.memberships ?? []).filter((one) => one.organisation_id !== organisationId);
    return {
      user: userView(person, organisationId, (await lastSignIns(trx, [id])).get(id)),
      signIns: await listLinks(trx, id),
      snils: await findSnils(trx, id),
      access: await accessOf(trx, deps.definitions, { person, organisationId }),
      absences: await listAbsences(trx, { userId: id, organisationId, today: localDate(now, timeZone) }),
      elsewhere: others.map(({ organisation }) => organisation?.title ?? ''),
      self: id === session.user.id,
    };
  });
}
