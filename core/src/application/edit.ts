import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import { sameValue } from '../rule/value.ts';
import { onBehalfOf } from '../session/session.ts';
import { contextOf, ruleContext } from './case-context.ts';
import type { Changed, EditCommand } from './command.ts';
import { type Content, contentOf, contentProblems, invalidContent, listColumns, mergeContent } from './content.ts';
import type { WorkflowContext } from './facts.ts';
import { goneText } from './gone.ts';
import { hold, type Work } from './hold.ts';
import { readOnlyText } from './onlooker.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';
import { refuseOtherVariant } from './variant.ts';
import { getState, mayEdit } from './workflow.ts';

/** What changed in one field; `field` is the part's name, of an answer `answers.<code>`. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Saves what a person has filled in. The same content again changes nothing and leaves no trace. */
export async function edit(work: Work, command: EditCommand): Promise<Changed> {
  const held = await hold(work, command);
  const closed = findEditProblem(held.context);
  if (closed !== undefined) throw new Refusal(closed.code, closed.text);
  const before = contentOf(held.record);
  const content = mergeContent(before, command.content, held.pinned);
  const context = ruleContext(contextOf({ ...held.parts, record: { ...held.record, ...content } }));
  const problems = contentProblems({ pinned: held.pinned, content, context, complete: false });
  if (problems.length > 0) throw invalidContent(problems);
  refuseOtherVariant(held.record, held.pinned.service, context);
  const { id, organisationId, state } = held.record;
  const changes = contentChanges(before, content);
  if (changes.length === 0) return { id, version: held.record.version };
  const columns = { ...content, ...listColumns(held.pinned, { ...content, duty: held.record.duty }, context) };
  const version = await updateApplication(work.trx, { id, now: work.now }, columns);
  const payload = { changes, ...onBehalfOf(work.session, held.record.executorId) };
  await record(work, { id, organisationId, version, state }, { type: 'edited', payload });
  return { id, version };
}

/** Field by field, so that the history shows what was before and what is now. */
export function contentChanges(before: Content, after: Content): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const part of ['applicant', 'representative', 'submittedBy', 'notification'] as const) {
    if (!sameValue(before[part], after[part])) changes.push({ field: part, before: before[part], after: after[part] });
  }
  const fields = new Set([...Object.keys(before.answers), ...Object.keys(after.answers)]);
  for (const field of fields) {
    const [was, is] = [before.answers[field] ?? null, after.answers[field] ?? null];
    if (!sameValue(was, is)) changes.push({ field: `answers.${field}`, before: was, after: is });
  }
  return changes;
}

/** Why the answers may not be changed by this person now; undefined when they may. */
export function findEditProblem(context: WorkflowContext): EditProblem | undefined {
  const gone = goneText(context.application);
  if (gone !== undefined) return { code: 'actionClosed', text: gone };
  if (context.actor.onlooker) return { code: 'forbidden', text: readOnlyText };
  if (mayEdit(context)) return undefined;
  const state = getState(context.workflow, context.facts.state);
  if ((state.editable ?? []).length > 0) return { code: 'forbidden', text: 'У вас нет права изменять эту заявку' };
  return { code: 'actionClosed', text: `В состоянии «${titleOf(state.title, 'ru')}» заявка не изменяется` };
}

/** Each card tells it beside its answers, so it is no error until somebody tries: making one costs more than the words. */
interface EditProblem {
  readonly code: 'forbidden' | 'actionClosed';
  readonly text: string;
}
