import { takesDays } from '@reglament/core/rules';
import type { Term, WorkflowDefinition, WorkflowState } from '@reglament/format';
import { Tag } from '@reglament/runtime-ui/ui';
import { Checkbox, InputNumber } from 'antd';
import { russian } from '../words.ts';
import { changedStage, stageOf } from './stage-commands.ts';

interface StageTableProps {
  workflow: WorkflowDefinition;
  term: Term;
  onChange: (term: Term) => void;
}

/** Days of each state in which the term runs: the workflow's, and those of this service where it says them itself. */
export function StageTable({ workflow, term, onChange }: StageTableProps) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Сколько дней отведено состояниям</caption>
      <thead>
        <tr>
          <th scope="col">Состояние</th>
          <th scope="col">В процессе</th>
          <th scope="col">В этой услуге</th>
        </tr>
      </thead>
      <tbody>
        {workflow.states.filter(takesDays).map((state) => (
          <StageRow key={state.code} {...{ state, term, onChange }} />
        ))}
      </tbody>
    </table>
  );
}

interface StageRowProps extends Omit<StageTableProps, 'workflow'> {
  state: WorkflowState;
}

function StageRow({ state, term, onChange }: StageRowProps) {
  const own = term.stages?.[state.code];
  const title = russian(state.title) || state.code;
  const put = (days: number | undefined, check: boolean) =>
    onChange(changedStage(term, state.code, stageOf(days, check)));
  return (
    <tr>
      <td data-label="Состояние">{title}</td>
      <td data-label="В процессе">
        <span className="rt-days">
          {state.days ?? '–'}
          {state.check && own === undefined ? <Tag tone="warning">проверить</Tag> : null}
        </span>
      </td>
      <td data-label="В этой услуге">
        <span className="rt-days">
          <InputNumber
            aria-label={`Дней в этой услуге: ${title}`}
            className="rt-count"
            min={0}
            max={3650}
            precision={0}
            changeOnWheel={false}
            value={own?.days ?? null}
            onChange={(days) => put(days ?? undefined, own?.check === true)}
          />
          {own === undefined ? null : (
            <Checkbox
              checked={own.check === true}
              aria-label={`Проверить дни: ${title}`}
              onChange={({ target }) => put(own.days, target.checked)}
            >
              проверить
            </Checkbox>
          )}
        </span>
      </td>
    </tr>
  );
}
