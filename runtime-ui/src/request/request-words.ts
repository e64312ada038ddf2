/** What is said of requests on the screens. Pure. */
import { titleOf } from '@reglament/core/rules';
import type { RequestItem, RequestList, RequestOrigins, ServiceView } from '../api.ts';
import { type Answers, labelOf } from '../form/answers.ts';
import { valueWords } from '../form/place-words.ts';
import { locale } from '../locale/locale.ts';
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
  applicant: 'из реестра заявителей',
  representative: 'из заявки: сведения о представителе',
  submittedBy: 'из заявки: кто сдал документы',
  notification: 'из заявки: способ уведомления',
  application: 'из заявки: её реквизиты',
  service: 'из сведений об услуге',
  organisation: 'из сведений о ведомстве',
  executor: 'из заявки: исполнитель',
  registrar: 'из заявки: кто зарегистрировал',
  decision: 'из заявки: решение',
  today: 'сегодняшняя дата',
};

interface OriginsOf {
  readonly origins: RequestOrigins;
  readonly service: Pick<ServiceView, 'form'>;
}

/** What of each field of a question the application has filled, in words, by code of the field. */
function originWords({ origins, service }: OriginsOf): Record<string, string> {
  const words = new Map<string, Set<string>>();
  for (const [pointer, paths] of Object.entries(origins)) {
    const field = pointer.split('/')[1] ?? '';
    const known = words.get(field) ?? new Set<string>();
    for (const path of paths) known.add(placeWords(path, service));
    if (paths.length === 0) known.add('задано настройкой услуги');
    words.set(field, known);
  }
  return Object.fromEntries([...words].map(([field, places]) => [field, [...places].join('; ')]));
}

/** The same for a question that is read: what nobody filled was typed. */
export function sourcesOfFields(view: OriginsOf & { readonly question: Answers }): Record<string, string> {
  const filled = originWords(view);
  const answered = Object.entries(view.question).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(answered.map(([field]) => [field, filled[field] ?? 'вручную']));
}

interface Filled extends OriginsOf {
  readonly form: ServiceView['form'];
  /** As the application filled it. */
  readonly filled: Answers;
  readonly answers: Answers;
}

/** The form with the origin of each value under its field, for as long as the value stands as it was filled. */
export function formWithOrigins({ form, origins, service, filled, answers }: Filled): ServiceView['form'] {
  const same = (field: string) => JSON.stringify(filled[field]) === JSON.stringify(answers[field]);
  const words = Object.entries(originWords({ origins, service })).filter(([field]) => same(field));
  const ui = { ...form.ui };
  for (const [field, from] of words) {
    const help = ui[field]?.help;
    const own = help === undefined ? '' : `${titleOf(help, locale)}. `;
    ui[field] = { ...ui[field], help: `${own}Источник: ${from}` };
  }
  return { ...form, ui };
}

function placeWords(path: string, service: Pick<ServiceView, 'form'>): string {
  const [root = '', ...rest] = path.split('.');
  if (root === 'answers') return `из заявки: «${labelOf(service.form, `/${rest.join('/')}`.replaceAll('[]', ''))}»`;
  return sourceWords[root] ?? 'из заявки';
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
