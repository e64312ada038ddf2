import { type ExplainedAccess, type ExplainedService, explainAccess } from '../../access/explain.ts';
import type { Transaction } from '../../db.ts';
import type { DefinitionStore } from '../../definition/store.ts';
import { titleOf } from '../../rule/title.ts';
import { provides } from '../../session/session.ts';
import { getOrganisation, listRoles } from '../queries.ts';
import type { UserModel } from '../user.model.ts';

/** «Что может этот человек» in this body. */
export async function accessOf(
  trx: Transaction,
  definitions: DefinitionStore,
  { person, organisationId }: { readonly person: UserModel; readonly organisationId: string },
): Promise<ExplainedAccess> {
  const { services } = await getOrganisation(trx, organisationId);
  const held = (person.grants ?? []).filter((grant) => grant.organisation_id === organisationId);
  return explainAccess({
    disabled: person.disabled_at !== null,
    mustChangePassword: person.must_change_password,
    held: held.map(({ role, service_code: serviceCode, department }) => ({
      ...{ title: role?.title ?? '', functions: role?.functions ?? [], permissions: role?.permissions ?? [] },
      ...{ serviceCode, departmentTitle: department?.title ?? null },
    })),
    roles: await listRoles(trx),
    services: servicesOf(definitions).map((service) => ({
      ...service,
      provided: provides({ services }, service.code),
    })),
  });
}

/** What the newest versions say of who does what; a procedure begins on an application that is there. */
function servicesOf(definitions: DefinitionStore): Omit<ExplainedService, 'provided'>[] {
  return definitions.list('service').flatMap(({ code, content }) => {
    const workflow = definitions.findLatest('workflow', content.workflow)?.content;
    if (workflow === undefined || content.procedure !== undefined) return [];
    const byPeople = workflow.actions.filter(({ automatic }) => !automatic);
    return {
      code,
      title: titleOf(content.title),
      actions: byPeople.map(({ title, functions, creates }) => ({
        ...{ title: titleOf(title), functions, creates: creates === true },
      })),
      functions: functionTitles(workflow.functions),
    };
  });
}

export function functionTitles(functions: Readonly<Record<string, { title: Parameters<typeof titleOf>[0] }>>) {
  return Object.fromEntries(Object.entries(functions).map(([code, { title }]) => [code, titleOf(title)]));
}
