import type { ApiTypes, DestructionAct, DestructionItem, DestructionRow, RetentionCase } from '../api.gen.ts';
import { troublesOf } from '../job/commands.ts';
import { keptUntil } from '../retention/kept-until.ts';
import { type ActRecord, type ActRow, findAct, type Sums, sumAct } from './act.model.ts';
import { categoryText } from './categories.ts';
import {
  type ActCall,
  contentsJob,
  destructionJob,
  findApprovalProblem,
  findWithdrawalProblem,
  noAct,
} from './commands.ts';
import type { OverCase, ServiceCounts } from './queries.ts';
import { kindOf, type RetentionTerm } from './term.ts';
import { obstacleText, statusTitles } from './words.ts';

export function itemOf(act: ActRecord & Sums): DestructionItem {
  const { id, number, status, author, approver, counts, requests } = act;
  return {
    ...{ id, number, status, statusTitle: statusTitles[status], author, approver, counts, requests },
    createdAt: act.createdAt.toISOString(),
    approvedAt: act.approvedAt?.toISOString() ?? null,
    finishedAt: act.finishedAt?.toISOString() ?? null,
  };
}

/** @throws Refusal notFound */
export async function viewAct({ deps, session }: ActCall, id: string): Promise<DestructionAct> {
  const place = { id, organisationId: session.organisation.id };
  const { act, sums } = await deps.database.inBodies([place.organisationId], async (trx) => {
    const found = await findAct(trx, place);
    if (found === undefined) throw noAct();
    return { act: found, sums: await sumAct(trx, id) };
  });
  const { counts, requests, services, files } = sums;
  const stop = await stopOf(deps, act);
  return {
    act: itemOf({ ...act, counts, requests }),
    version: act.version,
    services: [...services],
    approval: findApprovalProblem(session, act, counts.waiting) ?? null,
    withdrawal: findWithdrawalProblem(act) ?? null,
    withdrawn: act.withdrawn,
    contentsAt: act.contentsAt?.toISOString() ?? null,
    files,
    trouble: stop ?? act.trouble,
    stopped: stop !== null,
  };
}

/** Why the job that carries the act out has died. */
async function stopOf(deps: ActCall['deps'], { id, status }: ActRecord): Promise<string | null> {
  const job = status === 'running' ? destructionJob : status === 'contents' ? contentsJob : undefined;
  return job === undefined ? null : ((await troublesOf(deps, job, [id])).get(id) ?? null);
}

export function rowView(row: ActRow): DestructionRow {
  const {
    kind,
    application,
    number,
    service,
    applicant,
    endedOn,
    keptUntil: last,
    status,
    reason,
    obstacle,
    categories,
  } = row;
  const told = { status, reason, obstacle, categories: categories.map(categoryText) };
  return { kind, application, number, service, applicant, endedOn, keptUntil: last, ...told };
}

export function serviceView(term: RetentionTerm, counts: ServiceCounts): ApiTypes['RetentionService'] {
  const { service: code, title, years, permanent, basis } = term;
  const { ended, over, oldest } = counts;
  return { kind: kindOf(code), code, title, years, permanent, basis, ended, over, oldest };
}

export function caseView(one: OverCase, years: number): RetentionCase {
  const { kind, id, number, applicant, endedOn, outcome } = one;
  const last = keptUntil(endedOn, years);
  return { kind, id, number, applicant, endedOn, outcome, keptUntil: last, obstacle: obstacleText(one) ?? null };
}
