/** When somebody may be away, as days of the body. Pure. */
import { addDays } from '../calendar/iso-date.ts';
import type { FieldProblemView } from '../errors.ts';

/** As long as the longest leave there is (parental, article 256 of the Labour Code), in days. */
const LONGEST = 3 * 366;

export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface WantedAbsence extends Span {
  readonly deputyId: string | null;
}

export interface AbsenceFacts {
  readonly userId: string;
  readonly today: string;
  /** One's own that are not over. */
  readonly own: readonly Span[];
  /** Those of the chosen deputy. */
  readonly ofDeputy: readonly Span[];
  /** The deputy works in the body. */
  readonly deputyKnown: boolean;
}

/** What is wrong with an absence, each with the field to mend. */
export function absenceProblems(wanted: WantedAbsence, facts: AbsenceFacts): FieldProblemView[] {
  const problem = (field: string, message: string) => ({ field, pointer: `/${field}`, code: 'invalid', message });
  const { from, to, deputyId } = wanted;
  if (to < from) return [problem('to', 'Последний день не может быть раньше первого')];
  if (to < facts.today) return [problem('to', 'Эти дни уже прошли')];
  if (to > addDays(from, LONGEST)) return [problem('to', 'Отсутствие не может длиться больше трёх лет')];
  if (facts.own.some((span) => overlap(span, wanted))) {
    return [problem('from', 'На эти дни отсутствие уже указано: завершите его или выберите другие дни')];
  }
  if (deputyId === null) return [];
  if (deputyId === facts.userId) return [problem('deputy', 'Заместить себя нельзя: выберите другого сотрудника')];
  if (!facts.deputyKnown) return [problem('deputy', 'Такого сотрудника в ведомстве нет: выберите из списка')];
  if (facts.ofDeputy.some((span) => overlap(span, wanted))) {
    return [problem('deputy', 'Этот сотрудник сам отсутствует в эти дни: выберите другого')];
  }
  return [];
}

function overlap(one: Span, other: Span): boolean {
  return one.from <= other.to && other.from <= one.to;
}
