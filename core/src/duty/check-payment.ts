/** What a clerk says of a payment, made whole or refused with each place that is wrong. Pure. */
import type { DutyPaymentEntry } from '../api.gen.ts';
import { isIsoDate } from '../calendar/iso-date.ts';
import type { FieldProblemView } from '../errors.ts';
import { checkPaymentId, normalizePaymentId } from '../identifier/payment-id.ts';

export interface Payment {
  readonly amount: number;
  readonly paidOn: string;
  /** What proves it: «Чек № 12», «Платёжное поручение № 7». */
  readonly document: string;
  readonly payer: string;
  readonly identifier: string | null;
}

export type CheckedPayment =
  | { readonly ok: true; readonly payment: Payment }
  | { readonly ok: false; readonly problems: readonly FieldProblemView[] };

/** `today` is the day of the body: nothing is paid tomorrow. */
export function checkPayment(given: DutyPaymentEntry, today: string): CheckedPayment {
  const { amount, paidOn } = given;
  const document = given.document.trim();
  const payer = given.payer.trim();
  const identifier = (given.identifier ?? '').trim();
  const verdict = identifier === '' ? undefined : checkPaymentId(identifier);
  const problems = [
    ...(amount > 0 ? [] : [problem('amount', 'Укажите, сколько уплачено')]),
    ...dayProblems(paidOn, today),
    ...(document === '' ? [problem('document', 'Укажите платёжный документ и его номер, например «Чек № 12»')] : []),
    ...(payer === '' ? [problem('payer', 'Укажите плательщика')] : []),
    ...(verdict === undefined || verdict.ok ? [] : [problem('identifier', verdict.message)]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const id = identifier === '' ? null : normalizePaymentId(identifier);
  return { ok: true, payment: { amount, paidOn, document, payer, identifier: id } };
}

function dayProblems(day: string, today: string): FieldProblemView[] {
  if (!isIsoDate(day)) return [problem('paidOn', 'Укажите день уплаты: дд.мм.гггг')];
  if (day > today) return [problem('paidOn', 'Этот день ещё не наступил: укажите день из платёжного документа')];
  return [];
}

export function problem(field: string, message: string): FieldProblemView {
  return { field, pointer: `/${field}`, code: field, message };
}
