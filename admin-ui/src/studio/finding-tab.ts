/** The parts of a service, as the tabs of the editor call them. */
export const tabTitles = {
  passport: 'Паспорт',
  form: 'Форма',
  documents: 'Документы',
  requests: 'Запросы',
  rules: 'Условия',
  process: 'Процесс',
  term: 'Сроки',
  duty: 'Госпошлина',
  variants: 'Варианты',
  grounds: 'Основания',
  decisions: 'Решения',
  templates: 'Шаблоны',
  portal: 'Портал',
  listing: 'Список и процедуры',
  tests: 'Тесты',
  json: 'JSON',
  versions: 'Версии',
} as const;

type TabKey = keyof typeof tabTitles;

const ownTabs: ReadonlySet<string> = new Set<TabKey>([
  'documents',
  'requests',
  'portal',
  'variants',
  'grounds',
  'rules',
  'decisions',
  'templates',
  'term',
  'duty',
  'tests',
]);

const passport: readonly string[] = [
  ...['title', 'shortTitle', 'description', 'applicants'],
  ...['approval', 'number', 'basis'],
];

/** Where on the screen a place of the definition is edited; `field` may be a part of one: `field/part`. */
export function placeOf(pointer: string): { tab: TabKey; field: string | undefined } {
  const [, part, inner, ...rest] = pointer.split('/');
  if (part === 'form') {
    // Said of answers together, not of one field.
    if (inner === 'schema' && rest[0] !== 'properties' && rest[0] !== 'required')
      return { tab: 'rules', field: undefined };
    return { tab: 'form', field: inner === 'ui' ? rest[0] : inner === 'schema' ? chosenIn(rest) : undefined };
  }
  if (part === 'resultInPerson') return { tab: 'decisions', field: undefined };
  if (part === 'retention') return { tab: 'term', field: undefined };
  if (part === 'workflow') return { tab: 'process', field: undefined };
  if (part === 'columns' || part === 'procedures' || part === 'procedure') return { tab: 'listing', field: undefined };
  if (part !== undefined && ownTabs.has(part)) return { tab: part as TabKey, field: undefined };
  return { tab: passport.includes(part ?? '') ? 'passport' : 'json', field: undefined };
}

/** A field, and the part of a group or of a row within it: as the editor of the form chooses them. */
function chosenIn([properties, field, ...rest]: readonly string[]): string | undefined {
  if (properties !== 'properties' || field === undefined) return undefined;
  const within = rest[0] === 'items' ? rest.slice(1) : rest;
  const part = chosenIn(within);
  return part === undefined ? field : `${field}/${part}`;
}

const order = Object.keys(tabTitles);

/** As one goes over the editor: tab after tab, an item after the one before it; the worst stand first. */
export function inTabOrder<T extends { readonly level: string; readonly pointer: string }>(
  findings: readonly T[],
): T[] {
  const worth = ({ level }: T) => levels.indexOf(level);
  const tab = ({ pointer }: T) => order.indexOf(placeOf(pointer).tab);
  return findings.toSorted(
    (one, other) => worth(one) - worth(other) || tab(one) - tab(other) || comparePointers(one.pointer, other.pointer),
  );
}

const levels = ['error', 'warning', 'info'];

interface Told {
  readonly level: string;
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** Where one goes on from a finding, also when it is mended by now; after the last one comes the first. */
export function findingAfter<T extends Told>(findings: readonly T[], last: T | undefined): T | undefined {
  if (last === undefined) return findings[0];
  const isLast = (one: T) => one.code === last.code && one.pointer === last.pointer && one.message === last.message;
  const stands = findings.findIndex(isLast);
  if (stands >= 0) return findings[(stands + 1) % findings.length];
  return findings[inTabOrder([...findings, last]).findIndex(isLast) % findings.length];
}

/** What the passport asks first stands first; elsewhere as it is written, numbers by their size. */
function comparePointers(one: string, other: string): number {
  const [first, second] = [one, other].map((pointer) => passport.indexOf(pointer.split('/')[1] ?? ''));
  return (first ?? 0) - (second ?? 0) || numerically.compare(one, other);
}

const numerically = new Intl.Collator('ru', { numeric: true });

/** The same in a word, for a list of findings. */
export function tabTitleOf(pointer: string): string {
  return tabTitles[placeOf(pointer).tab];
}
