import { calendarOf, due } from '@reglament/core/rules';
import type { CalendarDefinition, Term, WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { Card, Loading } from '@reglament/runtime-ui/ui';
import { useQueries } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { detailPath, useWorkflow } from '../process/definition-detail.ts';
import { RetentionCard } from '../retention/retention-card.tsx';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import { StageTable } from './stage-table.tsx';
import { usualTerm } from './term-commands.ts';
import { TermFields } from './term-fields.tsx';
import { WayBar } from './way-bar.tsx';

/** «Сроки»: the term by law, the day it leads to, what moves it, whether the workflow fits into it; how long cases are kept. */
export function TermTab(tab: TabProps) {
  const { service, edit, problemAt, workflows } = tab;
  const { workflow } = useWorkflow(service.workflow, workflows);
  const { term } = service;
  const stagesProblem = problemAt('/term/stages');
  const set = (next: Term | undefined) =>
    edit('Срок услуги', ({ term: _old, ...one }) => (next === undefined ? one : { ...one, term: next }), 'term');
  return (
    <div className="rs-columns">
      <Card title="Срок по закону">
        <Checkbox checked={term !== undefined} onChange={({ target }) => set(target.checked ? usualTerm : undefined)}>
          У услуги есть срок
        </Checkbox>
        {term === undefined ? null : (
          <>
            <TermFields term={term} problem={problemAt('/term')} onChange={set} />
            <Example term={term} />
          </>
        )}
      </Card>
      <Card title="Путь по процессу">
        {workflow === undefined ? (
          <Loading />
        ) : (
          <>
            <WayBar workflow={workflow} term={term ?? usualTerm} />
            {term === undefined ? null : <StageTable {...{ workflow, term }} onChange={set} />}
            {stagesProblem ? <p className="rg-error">{stagesProblem}</p> : null}
          </>
        )}
      </Card>
      <div>
        <Card title="Что двигает срок">{workflow === undefined ? <Loading /> : <Movers workflow={workflow} />}</Card>
        <RetentionCard {...tab} />
      </div>
    </div>
  );
}

/** The last day of what is registered now, by the production calendars in force. */
function Example({ term }: { term: Term }) {
  const now = new Date();
  const years = [now.getFullYear(), now.getFullYear() + 1];
  const found = useQueries({
    queries: years.map((year) => ({
      queryKey: ['admin', 'detail', 'calendar', `ru${year}`],
      queryFn: () => request<{ content: object }>(detailPath('calendar', `ru${year}`)),
      retry: false,
    })),
  });
  if (found.some(({ isPending }) => isPending)) return null;
  const calendars = found.flatMap(({ data }) => (data === undefined ? [] : [data.content as CalendarDefinition]));
  const answer = due({
    ledger: [{ kind: 'started', at: now, reason: null }],
    ...{ term, calendar: calendarOf(calendars), timeZone: 'Europe/Moscow', now },
  });
  return (
    <div className="rs-sentence">
      <p>
        {answer.ok
          ? `Заявка, зарегистрированная сейчас, должна быть решена до ${dayText(answer.dueDate)} включительно.`
          : answer.message}
      </p>
      <details>
        <summary>Почему такая дата</summary>
        {answer.trace.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </div>
  );
}

function dayText(date: string): string {
  return date.split('-').toReversed().join('.');
}

const movers = [
  ['pause', 'Приостанавливают'],
  ['resume', 'Возобновляют'],
  ['extend', 'Продлевают'],
  ['recompute', 'Пересчитывают'],
] as const;

/** Actions and states of the workflow that the clock obeys. */
function Movers({ workflow }: { workflow: WorkflowDefinition }) {
  const has = (action: WorkflowAction, name: string) => action.effects.some(({ effect }) => effect === name);
  const rows = [
    ...movers.map(([name, label]) => ({ label, things: workflow.actions.filter((action) => has(action, name)) })),
    { label: 'Срок стоит в состояниях', things: workflow.states.filter(({ clock }) => clock === 'pauses') },
    { label: 'Само, когда срок истёк', things: workflow.actions.filter(({ onDeadline }) => onDeadline) },
  ];
  return (
    <dl className="rt-movers">
      {rows.map(({ label, things }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{things.length === 0 ? 'ничего' : things.map(({ title }) => russian(title)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
