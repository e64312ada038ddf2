import type { StateDuty } from '@reglament/format';
import type { DutyEntryView, DutySummary, DutyView } from '../api.gen.ts';
import { findAttachProblem } from '../application/attachment.ts';
import { ruleContext } from '../application/case-context.ts';
import type { WorkflowContext } from '../application/facts.ts';
import type { DutyFacts } from '../document/placeholder-catalogue.ts';
import { explain } from '../rule/explain.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import { type DutyState, dutyState, offeredExemptions } from './duty-state.ts';
import { statusTitles } from './duty-words.ts';

interface DutyCase {
  /** Of the application. */
  readonly version: number;
  readonly context: WorkflowContext;
}

/** null: the service takes none. */
export function dutySummary(context: WorkflowContext): DutySummary | null {
  const { duty } = context.service;
  if (duty === undefined) return null;
  const { status, due, left } = dutyState(duty, context.application.duty ?? null, ruleContext(context));
  return { status, amount: due?.amount ?? null, left, invoice: left > 0 && duty.payee !== undefined };
}

/** What papers and messages say of it. */
export function dutyFacts(context: WorkflowContext): DutyFacts | null {
  const { duty } = context.service;
  if (duty === undefined) return null;
  const { status, due, paid, left } = dutyState(duty, context.application.duty ?? null, ruleContext(context));
  const [amount, title] = [due?.amount ?? null, due?.title ?? null];
  return { ...{ title, amount, paid, left }, basis: basisText(duty), statusTitle: statusTitles[status] };
}

/** Undefined where the service takes none. */
export function dutyView({ version, context }: DutyCase, entries: DutyEntryView[]): DutyView | undefined {
  const { duty } = context.service;
  const kept = context.application.duty ?? null;
  if (duty === undefined) return undefined;
  const rules = ruleContext(context);
  const state = dutyState(duty, kept, rules);
  const { status, due, isFixed, paid, left, over, missing } = state;
  return {
    ...{ version, status, paid, left, over, fixed: isFixed, entries },
    statusTitle: statusTitles[status],
    amount: due?.amount ?? null,
    title: due?.title ?? null,
    why: whyOf(duty, state, rules),
    missing: missing.map((field) => context.rules.labels?.[field] ?? field),
    before: duty.before ?? null,
    basis: basisText(duty),
    offered: offeredExemptions(duty, rules).map(exemptionView),
    exemption: (duty.exemptions ?? []).filter(({ code }) => code === kept?.exemption).map(exemptionView)[0] ?? null,
    payee: duty.payee ?? null,
    closed: findAttachProblem(context, 'duty') ?? null,
  };
}

export function basisText({ basis }: Pick<StateDuty, 'basis'>): string {
  return basis.clause === undefined ? basis.title : `${basis.title}, ${basis.clause}`;
}

/** The condition of the amount that applies, as a sentence with the answers in it; a fixed one is not judged by later answers. */
function whyOf(duty: StateDuty, { due, isFixed }: DutyState, rules: RuleContext): string | null {
  const when = isFixed ? undefined : duty.amounts.find(({ code }) => code === due?.code)?.when;
  return when === undefined ? null : explain(when, rules);
}

function exemptionView({ code, title, clause }: NonNullable<StateDuty['exemptions']>[number]) {
  return { code, title: titleOf(title, 'ru'), clause };
}
