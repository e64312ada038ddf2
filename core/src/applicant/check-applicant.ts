import type { ApplicantData } from '../api.gen.ts';
import { checkDepartmentCode, checkKpp, checkPassportNumber, checkPassportSeries } from '../identifier/code.ts';
import { checkEmail, checkPhone } from '../identifier/contact.ts';
import { checkInn } from '../identifier/inn.ts';
import { checkOgrn, checkOgrnip } from '../identifier/ogrn.ts';
import { checkSnils } from '../identifier/snils.ts';
import type { Verdict } from '../identifier/verdict.ts';

/** What is wrong at one field; the pointer leads into the applicant's data. */
export interface ApplicantProblem {
  field: string;
  pointer: string;
  code: string;
  message: string;
}

export type ApplicantRole = 'applicant' | 'representative' | 'submittedBy';

export interface CheckOptions {
  /** false for a draft: what is filled in must be right, but nothing has to be there. */
  complete?: boolean;
  role?: ApplicantRole;
}

const ROLE_TITLES = {
  applicant: 'Заявитель',
  representative: 'Представитель',
  submittedBy: 'Лицо, подавшее документы',
} as const satisfies Record<ApplicantRole, string>;

/** Form and check digits of what is filled in, and what each kind must have. Pure; the browser runs the same. */
export function checkApplicant(data: ApplicantData, options: CheckOptions = {}): ApplicantProblem[] {
  const { complete = true, role = 'applicant' } = options;
  const problems = [...wrongValues(data), ...(complete ? missingValues(data, role) : [])];
  return problems.map((one) => ({ ...one, message: `${ROLE_TITLES[role]}. ${one.message}` }));
}

/** The verdicts name the field by themselves: «Контрольное число СНИЛС не сходится». */
function wrongValues(data: ApplicantData): ApplicantProblem[] {
  const innKind = data.kind === 'organisation' ? 'organisation' : 'person';
  const { passport } = data;
  const checks: [pointer: string, value: string | undefined, check: (text: string) => Verdict][] = [
    ['/snils', data.snils, checkSnils],
    ['/inn', data.inn, (text) => checkInn(text, innKind)],
    ['/ogrnip', data.ogrnip, checkOgrnip],
    ['/ogrn', data.ogrn, checkOgrn],
    ['/kpp', data.kpp, checkKpp],
    ['/passport/series', passport?.series, checkPassportSeries],
    ['/passport/number', passport?.number, checkPassportNumber],
    ['/passport/departmentCode', passport?.departmentCode, checkDepartmentCode],
    ['/phone', data.phone, checkPhone],
    ['/email', data.email, checkEmail],
  ];
  return checks.flatMap(([pointer, value, check]) => {
    const verdict = filled(value) ? check(value) : undefined;
    return verdict === undefined || verdict.ok ? [] : [problem(pointer, 'format', verdict.message)];
  });
}

interface Demand {
  pointer: string;
  title: string;
  value: string | undefined;
}

function missingValues(data: ApplicantData, role: ApplicantRole): ApplicantProblem[] {
  const missing = demandsOf(data, role).filter(({ value }) => !filled(value));
  const problems = missing.map(({ pointer, title }) => problem(pointer, 'required', `Заполните поле «${title}»`));
  return [...problems, ...unidentified(data, role)];
}

function demandsOf(data: ApplicantData, role: ApplicantRole): Demand[] {
  // Who only handed the papers in is named and no more: no right depends on them.
  const named = role === 'submittedBy';
  if (data.kind === 'organisation') {
    const title = { pointer: '/title', title: 'Наименование организации', value: data.title };
    const ogrn = { pointer: '/ogrn', title: 'ОГРН', value: data.ogrn };
    const inn = { pointer: '/inn', title: 'ИНН', value: data.inn };
    return named ? [title] : [title, ogrn, inn];
  }
  const name = [
    { pointer: '/surname', title: 'Фамилия', value: data.surname },
    { pointer: '/name', title: 'Имя', value: data.name },
  ];
  if (named || data.kind === 'person') return name;
  const inn = { pointer: '/inn', title: 'ИНН', value: data.inn };
  return [...name, { pointer: '/ogrnip', title: 'ОГРНИП', value: data.ogrnip }, inn];
}

/** A person is known by СНИЛС or by passport; whoever has neither cannot be told from a namesake. */
function unidentified(data: ApplicantData, role: ApplicantRole): ApplicantProblem[] {
  if (data.kind !== 'person' || role === 'submittedBy') return [];
  const byPassport = filled(data.passport?.series) && filled(data.passport?.number);
  if (filled(data.snils) || byPassport) return [];
  return [problem('/snils', 'identityRequired', 'Укажите СНИЛС или серию и номер паспорта')];
}

function problem(pointer: string, code: string, message: string): ApplicantProblem {
  return { field: pointer.split('/').at(-1) ?? '', pointer, code, message };
}

function filled(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
