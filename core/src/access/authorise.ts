import type { Statement } from '../db-batch.ts';
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
import { askPlace, type PlaceRow, placeOf, tellsPlace } from './queries.ts';
import { type Opening, scopeTitles } from './scope.ts';

export interface Asked {
  readonly access: Access;
  readonly session: Session | undefined;
  readonly scope: Opening | undefined;
  readonly ahead: Ahead;
  /** Rows of `askAhead`. */
  readonly rows: readonly unknown[][];
}

export interface Authorised {
  /** The application that the path leads to, if it does. */
  readonly application: ApplicationPlace | undefined;
  /** Rows of `reads`. */
  readonly read: readonly unknown[][];
}

export interface Ahead {
  readonly access: Access;
  readonly params: Readonly<Record<string, string>>;
  /** What to read along, should the path lead to an application; the first may tell its place. */
  readonly reads: readonly Statement[];
}

/** What is asked of the database before anything is judged, in the message that asks who comes. */
export function askAhead({ access, params, reads }: Ahead): readonly Statement[] {
  if (typeof access === 'string' || !('application' in access)) return [];
  if (tellsPlace(reads[0])) return reads;
  return [askPlace({ id: params.id ?? '', through: access.through ?? 'application' }), ...reads];
}

/** Gathers what the policy asks for, and refuses as it says. */
export async function authorise(deps: Deps, asked: Asked): Promise<Authorised> {
  const { read = [], ...known } = await factsFor(deps, asked);
  const facts = { ...known, scope: asked.scope };
  const verdict = judge(asked.access, facts);
  if (verdict !== 'allowed')
    throw new Refusal(verdict, verdict === 'insufficientScope' ? scopeText(asked.scope) : texts[verdict]);
  return { application: facts.application, read };
}

async function factsFor(
  deps: Deps,
  { access, session, ahead, rows }: Asked,
): Promise<AccessFacts & { readonly read?: readonly unknown[][] }> {
  if (typeof access === 'string' || session === undefined) return { session };
  if ('permission' in access) return { session, permission: access.permission };
  if ('create' in access) return { session, services: serviceRights(deps) };
  const [places] = rows;
  const read = tellsPlace(ahead.reads[0]) ? rows : rows.slice(1);
  return { session, application: await placeOf(deps.definitions, places?.[0] as PlaceRow | undefined), read };
}

/** What the newest versions of services say about who may create applications; a procedure begins on another's card. */
export function serviceRights({ definitions }: Pick<Deps, 'definitions'>): { code: string; rights: WorkflowRights }[] {
  return definitions.list('service').flatMap(({ code, content }) => {
    if (content.procedure !== undefined) return [];
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
