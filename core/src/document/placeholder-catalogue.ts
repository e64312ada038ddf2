import type { FormDefinition } from '@reglament/format';
import type { ApplicantData } from '../api.gen.ts';
import { applicantName } from '../applicant/applicant-name.ts';
import type { JsonObject } from '../rule/value.ts';

/** What every paper and every message may speak of; each root and field is a placeholder `{{root.field}}`. */
export interface DocumentData {
  /** `YYYY-MM-DD` in the time zone of the body, as are all dates below. */
  today: string;
  application: {
    number: string | null;
    createdAt: string;
    registeredAt: string | null;
    dueDate: string | null;
    stateTitle: string;
  };
  service: { code: string; title: string; shortTitle: string };
  /** Of a procedure: the application that it is on. */
  parent: {
    number: string | null;
    registeredAt: string | null;
    serviceTitle: string;
    decisionDate: string | null;
  } | null;
  /** Also the letterhead: title, address, telephone, e-mail. */
  organisation: {
    title: string;
    shortTitle: string;
    address: string | null;
    headName: string | null;
    headPosition: string | null;
  };
  /** By `addressee`. */
  applicant: JsonObject | null;
  representative: JsonObject | null;
  submittedBy: JsonObject | null;
  notification: { way: string; address: string | null } | null;
  decision: {
    kind: string;
    title: string;
    text: string;
    message: string;
    date: string;
    /** Why a second refusal names what the first did not; null where it does not. */
    exception: string | null;
    justification: string | null;
    grounds: readonly { code: string; title: string; clause: string; text?: string }[];
  } | null;
  /** State duty, money in kopecks; null: the service takes none. */
  duty: DutyFacts | null;
  executor: Official | null;
  approver: Official | null;
  registrar: Official | null;
  answers: JsonObject;
}

export interface DutyFacts {
  title: string | null;
  basis: string;
  amount: number | null;
  paid: number;
  left: number;
  statusTitle: string;
}

export interface Official {
  name: string;
  position: string | null;
}

type Fixed = Omit<DocumentData, 'today' | 'answers' | 'applicant' | 'representative' | 'submittedBy'>;

const FIELDS = {
  application: ['number', 'createdAt', 'registeredAt', 'dueDate', 'stateTitle'],
  service: ['code', 'title', 'shortTitle'],
  parent: ['number', 'registeredAt', 'serviceTitle', 'decisionDate'],
  organisation: ['title', 'shortTitle', 'address', 'headName', 'headPosition'],
  notification: ['way', 'address'],
  decision: ['kind', 'title', 'text', 'message', 'date', 'exception', 'justification', 'grounds'],
  duty: ['title', 'basis', 'amount', 'paid', 'left', 'statusTitle'],
  executor: ['name', 'position'],
  approver: ['name', 'position'],
  registrar: ['name', 'position'],
} as const satisfies { [Root in keyof Fixed]: readonly (keyof NonNullable<Fixed[Root]>)[] };

const ITEMS = [
  'decision.grounds[].code',
  'decision.grounds[].title',
  'decision.grounds[].clause',
  'decision.grounds[].text',
];

const PERSON_FIELDS = [
  ...['name', 'kind', 'surname', 'firstName', 'patronymic', 'birthDate', 'snils', 'inn', 'ogrn', 'ogrnip', 'kpp'],
  ...[
    'title',
    'shortTitle',
    'address',
    'postalAddress',
    'registrationAddress',
    'actualAddress',
    'phone',
    'fax',
    'email',
  ],
  ...['series', 'number', 'issuedBy', 'issuedOn', 'departmentCode'].map((field) => `passport.${field}`),
];

/** An applicant as papers name one: `name` is the full name or title, the first name stands under `firstName`. */
export function addressee(data: ApplicantData | null): JsonObject | null {
  if (data === null) return null;
  const { passport, name, ...facts } = data;
  const own = { ...facts, name: applicantName(data), firstName: name };
  return passport === undefined ? own : { ...own, passport: { ...passport } };
}

/** Every path that a template of a service with this form may use. */
export function knownPlaceholders(form: FormDefinition): ReadonlySet<string> {
  const fixed = Object.entries(FIELDS).flatMap(([root, fields]) => fields.map((field) => `${root}.${field}`));
  const people = ['applicant', 'representative', 'submittedBy'].flatMap((root) =>
    PERSON_FIELDS.map((field) => `${root}.${field}`),
  );
  return new Set(['today', ...fixed, ...ITEMS, ...people, ...pathsOf(form.schema, 'answers')]);
}

interface SchemaLike {
  properties?: Readonly<Record<string, unknown>>;
  items?: unknown;
}

function pathsOf(schema: unknown, path: string): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  const { properties, items } = schema as SchemaLike;
  const nested = Object.entries(properties ?? {}).flatMap(([key, one]) => [
    `${path}.${key}`,
    ...pathsOf(one, `${path}.${key}`),
  ]);
  return items === undefined ? nested : [...nested, `${path}[]`, ...pathsOf(items, `${path}[]`)];
}
