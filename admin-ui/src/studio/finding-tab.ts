/** The parts of a service, as the tabs of the editor call them. */
export const tabTitles = {
  passport: 'Паспорт',
  form: 'Форма',
  documents: 'Документы',
  requests: 'Запросы',
  rules: 'Условия',
  process: 'Процесс',
  term: 'Сроки',
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
  'tests',
]);

/** Where on the screen a place of the definition is edited. */
export function placeOf(pointer: string): { tab: TabKey; field: string | undefined } {
  const [, part, inner, ...rest] = pointer.split('/');
  if (part === 'form') {
    // Said of answers together, not of one field.
    if (inner === 'schema' && rest[0] !== 'properties' && rest[0] !== 'required')
      return { tab: 'rules', field: undefined };
    const field = inner === 'ui' ? rest[0] : inner === 'schema' && rest[0] === 'properties' ? rest[1] : undefined;
    return { tab: 'form', field };
  }
  if (part === 'workflow') return { tab: 'process', field: undefined };
  if (part === 'columns' || part === 'procedures' || part === 'procedure') return { tab: 'listing', field: undefined };
  if (part !== undefined && ownTabs.has(part)) return { tab: part as TabKey, field: undefined };
  const passport = ['title', 'shortTitle', 'description', 'basis', 'applicants', 'number', 'approval'];
  return { tab: passport.includes(part ?? '') ? 'passport' : 'json', field: undefined };
}

/** The same in a word, for a list of findings. */
export function tabTitleOf(pointer: string): string {
  return tabTitles[placeOf(pointer).tab];
}
