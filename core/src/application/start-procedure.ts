import { together } from '../db-batch.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { Changed, StartProcedureCommand } from './command.ts';
import { contentOf } from './content.ts';
import { draftOf } from './create.ts';
import { hold, type Work } from './hold.ts';
import { offeredProcedures } from './offered-procedures.ts';
import { latestPinned } from './pinned.ts';
import { findProcedureProblem } from './procedure.ts';
import { askCreated, findConcerned, findOpenProcedure } from './queries.ts';
import { record } from './record.ts';

/** A draft of the procedure with the applicant of the application it is on; the form is the procedure's own. */
export async function startProcedure(work: Work, command: StartProcedureCommand): Promise<Changed> {
  const { deps, session, trx } = work;
  const parent = await hold(work, command);
  if (command.key !== undefined) {
    const [[created]] = await together(trx, [askCreated({ creatorId: session.user.id, key: command.key })]);
    if (created !== undefined) return created;
  }
  const { serviceCode } = parent.record;
  if (!offeredProcedures(deps.definitions, { serviceCode, pinned: parent.pinned }).includes(command.procedure)) {
    throw new Refusal('notFound', 'Такой процедуры у этой услуги нет. Обновите страницу и выберите процедуру');
  }
  const latest = latestPinned(deps.definitions, command.procedure);
  const { procedure } = latest.pinned.service;
  if (procedure === undefined) throw new Error(`service ${command.procedure} is no procedure`);
  const { id, organisationId, departmentId, phase, state, version } = parent.record;
  const open = await findOpenProcedure(trx, { parentId: id, serviceCode: command.procedure });
  const problem = findProcedureProblem(procedure, { phase, decision: parent.context.facts.decision, open });
  if (problem !== undefined) throw new Refusal('actionClosed', problem);
  const { answers: _own, ...content } = contentOf(parent.record);
  const { timeZone } = parent.parts;
  const concerned = procedure.impartial ? { concerned: await findConcerned(trx, id) } : {};
  const place = { organisationId, departmentId, timeZone, parentId: id, ...concerned };
  const draft = draftOf(work, { ...latest, ...place, content, key: command.key ?? null });
  await together(trx, [...draft.statements]);
  const { title, shortTitle = title } = latest.pinned.service;
  const name = titleOf(shortTitle, 'ru');
  const payload = { name, procedure: command.procedure, id: draft.id };
  await record(work, { id, organisationId, version, state }, { type: 'procedureStarted', payload });
  return { id: draft.id, version: 1 };
}
