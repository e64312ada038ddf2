import { validateAnswers } from '../../definition/compile.ts';
import { type Reconciled, reconcileAnswers } from '../../form/reconcile.ts';
import { titleOf } from '../../rule/title.ts';
import { variantByCode } from '../../variant/find-variant.ts';
import { contextOf, ruleContext } from '../case-context.ts';
import type { Held } from '../hold.ts';
import type { Pinned } from '../pinned.ts';
import { getState } from '../workflow.ts';

/** Old code of a field → its code in the new version. */
export type Renames = Readonly<Record<string, string>>;

export type CasePlan =
  | { readonly fits: true; readonly reconciled: Reconciled }
  /** Russian: why this case stays where it is. */
  | { readonly fits: false; readonly reason: string };

/** What would become of a registered case under the versions in force. Pure. */
export function planFor(held: Held, pinned: Pinned, renames: Renames): CasePlan {
  const { record, pinned: before, parts, context } = held;
  const state = pinned.workflow.states.find(({ code }) => code === record.state);
  const title = titleOf(getState(before.workflow, record.state).title, 'ru');
  if (state === undefined) return no(`В новой версии процесса нет состояния «${title}»`);
  if (state.phase !== record.phase) return no(`Состояние «${title}» в новой версии процесса значит другое`);
  if (record.variant !== null && variantByCode(pinned.service, record.variant) === undefined) {
    return no('Варианта, по которому идёт заявка, в новой версии нет');
  }
  const accepted = Object.keys(record.accepted).find(
    (field) => !Object.hasOwn(pinned.service.form.schema.properties, renamed(field, renames)),
  );
  if (accepted !== undefined) return no(`Поля «${accepted}», в которое принято значение из ответа, в новой версии нет`);
  const answers = withRenames(record.answers, renames);
  const after = contextOf({ ...parts, pinned, record: { ...record, answers } });
  const reconciled = reconcileAnswers({
    before: { form: before.service.form, context: ruleContext(context) },
    after: { form: pinned.service.form, context: ruleContext(after) },
    answers,
    validate: validateAnswers,
  });
  return { fits: true, reconciled };
}

export function withRenames<Value>(
  fields: Readonly<Record<string, Value>>,
  renames: Renames,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [renamed(field, renames), value]));
}

function renamed(field: string, renames: Renames): string {
  return Object.hasOwn(renames, field) ? (renames[field] ?? field) : field;
}

function no(reason: string): CasePlan {
  return { fits: false, reason };
}
