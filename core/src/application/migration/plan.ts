import { validateAnswers } from '../../definition/compile.ts';
import { type Reconciled, reconcileAnswers } from '../../form/reconcile.ts';
import { titleOf } from '../../rule/title.ts';
import { variantByCode } from '../../variant/find-variant.ts';
import { contextOf, ruleContext } from '../case-context.ts';
import type { Held } from '../hold.ts';
import type { Pinned } from '../pinned.ts';
import { getState, type WorkflowState } from '../workflow.ts';
import { mappedState, mayFollow, type StateMap } from './state-map.ts';

/** Old code of a field → its code in the new version. */
export type Renames = Readonly<Record<string, string>>;

export type CasePlan =
  | { readonly fits: true; readonly state: WorkflowState; readonly reconciled: Reconciled }
  /** Russian: why this case stays where it is. */
  | { readonly fits: false; readonly reason: string };

/** What the administrator has decided for all cases at once. */
export interface Correspondence {
  readonly renames: Renames;
  readonly states: StateMap;
}

/** What would become of a registered case under the versions in force. Pure. */
export function planFor(held: Held, pinned: Pinned, { renames, states }: Correspondence): CasePlan {
  const { record, pinned: before, parts, context } = held;
  const code = mappedState(record.state, states);
  const state = pinned.workflow.states.find((one) => one.code === code);
  const title = titleOf(getState(before.workflow, record.state).title, 'ru');
  if (code === null) return no(`Заявки в состоянии «${title}» решено не переводить`);
  if (state === undefined) return no(`В новой версии процесса нет состояния «${title}»`);
  if (!mayFollow(record.phase, state)) return no(`Состояние «${title}» в новой версии процесса значит другое`);
  if (record.variant !== null && variantByCode(pinned.service, record.variant) === undefined) {
    return no('Варианта, по которому идёт заявка, в новой версии нет');
  }
  const accepted = Object.keys(record.accepted).find(
    (field) => !Object.hasOwn(pinned.service.form.schema.properties, renamed(field, renames)),
  );
  if (accepted !== undefined) return no(`Поля «${accepted}», в которое принято значение из ответа, в новой версии нет`);
  const answers = withRenames(record.answers, renames);
  const after = contextOf({ ...parts, pinned, record: { ...record, state: state.code, phase: state.phase, answers } });
  const reconciled = reconcileAnswers({
    before: { form: before.service.form, context: ruleContext(context) },
    after: { form: pinned.service.form, context: ruleContext(after) },
    answers,
    validate: validateAnswers,
  });
  return { fits: true, state, reconciled };
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
