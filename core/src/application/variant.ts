import type { ServiceDefinition, ServiceVariant } from '@reglament/format';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { nameOfField } from '../form/field-name.ts';
import { findCaseFact } from '../rule/case-facts.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import { findVariant, type VariantState, variantByCode } from '../variant/find-variant.ts';
import type { ApplicationRecord } from './application.model.ts';
import { ruleContext } from './case-context.ts';
import type { WorkflowContext } from './facts.ts';
import type { Pinned } from './pinned.ts';

type Row = Pick<ApplicationRecord, 'variant'>;

/** The variant of an application: the pinned one from its registration on, before it the one that its answers lead to. */
export function variantOf(row: Row, service: ServiceDefinition, context: RuleContext): VariantState {
  const pinned = variantByCode(service, row.variant);
  return pinned === undefined ? findVariant(service, context) : { status: 'found', variant: pinned };
}

/** The same by all that decides about the application. */
export function variantNow(
  row: Row,
  { pinned, context }: { readonly pinned: Pinned; readonly context: WorkflowContext },
): ServiceVariant | undefined {
  return knownVariant(row, pinned.service, ruleContext(context));
}

export function knownVariant(row: Row, service: ServiceDefinition, context: RuleContext): ServiceVariant | undefined {
  const state = variantOf(row, service, context);
  return state.status === 'found' ? state.variant : undefined;
}

/** What keeps a complete application from having a variant, by field. @throws Refusal when the table itself is at fault */
export function variantProblems(state: VariantState, service: ServiceDefinition): FieldProblemView[] {
  if (state.status === 'uncovered') {
    const text = 'Для этих обстоятельств вариант услуги не описан. Сообщите администратору услуги: «Варианты услуги»';
    throw new Refusal('stateConflict', text);
  }
  if (state.status !== 'undecided') return [];
  return state.missing.map((path) => {
    const fact = findCaseFact(path);
    const field = path.split('.')[0] ?? path;
    const name = fact === undefined ? nameOfField(`/${field}`, service.form).full : `«${fact.title}»`;
    const pointer = fact === undefined ? `/answers/${field}` : '/applicant';
    return { field, pointer, code: 'variantUndecided', message: `Укажите ${name}: от ответа зависит вариант услуги` };
  });
}

/**
 * Answers that lead to another variant than the one the application was registered with: its papers, term and grounds
 * are counted by that one, so another variant is another application.
 */
export function refuseOtherVariant(row: Row, service: ServiceDefinition, context: RuleContext): void {
  const pinned = variantByCode(service, row.variant);
  if (pinned === undefined) return;
  const state = findVariant(service, context);
  if (state.status === 'found' && state.variant.code === pinned.code) return;
  const title = titleOf(pinned.title, 'ru');
  const other = state.status === 'found' ? ` «${titleOf(state.variant.title, 'ru')}»` : '';
  throw new Refusal(
    'stateConflict',
    `Заявка зарегистрирована по варианту «${title}», а с этими ответами вариант был бы другим${other}. ` +
      'Верните прежние ответы; для другого варианта создайте новую заявку',
  );
}
