import { can } from '../../access/grant.ts';
import type { ApiTypes } from '../../api.gen.ts';
import type { Deps } from '../../deps.ts';
import { type Route, route } from '../../http.ts';
import { titleOf } from '../../rule/title.ts';
import type { Session } from '../../session/session.ts';
import { organisationView } from '../organisation-view.ts';
import {
  findBodyValues,
  getActingBody,
  getAttorneyRules,
  getOrganisation,
  isStrictSigner,
  listAnswering,
  listHeldFunctions,
  listOrganisations,
} from '../queries.ts';
import {
  addBody,
  addDepartment,
  changeBody,
  removeDepartment,
  retitleDepartment,
  setAttorneyRules,
  setIdentifiers,
  setStrictSigner,
} from './commands.ts';
import { askedIdentifiers, identifierViews } from './identifiers.ts';
import { lackingIn, lacksOf } from './lacks.ts';

const access = { permission: 'bodies.manage' } as const;

export const bodyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/admin/organisations',
    summary: 'Ведомства и их отделы',
    access,
    response: 'OrganisationList',
    // All bodies of the installation, with departments that row-level security keeps to their own body.
    handler: ({ deps, session, now }) =>
      deps.database.asOwner(async (trx) => {
        const items = (await listOrganisations(trx)).map(organisationView);
        const staff = { definitions: deps.definitions, now, held: await listHeldFunctions(trx) };
        const managed = items.filter(({ id }) => can(session.grants, 'bodies.manage', id));
        return { items, choices: choicesOf(deps), lacking: managed.flatMap((body) => lackingIn(staff, body)) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/admin/organisations',
    summary: 'Добавить ведомство; добавивший становится его администратором',
    access,
    body: 'NewOrganisation',
    response: 'OrganisationDetails',
    status: 201,
    handler: async (call) => {
      const id = await addBody(call, call.body);
      // The session was read before there was such a body.
      return { ...(await detailsOf(call, id)), canManage: true };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/organisations/:id',
    summary: 'Ведомство: параметры, отделы, услуги, кто отвечает на Р-запросы',
    access,
    params: { id: 'uuid' },
    response: 'OrganisationDetails',
    handler: (call) => detailsOf(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: '/api/admin/organisations/:id',
    summary: 'Изменить параметры ведомства и список его услуг',
    access,
    params: { id: 'uuid' },
    body: 'OrganisationChange',
    response: 'OrganisationDetails',
    handler: async (call) => {
      await changeBody(call, call.params.id, call.body);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/organisations/:id/strict-signer',
    summary: 'Принимать ли сертификаты сотрудников без СНИЛС',
    access,
    params: { id: 'uuid' },
    body: 'StrictSigner',
    response: 'OrganisationDetails',
    handler: async (call) => {
      await setStrictSigner(call, call.params.id, call.body.strictSigner);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/organisations/:id/attorney-rules',
    summary: 'По каким доверенностям (МЧД) подписывают сотрудники: строгость, ИНН ведомства, где что искать в файле',
    access,
    params: { id: 'uuid' },
    body: 'AttorneyRules',
    response: 'OrganisationDetails',
    handler: async (call) => {
      await setAttorneyRules(call, call.params.id, call.body);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/admin/organisations/:id/identifiers',
    summary: 'Идентификаторы ведомства в других системах: формы запросов и заявок начинаются с них',
    access,
    params: { id: 'uuid' },
    body: 'BodyIdentifiers',
    response: 'OrganisationDetails',
    handler: async (call) => {
      await setIdentifiers(call, call.params.id, call.body.values);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/admin/organisations/:id/departments',
    summary: 'Добавить отдел',
    access,
    params: { id: 'uuid' },
    body: 'NewDepartment',
    response: 'OrganisationDetails',
    status: 201,
    handler: async (call) => {
      await addDepartment(call, call.params.id, call.body);
      return detailsOf(call, call.params.id);
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/admin/organisations/:id/departments/:department',
    summary: 'Переименовать отдел',
    access,
    params: { id: 'uuid', department: 'uuid' },
    body: 'DepartmentChange',
    response: 'OrganisationDetails',
    handler: async (call) => {
      const { id: organisationId, department: id } = call.params;
      await retitleDepartment(call, { organisationId, id }, call.body.title);
      return detailsOf(call, organisationId);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/admin/organisations/:id/departments/:department',
    summary: 'Удалить отдел, в котором никого и ничего нет',
    access,
    params: { id: 'uuid', department: 'uuid' },
    response: 'OrganisationDetails',
    handler: async (call) => {
      const { id: organisationId, department: id } = call.params;
      await removeDepartment(call, { organisationId, id });
      return detailsOf(call, organisationId);
    },
  }),
];

async function detailsOf(
  { deps, session, now }: { readonly deps: Deps; readonly session: Session; readonly now: Date },
  id: string,
): Promise<ApiTypes['OrganisationDetails']> {
  const canManage = can(session.grants, 'bodies.manage', id);
  const { definitions } = deps;
  return deps.database.asOwner(async (trx) => ({
    organisation: organisationView(await getOrganisation(trx, id)),
    lacks: canManage
      ? lacksOf({ definitions, now, held: await listHeldFunctions(trx) }, await getActingBody(trx, id))
      : [],
    answering: canManage ? await listAnswering(trx, id) : [],
    strictSigner: await isStrictSigner(trx, id),
    attorneyRules: await getAttorneyRules(trx, id),
    identifiers: identifierViews(
      askedIdentifiers(deps.definitions),
      canManage ? ((await findBodyValues(trx, id))?.identifiers ?? {}) : {},
    ),
    choices: choicesOf(deps),
    canManage,
  }));
}

/** A procedure begins on an application that is there, so no body lists it. */
function choicesOf({ definitions }: Deps): ApiTypes['OrganisationChoices'] {
  const services = definitions.list('service').filter(({ content }) => content.procedure === undefined);
  return {
    services: services.map(({ code, content }) => ({ code, title: titleOf(content.title, 'ru') })),
    workplaces: definitions
      .list('workplace')
      .map(({ code, content }) => ({ code, title: titleOf(content.title, 'ru') })),
  };
}
