import type { WorkflowAction, WorkflowState } from '@reglament/format';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { firstWords } from '../first-words.ts';
import { phaseWords } from '../phases.ts';
import { russian } from '../words.ts';
import type { ProcessProps } from './process-props.ts';
import { addAction, addState, openAction, targetsOf } from './workflow-commands.ts';
import { doingOf } from './workflow-words.ts';

/** «Таблица»: in which states each action is open (a tick) and where it leads (an arrow). Arrows of the keyboard walk the cells. */
export function ProcessTable(props: ProcessProps) {
  const { workflow, edit, onChoose } = props;
  const grid = useWalk();
  return (
    <>
      <section className="rp-scroll" aria-label="Таблица состояний и действий" ref={grid.place}>
        <table className="rp-table" onKeyDown={grid.onKeyDown} onFocus={grid.onFocus}>
          <caption className="rg-visually-hidden">
            Действия по строкам, состояния по столбцам: отметка – действие в этом состоянии возможно
          </caption>
          <thead>
            <tr>
              <th scope="col">Действие</th>
              {workflow.states.map((state, column) => (
                <StateHead key={state.code} {...props} state={state} cell={grid.cell(-1, column)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {workflow.actions.map((action, row) => (
              <ActionRow key={action.code} {...props} action={action} row={row} cell={(at) => grid.cell(row, at)} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="rs-toolbar">
        <Button
          onClick={() => {
            const made = addState(workflow, firstWords.state);
            edit('Добавлено состояние', () => made.workflow);
            onChoose({ kind: 'state', code: made.code });
          }}
        >
          Добавить состояние
        </Button>
        <Button
          onClick={() => {
            const made = addAction(workflow, firstWords.action);
            edit('Добавлено действие', () => made.workflow);
            onChoose({ kind: 'action', code: made.code });
          }}
        >
          Добавить действие
        </Button>
        <span className="rg-muted">Клавиши: стрелки – по таблице, пробел – отметка, Enter – свойства.</span>
      </div>
    </>
  );
}

type Cell = { 'data-cell': string; tabIndex: number };

function StateHead({ workflow, problemAt, chosen, onChoose, state, cell }: ProcessProps & StateHeadProps) {
  const index = workflow.states.findIndex(({ code }) => code === state.code);
  const wrong = problemAt(`/states/${index}`);
  const isChosen = chosen?.kind === 'state' && chosen.code === state.code;
  return (
    <th scope="col" className={isChosen ? 'rs-chosen' : undefined}>
      <button
        type="button"
        className="rp-head"
        aria-pressed={isChosen}
        {...cell}
        onClick={() => onChoose({ kind: 'state', code: state.code })}
      >
        {russian(state.title)}
        <span className="rg-block rg-muted">
          {phaseWords[state.phase]}
          {state.final ? ', конец' : ''}
          {workflow.initial === state.code ? ', начало' : ''}
        </span>
        {wrong ? <span className="rg-block rp-wrong">{wrong}</span> : null}
      </button>
    </th>
  );
}

interface StateHeadProps {
  state: WorkflowState;
  cell: Cell;
}

interface ActionRowProps {
  action: WorkflowAction;
  row: number;
  cell: (column: number) => Cell;
}

function ActionRow({ workflow, edit, problemAt, chosen, onChoose, action, row, cell }: ProcessProps & ActionRowProps) {
  const title = russian(action.title);
  const targets = new Set(action.creates ? [workflow.initial] : targetsOf(action));
  const wrong = problemAt(`/actions/${row}`);
  const isChosen = chosen?.kind === 'action' && chosen.code === action.code;
  return (
    <tr className={isChosen ? 'rs-chosen' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="rp-head"
          aria-pressed={isChosen}
          {...cell(-1)}
          onClick={() => onChoose({ kind: 'action', code: action.code })}
        >
          {title}
          <span className="rg-block rg-muted rp-who" title={whoDoes(workflow, action)}>
            {whoDoes(workflow, action)}
          </span>
          {wrong ? <span className="rg-block rp-wrong">{wrong}</span> : null}
        </button>
      </th>
      {workflow.states.map((state, column) => {
        const name = russian(state.title);
        return (
          <td key={state.code}>
            {action.creates ? null : (
              <input
                type="checkbox"
                aria-label={`${title}: из состояния «${name}»`}
                checked={action.from.includes(state.code)}
                {...cell(column)}
                onChange={({ target }) =>
                  edit(`${target.checked ? 'Открыто' : 'Закрыто'} в «${name}»: ${title}`, (one) =>
                    openAction(one, action.code, { state: state.code, open: target.checked }),
                  )
                }
              />
            )}
            {targets.has(state.code) ? (
              <span className="rp-target" title={`${title} → ${name}`}>
                <svg viewBox="0 0 16 10" aria-hidden="true">
                  <path d="M1 5h13M10 1l4 4-4 4" />
                </svg>
                <span className="rg-visually-hidden">ведёт сюда</span>
              </span>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}

function whoDoes({ functions }: ProcessProps['workflow'], action: WorkflowAction): string {
  const doing = doingOf(action);
  if (doing === 'automatic') return 'само, сразу';
  if (doing === 'onDeadline') return 'само, по истечении срока';
  if (action.functions.length === 0) return 'никто из сотрудников';
  return action.functions.map((code) => russian(functions[code]?.title) || code).join(', ');
}

/** One cell of the table is in the order of Tab; arrows lead to the others. */
function useWalk() {
  const place = useRef<HTMLElement>(null);
  const [active, setActive] = useState('-1,0');
  const cell = (row: number, column: number): Cell => {
    const own = `${row},${column}`;
    return { 'data-cell': own, tabIndex: own === active ? 0 : -1 };
  };
  const onFocus = ({ target }: React.FocusEvent) => {
    const own = target.getAttribute('data-cell');
    if (own !== null) setActive(own);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key];
    const [row = 0, column = 0] = (event.target as HTMLElement).getAttribute('data-cell')?.split(',').map(Number) ?? [];
    if (step === undefined || place.current === null) return;
    const next = place.current.querySelector<HTMLElement>(`[data-cell="${row + step[0]},${column + step[1]}"]`);
    if (next === null) return;
    event.preventDefault();
    next.focus();
  };
  return { place, cell, onFocus, onKeyDown };
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
