/** What a token may be given: the closed list, in the words that the administrator reads. */
export const scopeTitles = {
  'services.read': 'услуги и их формы',
  'applications.read': 'заявки: список, карточка, история, решение',
  'applications.write': 'заявки: создать, изменить, выполнить действие',
  'files.read': 'файлы заявок: список и содержимое',
  'files.write': 'файлы заявок: приложить и убрать',
  'requests.read': 'запросы к другим ведомствам: список, карточка, ответы',
  'requests.write': 'запросы к другим ведомствам: создать и отправить',
  'applicants.read': 'заявители: поиск и карточка',
  'applicants.write': 'заявители: добавить и изменить',
  'journal.read': 'журнал ведомства',
} as const;

export type Scope = keyof typeof scopeTitles;

export const scopes = Object.keys(scopeTitles) as readonly Scope[];

/** What opens a route to tokens: a scope, or any token at all. */
export type Opening = Scope | 'anyToken';

export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopeTitles, text);
}
