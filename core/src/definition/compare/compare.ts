import type { CalendarDefinition, Definition, Dictionary } from '@reglament/format';
import { quoted } from '../../rule/russian.ts';
import { titleOf } from '../../rule/title.ts';
import { at } from '../finding.ts';
import { breaking, type Change, harmless, paired, same } from './change.ts';
import { workplaceChanges } from './retention.ts';
import { serviceChanges } from './service.ts';
import { workflowChanges } from './workflow.ts';

/** What is new in a definition, in the order of its parts: nothing for the very same content. @throws Error when they are of two kinds */
export function compareDefinitions(before: Definition, after: Definition): Change[] {
  if (same(before, after)) return [];
  const told = changesOf(before, after);
  return [...told, ...restChanges({ before, after, told })];
}

function changesOf(before: Definition, after: Definition): Change[] {
  if (before.kind === 'service' && after.kind === 'service') return serviceChanges([before, after]);
  if (before.kind === 'workflow' && after.kind === 'workflow') return workflowChanges([before, after]);
  if (before.kind === 'dictionary' && after.kind === 'dictionary') return dictionaryChanges(before, after);
  if (before.kind === 'calendar' && after.kind === 'calendar') return calendarChanges(before, after);
  if (before.kind === 'workplace' && after.kind === 'workplace') return workplaceChanges([before, after]);
  if (before.kind === after.kind) return [];
  throw new Error(`a ${before.kind} is not compared with a ${after.kind}`);
}

function dictionaryChanges(before: Dictionary, after: Dictionary): Change[] {
  const { removed, added, kept } = paired(before.entries, after.entries);
  return [
    ...removed.map(({ item, index }) =>
      breaking(['entryRemoved', at('entries', index), `Записи ${quoted(titleOf(item.title))} больше нет`], {
        entry: item.code,
      }),
    ),
    ...added.map(({ item, index }) =>
      harmless(['entryAdded', at('entries', index), `Новая запись ${quoted(titleOf(item.title))}`]),
    ),
    ...kept
      .filter((pair) => !same(pair.before, pair.after))
      .map(({ after: now, index }) =>
        harmless(['entryChanged', at('entries', index), `Изменена запись ${quoted(titleOf(now.title))}`]),
      ),
  ];
}

function calendarChanges(before: CalendarDefinition, after: CalendarDefinition): Change[] {
  const lists = ['holidays', 'worked'] as const;
  return lists.flatMap((list) => {
    const moved = [...new Set([...before[list], ...after[list]])].filter(
      (day) => before[list].includes(day) !== after[list].includes(day),
    );
    if (moved.length === 0) return [];
    const days = moved.toSorted().join(', ');
    const text = `Сроки пересчитаются: изменены ${list === 'holidays' ? 'нерабочие дни' : 'рабочие субботы и воскресенья'} (${days})`;
    return [harmless(['daysChanged', at(list), text])];
  });
}

interface Told {
  readonly before: object;
  readonly after: object;
  readonly told: readonly Change[];
}

/** Parts of the definition that have no sentences of their own: nothing that changed goes unsaid. */
function restChanges({ before, after, told }: Told): Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [old, now] = [before, after].map((one): unknown =>
      Object.hasOwn(one, key) ? one[key as keyof typeof one] : undefined,
    );
    const pointer = at(key);
    if (same(old, now) || told.some((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`)))
      return [];
    return [harmless(['partChanged', pointer, `Изменена часть «${PARTS[key] ?? key}»`])];
  });
}

/** Every part of every kind of definition, in words. */
export const PARTS: Readonly<Record<string, string>> = {
  title: 'название',
  shortTitle: 'краткое название',
  description: 'описание',
  columns: 'столбцы списка заявок',
  variants: 'варианты услуги',
  tests: 'проверки',
  requests: 'запросы',
  tabs: 'вкладки',
  menu: 'слова меню',
  startPage: 'первая страница',
  states: 'порядок состояний',
  actions: 'порядок действий',
  documents: 'порядок документов',
  grounds: 'порядок оснований',
  entries: 'порядок записей',
  form: 'порядок полей',
  procedures: 'процедуры, которые начинают по заявке',
  procedure: 'условия начала процедуры',
  basis: 'правовые основания',
  applicants: 'кто может обратиться',
  approval: 'утверждение решения',
  number: 'номер заявки',
  term: 'срок',
  duty: 'госпошлина',
  retention: 'срок хранения',
  incoming: 'входящие запросы',
  rules: 'условия',
  decisions: 'решения',
  resultInPerson: 'когда за результатом приходят',
  templates: 'шаблоны документов',
  portal: 'портал',
  workflow: 'процесс',
  functions: 'участники процесса',
  initial: 'первое состояние',
  deadline: 'напоминания о сроке',
  year: 'год',
  provisional: 'отметка о том, что календарь предварительный',
  holidays: 'нерабочие дни',
  worked: 'рабочие субботы и воскресенья',
  shortened: 'сокращённые дни',
  columnSearch: 'поиск по столбцам',
  plugin: 'модуль',
  requestKind: 'вид запроса у модуля',
  message: 'вопрос и ответ',
  registry: 'запись в реестре видов сведений',
  settings: 'настройки',
  schemas: 'схемы поставщика',
  emulator: 'ответы эмулятора',
};
