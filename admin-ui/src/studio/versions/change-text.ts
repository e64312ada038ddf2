export interface ListedChange {
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  readonly breaking: boolean;
  readonly drafts?: number;
  readonly openCases?: number;
}

export interface ChangedPart {
  readonly title: string;
  readonly changes: readonly ListedChange[];
}

/** As the tabs of the editor call them; parts that share a tab share a heading. */
const TITLES: Readonly<Record<string, string>> = {
  title: 'Паспорт',
  shortTitle: 'Паспорт',
  description: 'Паспорт',
  basis: 'Паспорт',
  applicants: 'Паспорт',
  approval: 'Паспорт',
  number: 'Паспорт',
  workflow: 'Процесс',
  initial: 'Процесс',
  states: 'Состояния',
  actions: 'Действия',
  functions: 'Участники',
  form: 'Форма',
  rules: 'Условия',
  documents: 'Документы',
  requests: 'Запросы',
  term: 'Сроки',
  retention: 'Сроки',
  duty: 'Госпошлина',
  variants: 'Варианты',
  grounds: 'Основания',
  decisions: 'Решения',
  templates: 'Шаблоны',
  portal: 'Портал',
};

/** The tab of the editor where a place is. */
export function partTitle(pointer: string): string {
  return TITLES[pointer.split('/')[1] ?? ''] ?? 'Прочее';
}

/** What does not fit the old first, those that touch most cases before the others; the rest by the parts of the definition. */
export function partsOf(changes: readonly ListedChange[]): ChangedPart[] {
  const weight = ({ drafts = 0, openCases = 0 }: ListedChange) => drafts + openCases;
  const breaking = changes.filter((one) => one.breaking).toSorted((one, other) => weight(other) - weight(one));
  const parts = Map.groupBy(
    changes.filter((one) => !one.breaking),
    ({ pointer }) => partTitle(pointer),
  );
  return [
    ...(breaking.length > 0 ? [{ title: 'Несовместимое с прежней версией', changes: breaking }] : []),
    ...[...parts].map(([title, inPart]) => ({ title, changes: inPart })),
  ];
}

/** The list as a text that is pasted into a letter or an explanatory note. */
export function textOf(about: string, changes: readonly ListedChange[]): string {
  const parts = partsOf(changes).map(({ title, changes: inPart }) =>
    [title, ...inPart.map((one, at) => `${at + 1}. ${one.message}${touched(one)}.`)].join('\n'),
  );
  return `${[about, ...parts].join('\n\n')}\n`;
}

function touched({ drafts = 0, openCases = 0 }: ListedChange): string {
  return drafts + openCases === 0 ? '' : ` (задевает черновиков: ${drafts}, открытых заявок: ${openCases})`;
}
