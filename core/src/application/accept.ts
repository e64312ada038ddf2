import { validateAnswers } from '../definition/compile.ts';
import { Refusal } from '../errors.ts';
import { checkForm } from '../form/check-form.ts';
import { nameOfField } from '../form/field-name.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { onBehalfOf } from '../session/session.ts';
import { type AcceptedValues, effectiveAnswers } from './accepted.ts';
import type { ApplicationRecord } from './application.model.ts';
import { findAttachProblem } from './attachment.ts';
import { contextOf, ruleContext } from './case-context.ts';
import type { AcceptCommand, Changed } from './command.ts';
import { contentOf, invalidContent, listColumns } from './content.ts';
import { contentChanges } from './edit.ts';
import { type Held, hold, type Work } from './hold.ts';
import type { Pinned } from './pinned.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';
import { refuseOtherVariant } from './variant.ts';

/** What lies over the applicant's answers becomes another; the answers themselves are not touched. @throws Refusal */
export async function accept(work: Work, command: AcceptCommand): Promise<Changed> {
  const held = await hold(work, command);
  const problem = findAttachProblem(held.context, 'acceptance');
  if (problem !== undefined) throw new Refusal('actionClosed', problem);
  const { trx, now } = work;
  const { record: before, pinned, context } = held;
  const { accepted, facts } = await command.choose({ trx, now, application: before, pinned, context });
  const after = { ...before, accepted };
  const rules = ruleContext(contextOf({ ...held.parts, record: after }));
  const changes = contentChanges(effective(before), effective(after));
  refuseUnfit(held, after, rules);
  refuseOtherVariant(after, pinned.service, rules);
  const { id, organisationId, state } = before;
  const columns = { accepted, ...listColumns(pinned, effective(after), rules) };
  const version = await updateApplication(trx, { id, now }, columns);
  const payload = { ...facts, changes, ...onBehalfOf(work.session, before.executorId) };
  await record(work, { id, organisationId, version, state }, { type: command.event, payload });
  return { id, version };
}

function effective(row: ApplicationRecord) {
  return { ...contentOf(row), answers: effectiveAnswers(row), duty: row.duty };
}

/** What is newly laid over must fit the form as an answer would, and belong to a question that is asked. */
function refuseUnfit({ pinned, record: before }: Held, after: ApplicationRecord, rules: RuleContext): void {
  const laid = Object.keys(after.accepted).filter((field) => after.accepted[field] !== before.accepted[field]);
  const problems = overlayProblems(pinned, { record: after, laid }, rules);
  if (problems.length > 0) throw invalidContent(problems);
}

interface Overlay {
  readonly record: { readonly answers: ApplicationRecord['answers']; readonly accepted: AcceptedValues };
  /** Fields that are looked at. */
  readonly laid: readonly string[];
}

/** What is wrong with values that lie over the answers, by field. */
export function overlayProblems({ service: { form } }: Pinned, { record: row, laid }: Overlay, rules: RuleContext) {
  const answers = effectiveAnswers(row);
  const found = checkForm({ form, answers, context: rules, validate: validateAnswers, complete: false })
    .filter(({ field }) => laid.includes(field))
    .map((one) => ({ ...one, pointer: `/answers${one.pointer}` }));
  const hidden = laid
    .filter((field) => rules.hidden?.has(field))
    .map((field) => {
      const pointer = `/answers/${field}`;
      const message = `Вопрос ${nameOfField(`/${field}`, form).full} в этой заявке не задаётся: примите его вместе с ответом, от которого он зависит`;
      return { field, pointer, code: 'notAsked', message };
    });
  return [...found, ...hidden];
}
