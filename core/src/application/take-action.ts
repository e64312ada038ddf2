import type { WorkflowAction } from '@reglament/format';
import { localDate } from '../calendar/local-date.ts';
import { validateAnswers } from '../definition/compile.ts';
import { Refusal } from '../errors.ts';
import { listFiles } from '../file/queries.ts';
import { checkForm } from '../form/check-form.ts';
import type { JsonObject } from '../rule/value.ts';
import { onBehalfOf } from '../session/session.ts';
import { actionEvent } from './application.model.ts';
import { ruleContext } from './case-context.ts';
import type { Changed, TakeActionCommand } from './command.ts';
import { chosenConcernedText, isConcerned } from './concerned.ts';
import { invalidContent } from './content.ts';
import { carryOut } from './effects.ts';
import type { Attached, Decision } from './facts.ts';
import { type Held, hold, type Work } from './hold.ts';
import { tellNewState } from './portal/tell-portal.ts';
import { tellStopped } from './procedure-outcome.ts';
import { isEmployee, listCandidates } from './queries.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';
import { assertOpen, decide, employeeField, executorFunctions } from './workflow.ts';

/** An action of the workflow with all that follows from it by itself. */
export async function takeAction(work: Work, command: TakeActionCommand): Promise<Changed> {
  const { held, decision } = await prepareAction(work, command);
  return conclude(work, held, decision);
}

export interface PreparedAction {
  readonly held: Held;
  readonly action: WorkflowAction;
  readonly decision: Decision;
}

/** Whether it may be done and what it leads to; changes nothing but holds the row. @throws Refusal why not */
export async function prepareAction(work: Work, command: TakeActionCommand): Promise<PreparedAction> {
  const held = await hold(work, command);
  const action = assertOpen(held.context, command.action);
  checkInput(held, action, command.input);
  const chosenExecutorId = await findChosen(work, held, { action, input: command.input });
  const attached = await attachedFiles(work, held, { action, input: command.input });
  const decision = decide(held.context, {
    action: action.code,
    input: command.input,
    ...(attached.length === 0 ? {} : { attached }),
    ...(command.comment === undefined ? {} : { comment: command.comment }),
    ...(chosenExecutorId === undefined ? {} : { chosenExecutorId }),
    ...(command.repeat === undefined ? {} : { repeat: command.repeat }),
    ...(command.applicantChoice === undefined ? {} : { applicantChoice: command.applicantChoice }),
  });
  return { held, action, decision };
}

/** Carries out what was decided: row, journal event and announcement. */
export async function conclude(work: Work, held: Held, decision: Decision): Promise<Changed> {
  const course = { work, held, decision, record: held.record };
  const { changes, facts } = await carryOut(course);
  await tellNewState({ ...course, record: { ...held.record, ...changes } });
  if (decision.final) await tellStopped(course);
  const { id, organisationId } = held.record;
  // What is done in a final state does not end the case anew.
  const closedAt = decision.final ? { closedAt: held.record.closedAt ?? work.now } : {};
  const columns = { ...changes, ...closedAt, state: decision.state, phase: decision.phase };
  const version = await updateApplication(work.trx, { id, now: work.now }, columns);
  const behalf = onBehalfOf(work.session, held.record.executorId);
  const event = { type: actionEvent(decision.payload.action), payload: { ...decision.payload, ...facts, ...behalf } };
  await record(work, { id, organisationId, version, state: decision.state }, event);
  return { id, version };
}

/** The form of the action, by the same rules as any other; an action without a form takes nothing. */
function checkInput({ context }: Held, action: WorkflowAction, input: JsonObject): void {
  const form = action.input ?? emptyForm;
  const problems = checkForm({
    form,
    answers: input,
    context: ruleContext(context),
    validate: validateAnswers,
    complete: true,
  });
  if (problems.length === 0) return;
  throw invalidContent(problems.map((one) => ({ ...one, pointer: `/input${one.pointer}` })));
}

const emptyForm = { schema: { type: 'object' as const, properties: {} }, sections: [] };

interface Choice {
  readonly action: WorkflowAction;
  readonly input: JsonObject;
}

/** The employee picked in the action's form, who must be able to work on this application. */
async function findChosen(
  { trx, now, session }: Work,
  held: Held,
  { action, input }: Choice,
): Promise<string | undefined> {
  const field = employeeField(action);
  const chosen = field === undefined ? undefined : input[field];
  if (field === undefined || typeof chosen !== 'string') return undefined;
  const { organisationId, departmentId, serviceCode, executorId } = held.record;
  const problem = (code: string, message: string) =>
    invalidContent([{ field, pointer: `/input/${field}`, code, message }]);
  if (chosen === executorId) throw problem('alreadyExecutor', 'Заявка уже у этого сотрудника: выберите другого');
  const { application } = held.context;
  if (isConcerned(application, chosen)) throw problem('concerned', chosenConcernedText(application));
  const functions = [...executorFunctions(held.pinned.workflow)];
  const today = localDate(now, session.organisation.timeZone);
  const candidates = await listCandidates(trx, { organisationId, departmentId, serviceCode, functions, today });
  if (candidates.some((candidate) => candidate.id === chosen)) return chosen;
  if (!(await isEmployee(trx, [organisationId], chosen))) {
    throw new Refusal('notFound', 'Такого сотрудника в ведомстве нет: выберите исполнителя из списка');
  }
  throw problem('notCandidate', 'У этого сотрудника нет функции исполнителя по услуге: выберите другого');
}

/** Files that the action's form names, by the names they go under: each must be of this very application. */
async function attachedFiles({ trx }: Work, { record: row }: Held, { action, input }: Choice): Promise<Attached[]> {
  const fields = Object.entries(action.input?.ui ?? {}).filter(([, ui]) => ui.widget === 'files');
  if (!fields.some(([field]) => input[field] !== undefined)) return [];
  const files = await listFiles(trx, row.id);
  return fields.flatMap(([field]) =>
    [input[field] ?? []].flat().map((id) => {
      const file = files.find((one) => one.id === id);
      // A file of somewhere else is not told from one that never was.
      if (file === undefined) throw new Refusal('notFound', 'Файл не найден: приложите его заново');
      return { id: file.id, name: file.name };
    }),
  );
}
