import type { ServiceDefinition } from '@reglament/format';
import { takesDays, withStages } from '../definition/course-days.ts';
import type { Finding } from '../definition/finding.ts';
import { titleOf } from '../rule/title.ts';
import { type Chapter, listing, sentence } from './clause.ts';
import type { Subject } from './subject.ts';

/** Everything marked «проверить», and what the linter has found: what a lawyer looks at before anything else. */
export function marksChapter({ service, workflow }: Subject, findings: readonly Finding[]): Chapter {
  const marks = [...marksOf(service), ...daysMark({ service, workflow })];
  const found = findings.filter(({ level }) => level !== 'info');
  return {
    key: 'marks',
    title: 'Что проверить',
    clauses: [
      ...listing('marks', 'Внесено без сверки с текстом акта:', marks),
      ...listing(
        'findings',
        'Замечания проверки определения:',
        found.map(({ message, todo }) => `${sentence(message)} ${sentence(todo)}`),
      ),
      ...(marks.length + found.length === 0 ? [{ key: 'none', text: 'Отметок «проверить» и замечаний нет.' }] : []),
    ],
  };
}

/** Days of states that no act was read for: one line, the chapter of the term names them. */
function daysMark({ service, workflow }: Pick<Subject, 'service' | 'workflow'>): string[] {
  const states = workflow === undefined ? [] : withStages(workflow, service.term).states;
  const guessed = states.filter((state) => state.check && state.days !== undefined && takesDays(state));
  const titles = guessed.map(({ title }) => `«${titleOf(title)}»`).join(', ');
  return guessed.length === 0 ? [] : [`Дни, отведённые состояниям процесса: ${titles}`];
}

function marksOf({ basis, term, duty, retention, grounds = [], decisions, variants }: ServiceDefinition): string[] {
  const all = [...grounds, ...(decisions.reject?.grounds ?? []), ...(decisions.dismiss?.grounds ?? [])];
  return [
    ...basis
      .filter(({ check }) => check)
      .map(({ title, clause }) => `Правовое основание: ${title}${clause ? `, ${clause}` : ''}`),
    ...(term?.extension?.check ? ['Продление срока'] : []),
    ...(duty?.basis.check ? ['Размер и основание госпошлины'] : []),
    ...(duty?.exemptions ?? []).filter(({ check }) => check).map(({ title }) => `Освобождение: ${titleOf(title)}`),
    ...(retention?.check ? ['Срок хранения заявлений'] : []),
    ...all.filter(({ check }) => check).map(({ title, clause }) => `Основание: ${titleOf(title)} (${clause})`),
    ...(variants?.rows ?? []).filter(({ check }) => check).map(({ title }) => `Вариант: ${titleOf(title)}`),
  ];
}
