import type { ApplicantData, Notification } from '../api.gen.ts';
import { applicantName } from '../applicant/applicant-name.ts';
import { checkApplicant } from '../applicant/check-applicant.ts';
import { normalIdentifiers } from '../applicant/normal-form.ts';
import { validateAnswers } from '../definition/compile.ts';
import { type DutyKept, dutyState } from '../duty/duty-state.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { checkForm } from '../form/check-form.ts';
import { normalAnswers } from '../form/normal-answers.ts';
import { evaluate } from '../rule/evaluate.ts';
import type { RuleContext } from '../rule/rule-context.ts';
import { titleOf } from '../rule/title.ts';
import type { JsonObject } from '../rule/value.ts';
import type { ApplicationContent } from './command.ts';
import type { Pinned } from './pinned.ts';
import type { ListColumns } from './rows.ts';

/** Everything that a person has said in an application, whole. */
export interface Content {
  readonly applicant: ApplicantData | null;
  readonly representative: ApplicantData | null;
  readonly submittedBy: ApplicantData | null;
  readonly notification: Notification | null;
  readonly answers: JsonObject;
}

export const emptyContent: Content = {
  applicant: null,
  representative: null,
  submittedBy: null,
  notification: null,
  answers: {},
};

/** The part of a row, or of anything that has more, that a person has said. */
export function contentOf({ applicant, representative, submittedBy, notification, answers }: Content): Content {
  return { applicant, representative, submittedBy, notification, answers };
}

/** Parts that are given replace the former ones whole, identifiers in the one way in which they are kept; the others stay. */
export function mergeContent(before: Content, given: ApplicationContent, { service }: Pinned): Content {
  const person = (part: keyof typeof people) => {
    const data = given[part];
    return data === undefined ? before[part] : data && normalIdentifiers(data);
  };
  return {
    applicant: person('applicant'),
    representative: person('representative'),
    submittedBy: person('submittedBy'),
    notification: given.notification === undefined ? before.notification : given.notification,
    answers: given.answers === undefined ? before.answers : normalAnswers(given.answers, service.form),
  };
}

export interface ContentCheck {
  readonly pinned: Pinned;
  readonly content: Content;
  readonly context: RuleContext;
  /** false for a draft: anything of the right shape; true for registering: everything that the form demands. */
  readonly complete: boolean;
}

const people = { applicant: 'Заявитель', representative: 'Представитель', submittedBy: 'Кто подал документы' } as const;

/** Problems of all parts at once, each with its field, so that a person mends them in one go. */
export function contentProblems(check: ContentCheck): FieldProblemView[] {
  return [...answerProblems(check), ...kindProblems(check), ...peopleProblems(check), ...notificationProblems(check)];
}

function answerProblems({ pinned, content, context, complete }: ContentCheck): FieldProblemView[] {
  const { form } = pinned.service;
  const problems = checkForm({ form, answers: content.answers, context, validate: validateAnswers, complete });
  return problems.map((one) => ({ ...one, pointer: `/answers${one.pointer}` }));
}

function kindProblems({ pinned, content }: ContentCheck): FieldProblemView[] {
  const kind = content.applicant?.kind;
  if (kind === undefined || pinned.service.applicants.includes(kind)) return [];
  const message = 'За этой услугой такой заявитель обратиться не может: выберите другой вид заявителя';
  return [{ field: 'applicant', pointer: '/applicant/kind', code: 'kindNotServed', message }];
}

function peopleProblems({ content, complete }: ContentCheck): FieldProblemView[] {
  const found: FieldProblemView[] = [];
  for (const part of Object.keys(people) as (keyof typeof people)[]) {
    const data = content[part];
    if (data !== null) {
      const problems = checkApplicant(data, { complete, role: part });
      found.push(...problems.map((one) => ({ ...one, pointer: `/${part}${one.pointer}` })));
    } else if (complete && part === 'applicant') {
      found.push({ field: part, pointer: '/applicant', code: 'required', message: 'Укажите заявителя' });
    }
  }
  return found;
}

/** What an address of each way is found in when it is not given by itself. */
const contactOf = {
  portal: () => 'portal',
  inPerson: () => 'inPerson',
  email: (applicant) => applicant?.email,
  sms: (applicant) => applicant?.phone,
  phone: (applicant) => applicant?.phone,
  letter: (applicant) =>
    applicant?.postalAddress ?? applicant?.address ?? applicant?.actualAddress ?? applicant?.registrationAddress,
} as const satisfies Record<Notification['way'], (applicant: ApplicantData | null) => string | undefined>;

/** Where a notice goes: the address given with the way, or else the applicant's own. */
export function noticeAddress({ notification, applicant }: Content): string | null {
  if (notification === null || notification.way === 'portal' || notification.way === 'inPerson') return null;
  return notification.address?.trim() || contactOf[notification.way](applicant) || null;
}

function notificationProblems({ content, complete }: ContentCheck): FieldProblemView[] {
  if (!complete) return [];
  const problem = (pointer: string, message: string) => [{ field: 'notification', pointer, code: 'required', message }];
  if (content.notification === null) return problem('/notification', 'Выберите способ уведомления заявителя');
  const { way } = content.notification;
  if (way === 'portal' || way === 'inPerson' || noticeAddress(content) !== null) return [];
  return problem('/notification/address', 'Укажите, куда направить уведомление, или выберите другой способ');
}

/** With what has come of its duty. */
type Listed = Content & { readonly duty: DutyKept | null };

/** What lists show and search of an application, from its parts and the service's own columns. */
export function listColumns(pinned: Pinned, content: Listed, context: RuleContext): ListColumns {
  const { duty } = pinned.service;
  const column = (name: 'address' | 'subject') => {
    const rule = pinned.service.columns?.[name];
    const value = rule === undefined ? '' : evaluate(rule, context);
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 500) : '';
  };
  // Who handed the papers in: somebody else only when it is said.
  const visitor = content.submittedBy ?? content.representative ?? content.applicant;
  return {
    listApplicant: content.applicant === null ? '' : applicantName(content.applicant),
    listAddress: column('address'),
    listSubject: column('subject'),
    listSubmittedBy: visitor === null ? '' : applicantName(visitor),
    listDuty: duty === undefined ? null : dutyState(duty, content.duty, context).status,
  };
}

/** Titles of the fields of an application for the history, by the names of its parts and of the form's fields. */
export function fieldTitle(pinned: Pinned, field: string): string {
  const [part, name] = field.split('.');
  if (part === 'answers' && name !== undefined) {
    const schema = pinned.service.form.schema.properties[name];
    return schema?.title === undefined ? name : titleOf(schema.title, 'ru');
  }
  const titles: Readonly<Record<string, string>> = { ...people, notification: 'Способ уведомления' };
  return titles[field] ?? field;
}

/** More than any form can show; only a program sends answers with more mistakes. */
const mostProblems = 200;

/** One refusal for all problems, so that a person mends them in one go. */
export function invalidContent(problems: readonly FieldProblemView[]): Refusal {
  const shown = problems.slice(0, mostProblems);
  return new Refusal('invalidAnswers', 'Проверьте отмеченные поля и исправьте ошибки', { problems: shown });
}
