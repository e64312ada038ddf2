import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Session } from '../session/session.ts';
import {
  type Access,
  type AccessFacts,
  type ApplicationPlace,
  judge,
  type Verdict,
  type WorkflowRights,
  workflowRights,
} from './policy.ts';
import { findApplicationPlace } from './queries.ts';
import { type Opening, scopeTitles } from './scope.ts';

export interface Asked {
  readonly access: Access;
  readonly session: Session | undefined;
  readonly scope: Opening | undefined;
  readonly params: Readonly<Record<string, string>>;
}

/** Gathers what the policy asks for, and refuses as it says. Gives the application that the path leads to, if it does. */
export async function authorise(deps: Deps, asked: Asked): Promise<ApplicationPlace | undefined> {
  const facts = { ...(await factsFor(deps, asked)), scope: asked.scope };
  const verdict = judge(asked.access, facts);
  if (verdict !== 'allowed')
    throw new Refusal(verdict, verdict === 'insufficientScope' ? scopeText(asked.scope) : texts[verdict]);
  return facts.application;
}

async function factsFor(deps: Deps, { access, session, params }: Asked): Promise<AccessFacts> {
  if (typeof access === 'string' || session === undefined) return { session };
  if ('permission' in access) return { session, permission: access.permission };
  if ('create' in access) return { session, services: serviceRights(deps) };
  const path = { id: params.id ?? '', through: access.through ?? 'application' } as const;
  const application = await deps.database.inBodies(session.bodies, (trx) =>
    findApplicationPlace(trx, deps.definitions, path),
  );
  return { session, application };
}

/** What the newest versions of services say about who may create applications. */
export function serviceRights({ definitions }: Pick<Deps, 'definitions'>): { code: string; rights: WorkflowRights }[] {
  return definitions.list('service').flatMap(({ code, content }) => {
    const workflow = definitions.findLatest('workflow', content.workflow);
    return workflow === undefined ? [] : [{ code, rights: workflowRights(workflow.content) }];
  });
}

const texts = {
  unauthenticated: 'Сеанс завершён или вход не выполнен. Войдите в систему.',
  passwordChangeRequired: 'Вам выдан временный пароль. Сначала задайте свой.',
  forbidden: 'У вас нет прав на это действие. Если оно нужно для работы, обратитесь к администратору.',
  notFound: 'Запись не найдена или недоступна вам.',
} as const satisfies Record<Exclude<Verdict, 'allowed' | 'insufficientScope'>, string>;

function scopeText(scope: Opening | undefined): string {
  if (scope === undefined || scope === 'anyToken')
    return 'Токенам этот запрос недоступен: его выполняет только сотрудник.';
  return `Токену не дана область «${scope}» (${scopeTitles[scope]}). Попросите у администратора токен с нею.`;
}
