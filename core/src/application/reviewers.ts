import { localDate } from '../calendar/local-date.ts';
import type { Deps } from '../deps.ts';
import type { Session } from '../session/session.ts';
import { isConcerned } from './concerned.ts';
import type { WorkflowContext } from './facts.ts';
import { isEnded } from './overdue.ts';
import type { Pinned } from './pinned.ts';
import { type CardRow, listCandidates } from './queries.ts';
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

/** Who may be given what is nobody's yet, when some may not; null where anybody may, or somebody has it already. */
export async function reviewersOf(
  { deps, session, now }: Look,
  { row, pinned, context }: Shown,
): Promise<string | null> {
  const { concerned = [] } = context.application;
  if (concerned.length === 0 || row.executorId !== null || isEnded(row.phase)) return null;
  const { organisationId, departmentId, serviceCode } = row;
  const functions = [...executorFunctions(pinned.workflow)];
  const today = localDate(now, row.body.timeZone);
  const place = { organisationId, departmentId, serviceCode, functions, today };
  const candidates = await deps.database.inBodies(session.bodies, (trx) => listCandidates(trx, place));
  const free = candidates.filter(({ id }) => !isConcerned(context.application, id)).map(({ name }) => name);
  if (free.length === 0) return nobodyText;
  const more = free.length > named ? ` и ещё ${free.length - named}` : '';
  return `Рассматривает не тот, чьи решение или действия обжалуются (210-ФЗ, статья 11.2). Исполнителем можно назначить: ${free.slice(0, named).join(', ')}${more}`;
}

const nobodyText =
  'Рассматривает не тот, чьи решение или действия обжалуются (210-ФЗ, статья 11.2), а других исполнителей в ведомстве нет. Передайте руководителю: роль исполнителя ему даёт администратор. Жалобу на самого руководителя рассматривает вышестоящий орган';
