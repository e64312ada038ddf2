import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import type { Session } from '../session/session.ts';
import { approves, isConcerned, withBasis } from './concerned.ts';
import type { WorkflowContext } from './facts.ts';
import { isEnded } from './overdue.ts';
import type { Pinned } from './pinned.ts';
import { type Candidate, type CardRow, listCandidates } from './queries.ts';
import { executorFunctions } from './workflow.ts';

interface Look {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

interface Shown {
  readonly row: CardRow;
  readonly pinned: Pinned;
  readonly context: WorkflowContext;
}

const named = 5;

/** Who may be given what is nobody's yet, or approve what is prepared, when some may not; null where that is no question. */
export async function reviewersOf({ deps, session, now }: Look, shown: Shown): Promise<string | null> {
  const { row, context } = shown;
  const { concerned = [] } = context.application;
  if (concerned.length === 0 || isEnded(row.phase)) return null;
  const role = row.executorId === null ? executing(shown) : approving(shown);
  if (role === undefined) return null;
  const { organisationId, departmentId, serviceCode } = row;
  const today = localDate(now, row.body.timeZone);
  const place = { organisationId, departmentId, serviceCode, functions: [...role.functions], today };
  const candidates = await deps.database.inBodies(session.bodies, (trx) => listCandidates(trx, place));
  const free = candidates.filter(({ id }) => !isConcerned(context.application, id) && id !== row.executorId);
  if (role.quiet && !candidates.some(({ id }) => isConcerned(context.application, id))) return null;
  const head = withBasis(role.head, context.application);
  return free.length === 0 ? role.nobody(head) : role.somebody(head, namesOf(free));
}

function namesOf(free: readonly Candidate[]): string {
  const names = free.slice(0, named).map(({ name }) => name);
  const more = free.length > named ? ` и ещё ${free.length - named}` : '';
  return `${names.join(', ')}${more}`;
}

interface Role {
  readonly functions: ReadonlySet<string>;
  readonly head: string;
  readonly somebody: (head: string, names: string) => string;
  readonly nobody: (head: string) => string;
  /** Said only where somebody who could is kept from it. */
  readonly quiet: boolean;
}

function executing({ pinned: { workflow } }: Shown): Role {
  return { ...executorWords, functions: executorFunctions(workflow), quiet: false };
}

/** Of a decision that waits for somebody else's approval. */
function approving({ pinned: { workflow }, row }: Shown): Role | undefined {
  const awaited = workflow.actions.filter((one) => approves(one) && one.from.includes(row.state));
  const functions = new Set(awaited.filter(({ relation }) => relation !== 'executor').flatMap((one) => one.functions));
  return functions.size === 0 ? undefined : { ...approverWords, functions, quiet: true };
}

const executorWords = {
  head: 'Рассматривает не тот, кто был исполнителем заявки или решал по ней',
  somebody: (head: string, names: string) => `${head}. Исполнителем можно назначить: ${names}`,
  nobody: (head: string) =>
    `${head}. Других исполнителей в ведомстве нет: роль исполнителя этой процедуры даёт администратор. Если дать её некому, процедуру рассматривает вышестоящий орган`,
} as const;

const approverWords = {
  head: 'Утверждает не тот, кто был исполнителем заявки или решал по ней',
  somebody: (head: string, names: string) => `${head}. Утвердить может: ${names}`,
  nobody: (head: string) =>
    `${head}. Других утверждающих в ведомстве нет: роль утверждающего этой процедуры даёт администратор. Если дать её некому, исполнитель отзывает решение с утверждения, и процедуру рассматривает вышестоящий орган`,
} as const;
