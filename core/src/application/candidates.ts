import type { CandidateList } from '../api.gen.ts';
import { localDate } from '../calendar/local-date.ts';
import { Refusal } from '../errors.ts';
import { getCase, type Look } from './card.ts';
import { isConcerned } from './concerned.ts';
import { listCandidates } from './queries.ts';
import { assertOpen, employeeField, executorFunctions } from './workflow.ts';

/** Employees whom this action can assign, with how much each has to do now. @throws Refusal as the action itself would */
export async function getCandidates(look: Look, id: string, code: string): Promise<CandidateList> {
  return look.deps.database.inBodies(look.session.bodies, async (trx) => {
    const { row, pinned, context } = await getCase(look, trx, id);
    const action = assertOpen(context, code);
    if (employeeField(action) === undefined) throw new Refusal('notFound', 'Это действие не назначает сотрудника');
    const { organisationId, departmentId, serviceCode } = row;
    const functions = [...executorFunctions(pinned.workflow)];
    const today = localDate(look.now, look.session.organisation.timeZone);
    const candidates = await listCandidates(trx, { organisationId, departmentId, serviceCode, functions, today });
    const free = candidates.filter((one) => !isConcerned(context.application, one.id));
    return { items: free.map((one) => ({ ...one, assigned: one.id === row.executorId })) };
  });
}
