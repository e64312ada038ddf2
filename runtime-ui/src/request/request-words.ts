/** What is said of requests on the screens. Pure. */
import type { RequestItem, RequestList, RequestOrigins, ServiceView } from '../api.ts';
import { type Answers, labelOf } from '../form/answers.ts';
import { valueWords } from '../form/value-text.ts';
import type { Tone } from '../ui/status-tag.tsx';

const toneOf = {
  draft: 'neutral',
  prepared: 'info',
  signed: 'info',
  queued: 'info',
  waiting: 'warning',
  answered: 'success',
  refused: 'error',
  failed: 'error',
  cancelled: 'neutral',
} as const satisfies Record<RequestItem['status'], Tone>;

export function requestTone(status: RequestItem['status']): Tone {
  return toneOf[status];
}

/** Tabs of the card: groups of what may be asked, in the service's order, then of what only was asked. */
export function groupsOf(list: RequestList | undefined): string[] {
  if (list === undefined) return [];
  return [...new Set([...list.kinds, ...list.items].map(({ group }) => group))];
}

export function requestTabPath(group: string): string {
  return `?${new URLSearchParams({ tab: 'requests', group })}`;
}

export function requestPath(applicationId: string, id: string): string {
  return `/applications/${applicationId}/requests/${id}`;
}

/** Not sent yet: still to be worked on. */
export function isUnsent(status: RequestItem['status']): boolean {
  return status === 'draft' || status === 'prepared' || status === 'signed';
}

const sourceWords: Readonly<Record<string, string>> = {
  applicant: 'сведения о заявителе',
  representative: 'сведения о представителе',
  submittedBy: 'сведения о том, кто сдал документы',
  notification: 'способ уведомления',
  application: 'реквизиты заявки',
  service: 'сведения об услуге',
  organisation: 'сведения о ведомстве',
  executor: 'исполнитель заявки',
  registrar: 'сотрудник, который зарегистрировал заявку',
  decision: 'решение',
  today: 'сегодняшняя дата',
};

export interface OriginLine {
  readonly field: string;
  readonly from: string;
}

interface OriginsOf {
  readonly form: ServiceView['form'];
  readonly origins: RequestOrigins;
  readonly service: Pick<ServiceView, 'form'>;
}

/** Each field that the application filled, with the place its value was taken from. */
export function originLines({ form, origins, service }: OriginsOf): OriginLine[] {
  return Object.entries(origins).map(([pointer, paths]) => ({
    field: labelOf(form, pointer),
    from: [...new Set(paths.map((path) => placeWords(path, service)))].join('; ') || 'задано настройкой услуги',
  }));
}

function placeWords(path: string, service: Pick<ServiceView, 'form'>): string {
  const [root = '', ...rest] = path.split('.');
  if (root === 'answers') return `ответ «${labelOf(service.form, `/${rest.join('/')}`)}»`;
  return sourceWords[root] ?? 'данные заявки';
}

interface Differing {
  readonly form: ServiceView['form'];
  readonly stored: Answers;
  readonly typed: Answers;
}

/** Fields where what is stored is not what was typed, with what is stored. */
export function differences({ form, stored, typed }: Differing): { label: string; text: string }[] {
  return Object.keys(form.schema.properties)
    .filter((field) => JSON.stringify(stored[field]) !== JSON.stringify(typed[field]))
    .map((field) => ({
      label: labelOf(form, `/${field}`),
      text: valueWords(stored[field], { form, field: `answers.${field}`, dictionaries: {} }),
    }));
}

/** The same question, whatever the order of its fields. */
export function sameQuestion(one: Answers, other: Answers): boolean {
  const sorted = (answers: Answers) => JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}
