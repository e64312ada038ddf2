import type { CsvRow } from '../../csv-reader.ts';

/** A table of people as an administrator of personnel has it; pure. */
export interface ImportedPerson {
  login: string;
  surname: string;
  name: string;
  patronymic?: string;
  position?: string;
  email?: string;
  phone?: string;
  department?: string;
  roles: { role: string; service?: string }[];
}

export interface ImportedRow {
  readonly line: number;
  readonly person: ImportedPerson;
  readonly problems: readonly string[];
}

interface Named {
  readonly code: string;
  readonly title: string;
}

export interface ImportChoices {
  readonly departments: readonly (Named & { readonly id: string })[];
  readonly roles: readonly Named[];
  readonly services: readonly Named[];
}

const columns = {
  login: ['логин', 'login'],
  surname: ['фамилия', 'surname'],
  name: ['имя', 'name'],
  patronymic: ['отчество', 'patronymic'],
  position: ['должность', 'position'],
  email: ['почта', 'эл. почта', 'электронная почта', 'email', 'e-mail'],
  phone: ['телефон', 'phone'],
  department: ['отдел', 'department'],
  roles: ['роли', 'роль', 'roles'],
} as const satisfies Record<keyof ImportedPerson, readonly string[]>;

type Column = keyof typeof columns;
const needed = ['login', 'surname', 'name'] as const satisfies readonly Column[];

/** What is wrong with the heading, in words; undefined: nothing. */
export function headingProblem(heading: CsvRow | undefined): string | undefined {
  const found = new Set(placesOf(heading).values());
  const missing = needed.filter((column) => !found.has(column)).map((column) => `«${columns[column][0]}»`);
  if (missing.length === 0) return undefined;
  return `В первой строке файла нет столбцов ${missing.join(', ')}. Назовите столбцы: логин, фамилия, имя, отчество, должность, почта, телефон, отдел, роли.`;
}

/** Each row with whom it makes and what is wrong with it; the first row names the columns. */
export function readPeople([heading, ...rows]: readonly CsvRow[], choices: ImportChoices): ImportedRow[] {
  const places = placesOf(heading);
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    const values: Partial<Record<Column, string>> = {};
    for (const [at, column] of places) if (cells[at]) values[column] = cells[at];
    const { row, problems } = personOf(values, choices);
    const login = row.login.toLowerCase();
    if (login !== '' && seen.has(login)) problems.push(`Логин «${row.login}» в файле уже был.`);
    seen.add(login);
    return { line, person: row, problems };
  });
}

function placesOf(heading: CsvRow | undefined): Map<number, Column> {
  const places = new Map<number, Column>();
  (heading?.cells ?? []).forEach((cell, at) => {
    const words = cell.trim().toLowerCase();
    const found = Object.entries(columns).find(([, names]) => (names as readonly string[]).includes(words));
    if (found) places.set(at, found[0] as Column);
  });
  return places;
}

function personOf(values: Partial<Record<Column, string>>, choices: ImportChoices) {
  const { login = '', surname = '', name = '', department, roles = '', ...rest } = values;
  const problems: string[] = needed
    .filter((column) => !values[column])
    .map((column) => `Не указано: ${columns[column][0]}.`);
  const row: ImportedPerson = { login, surname, name, ...rest, roles: [] };
  if (department !== undefined) {
    const found = choices.departments.find((one) => isNamed(one, department));
    if (found) row.department = found.id;
    else problems.push(`Отдела «${department}» в ведомстве нет.`);
  }
  for (const text of roles
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [roleText = '', serviceText] = text.split(':').map((one) => one.trim());
    const role = choices.roles.find((one) => isNamed(one, roleText));
    const service = serviceText ? choices.services.find((one) => isNamed(one, serviceText)) : undefined;
    if (role === undefined) problems.push(`Роли «${roleText}» нет.`);
    else if (serviceText && service === undefined) problems.push(`Услуги «${serviceText}» нет.`);
    else row.roles.push({ role: role.code, ...(service ? { service: service.code } : {}) });
  }
  return { row, problems };
}

function isNamed({ code, title }: Named, text: string): boolean {
  return [code, title].some((one) => one.toLowerCase() === text.toLowerCase());
}
