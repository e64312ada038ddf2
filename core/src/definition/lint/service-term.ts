import type { ServiceDefinition, Term, WorkflowDefinition } from '@reglament/format';
import { longestWay, shortestDays, takesDays, withStages } from '../course-days.ts';
import { at, error, type Finding, info, warning } from '../finding.ts';

interface SaidTerm {
  readonly term: Term;
  readonly pointer: string;
}

/** Of the term of the service and of each variant with its own: whether the states it gives days to are there, and a way fits. */
export function lintTerms(service: ServiceDefinition, workflow: WorkflowDefinition): Finding[] {
  return termsOf(service).flatMap((said) => [...stageFindings(said, workflow), ...wayFindings(said, workflow)]);
}

function termsOf({ term, variants }: ServiceDefinition): SaidTerm[] {
  const own = term === undefined ? [] : [{ term, pointer: '/term' }];
  const rows = (variants?.rows ?? []).flatMap((row, index) =>
    row.term === undefined ? [] : [{ term: row.term, pointer: at('variants', 'rows', index, 'term') }],
  );
  return [...own, ...rows];
}

function stageFindings({ term, pointer }: SaidTerm, workflow: WorkflowDefinition): Finding[] {
  return Object.entries(term.stages ?? {}).flatMap(([code, { check }]): Finding[] => {
    const place = pointer + at('stages', code);
    const state = workflow.states.find((one) => one.code === code);
    if (state === undefined)
      return [error('unknownState', place, [`Состояния «${code}» в процессе нет`, 'Исправьте код или уберите дни'])];
    const idle = takesDays(state)
      ? []
      : [warning('idleStage', place, [`В состоянии «${code}» срок не идёт, дни ни на что не влияют`, 'Уберите их'])];
    const unread = check
      ? [
          info('toVerify', place, [
            'Внесено без сверки с текстом акта',
            'Сверьте и снимите отметку «Проверить» (check)',
          ]),
        ]
      : [];
    return [...idle, ...unread];
  });
}

/**
 * The shortest way to the service being given, by the days of its states: when even that is too long, no case can be in
 * time. A service that says the days itself answers for the longest way too; a workflow is made for many terms.
 */
function wayFindings({ term, pointer }: SaidTerm, workflow: WorkflowDefinition): Finding[] {
  const course = withStages(workflow, term);
  const shortest = shortestDays(course);
  if (shortest !== undefined && shortest > term.days) {
    const message = `Самый короткий путь по процессу занимает дней: ${shortest}, а срок услуги: ${term.days}`;
    return [warning('wayLongerThanTerm', pointer, [message, 'Уменьшите дни состояний или проверьте срок'])];
  }
  const longest = term.stages === undefined ? undefined : longestWay(course);
  if (longest === undefined || longest.days <= term.days) return [];
  const message = `Самый долгий путь занимает дней: ${longest.days}, а срок услуги: ${term.days}`;
  return [warning('wayLongerThanTerm', `${pointer}/stages`, [message, 'Уменьшите дни состояний или проверьте срок'])];
}
