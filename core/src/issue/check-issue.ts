/** Giving a result into somebody's hands: what the form of the action says, made whole or refused. Pure. */
import type { FormDefinition } from '@reglament/format';
import type { ApplicantData } from '../api.gen.ts';
import { applicantName } from '../applicant/applicant-name.ts';
import { isIsoDate } from '../calendar/iso-date.ts';
import type { FieldProblemView } from '../errors.ts';
import type { JsonObject } from '../rule/value.ts';

export type Receiver = 'applicant' | 'representative' | 'other';

/** Who took the result, by what document they were known, how they confirmed it, on which day of the body. */
export interface Issue {
  readonly receiver: Receiver;
  readonly name: string;
  readonly document: string;
  readonly confirmation: string;
  readonly issuedOn: string;
}

export interface IssueFacts {
  readonly applicant: ApplicantData | null;
  readonly representative: ApplicantData | null;
  /** Day of the body. */
  readonly today: string;
  /** The day the decision was published: nothing is given out before. */
  readonly publishedOn: string;
  /** Of the action: the words under which a way to confirm stands there are those that are kept. */
  readonly form: FormDefinition | undefined;
}

export type CheckedIssue =
  | { readonly ok: true; readonly issue: Issue }
  | { readonly ok: false; readonly problems: readonly FieldProblemView[] };

export function checkIssue(input: JsonObject, facts: IssueFacts): CheckedIssue {
  const receiver = receiverOf(input.receiver);
  const issuedOn = textOf(input.issuedOn) || facts.today;
  const given = {
    name: nameOf(receiver, input, facts),
    document: textOf(input.document),
    confirmation: confirmationOf(textOf(input.confirmation), facts.form),
  };
  const problems = [
    ...receiverProblems(receiver, given.name),
    ...(given.document === '' ? [problem('document', 'Укажите документ, который предъявил получатель')] : []),
    ...(given.confirmation === '' ? [problem('confirmation', 'Укажите, как получатель подтвердил получение')] : []),
    ...dayProblems(issuedOn, facts),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, issue: { receiver, ...given, issuedOn } };
}

/** One line for the history and for lists. */
export function issueWords({ receiver, name, document, confirmation }: Issue): string {
  return `${receiverTitles[receiver]}: ${name}. Документ: ${document}. ${confirmation}.`;
}

export const receiverTitles: Readonly<Record<Receiver, string>> = {
  applicant: 'Заявитель',
  representative: 'Представитель',
  other: 'Другое лицо',
};

function receiverOf(value: unknown): Receiver {
  return value === 'representative' || value === 'other' ? value : 'applicant';
}

function nameOf(receiver: Receiver, input: JsonObject, { applicant, representative }: IssueFacts): string {
  if (receiver === 'other') return textOf(input.receiverName);
  const person = receiver === 'applicant' ? applicant : representative;
  return person === null ? '' : applicantName(person);
}

function receiverProblems(receiver: Receiver, name: string): FieldProblemView[] {
  if (name !== '') return [];
  if (receiver === 'other') return [problem('receiverName', 'Укажите, кто получил результат')];
  const who = receiver === 'applicant' ? 'Заявитель' : 'Представитель';
  return [problem('receiver', `${who} в заявке не указан: выберите другого получателя`)];
}

function dayProblems(day: string, { today, publishedOn }: IssueFacts): FieldProblemView[] {
  if (!isIsoDate(day)) return [problem('issuedOn', 'Укажите день выдачи: дд.мм.гггг')];
  if (day > today) return [problem('issuedOn', 'День выдачи ещё не наступил: укажите сегодняшний или прошедший')];
  if (day < publishedOn) return [problem('issuedOn', 'В этот день решения ещё не было: укажите более поздний')];
  return [];
}

/** The words of the form; a form that lists none lets them be typed. */
function confirmationOf(value: string, form: FormDefinition | undefined): string {
  const options = form?.schema.properties.confirmation?.oneOf ?? [];
  const option = options.find((one) => one.const === value);
  return option?.title ?? value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function problem(field: string, message: string): FieldProblemView {
  return { field, pointer: `/input/${field}`, code: field, message };
}
