/** State duty of a case: what is due by the answers, what has come of it. Pure: pages and trials ask it too. */
import type { StateDuty } from '@reglament/format';
import { truth } from '../rule/evaluate.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';

export const dutyStatuses = ['notRequired', 'unknown', 'unpaid', 'partlyPaid', 'paid', 'exempt'] as const;
export type DutyStatus = (typeof dutyStatuses)[number];

/** What is due for what; money in kopecks. */
export interface DutyDue {
  /** Code of the amount; null: none of them applies, and nothing is due. */
  readonly code: string | null;
  /** For what it is taken, in the words of the service. */
  readonly title: string | null;
  readonly amount: number;
}

/** As the row of the application keeps it. */
export interface DutyKept {
  /** From registering on: later answers change nothing in it. */
  readonly fixed?: DutyDue;
  /** Payments that stand, added up. */
  readonly paid: number;
  /** Code of the exemption that stands. */
  readonly exemption?: string;
}

export interface DutyState {
  readonly status: DutyStatus;
  /** null: not known yet. */
  readonly due: DutyDue | null;
  readonly isFixed: boolean;
  readonly paid: number;
  /** What is still owed. */
  readonly left: number;
  /** What was paid beyond it. */
  readonly over: number;
  /** Fields without whose answers the amount is not known. */
  readonly missing: readonly string[];
}

export const nothingPaid: DutyKept = { paid: 0 };

type Reckoned = { readonly due: DutyDue } | { readonly missing: readonly string[] };

/** By the answers as they are: the first amount whose condition is met. One that nobody can decide yet leaves all open. */
function reckonDuty({ amounts }: StateDuty, rules: RuleContext): Reckoned {
  for (const { code, title, amount, when } of amounts) {
    const { value, missing } = when === undefined ? { value: true, missing: [] } : truth(when, rules);
    if (value === 'unknown') return { missing };
    if (value) return { due: { code, title: titleOf(title, 'ru'), amount } };
  }
  return { due: { code: null, title: null, amount: 0 } };
}

export function dutyState(duty: StateDuty, kept: DutyKept | null, rules: RuleContext): DutyState {
  const { fixed, paid, exemption } = kept ?? nothingPaid;
  const reckoned: Reckoned = fixed === undefined ? reckonDuty(duty, rules) : { due: fixed };
  const due = 'due' in reckoned ? reckoned.due : null;
  const status = statusOf(due, { paid, isExempt: exemption !== undefined });
  const owed = status === 'exempt' ? 0 : (due?.amount ?? 0);
  return {
    ...{ status, due, paid, isFixed: fixed !== undefined },
    left: Math.max(0, owed - paid),
    over: due === null ? 0 : Math.max(0, paid - owed),
    missing: 'missing' in reckoned ? reckoned.missing : [],
  };
}

/** With what is due held fast, as registering leaves it; what is not known yet stays open. */
export function fixedDuty(duty: StateDuty, kept: DutyKept | null, rules: RuleContext): DutyKept | null {
  const reckoned = reckonDuty(duty, rules);
  return 'due' in reckoned ? { ...(kept ?? nothingPaid), fixed: reckoned.due } : kept;
}

/** Nothing is owed any more, or ever was. */
export function isSettled({ status }: Pick<DutyState, 'status'>): boolean {
  return status === 'notRequired' || status === 'paid' || status === 'exempt';
}

interface Come {
  readonly paid: number;
  readonly isExempt: boolean;
}

function statusOf(due: DutyDue | null, { paid, isExempt }: Come): DutyStatus {
  if (due?.amount === 0) return 'notRequired';
  if (isExempt) return 'exempt';
  if (due === null) return 'unknown';
  if (paid >= due.amount) return 'paid';
  return paid > 0 ? 'partlyPaid' : 'unpaid';
}

/** Exemptions that may apply here: all but those whose condition is known not to be met. */
export function offeredExemptions({ exemptions = [] }: StateDuty, rules: RuleContext) {
  return exemptions.filter(({ when }) => when === undefined || truth(when, rules).value !== false);
}
