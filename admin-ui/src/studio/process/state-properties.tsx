import type { Phase, WorkflowState } from '@reglament/format';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import type { Part } from '../list-commands.ts';
import { phaseWords } from '../phases.ts';
import { russian, withRussian } from '../words.ts';
import { Several } from './action-people.tsx';
import type { ProcessProps } from './process-props.ts';
import { changeState, codeFor, moveState, recodeState, removeState } from './workflow-commands.ts';

interface StatePropertiesProps extends ProcessProps {
  state: WorkflowState;
}

/** Everything that can be said of the chosen state. */
export function StateProperties(props: StatePropertiesProps) {
  const { workflow, edit, problemAt, frozen, onChoose, state } = props;
  const index = workflow.states.findIndex(({ code }) => code === state.code);
  const title = russian(state.title);
  const set = (label: string, change: Part<WorkflowState>) =>
    edit(`${label}: ${title}`, (one) => changeState(one, state.code, change));
  const rename = (text: string) => {
    const code = frozen.has(state.code) ? state.code : codeFor(workflow.states, state.code, text);
    edit(`Название состояния: ${text}`, (one) =>
      changeState(recodeState(one, state.code, code), code, { title: withRussian(state.title, text) }),
    );
    onChoose({ kind: 'state', code });
  };
  return (
    <div className="rs-properties">
      <h2 className="rs-part">Состояние</h2>
      <CommittedInput
        id="rp-title"
        label="Название состояния"
        value={title}
        wrong={problemAt(`/states/${index}`)}
        onCommit={rename}
      />
      <p className="rg-muted">
        код <code>{state.code}</code>
        {frozen.has(state.code) ? ' – уже опубликован и не меняется' : ''}
      </p>
      <StateMeaning {...props} set={set} />
      <ListPlace
        first={index === 0}
        last={index === workflow.states.length - 1}
        onMove={(by) => edit(`Перемещено состояние: ${title}`, (one) => moveState(one, state.code, by))}
        title={title}
        remove="Удалить состояние"
        onRemove={() => {
          edit(`Удалено состояние: ${title}`, (one) => removeState(one, state.code));
          onChoose(undefined);
        }}
      />
    </div>
  );
}

type StateMeaningProps = StatePropertiesProps & { set: (label: string, change: Part<WorkflowState>) => void };

/** What the state is to lists, terms and people. */
function StateMeaning({ workflow, edit, state, set }: StateMeaningProps) {
  const [phase, days] = [useId(), useId()];
  const title = russian(state.title);
  return (
    <>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={phase}>Фаза</label>
        </div>
        <Select
          id={phase}
          className="rs-wide"
          value={state.phase}
          options={Object.entries(phaseWords).map(([value, label]) => ({ value, label }))}
          onChange={(value: Phase) => set('Фаза', { phase: value })}
        />
        <div className="rg-hint">По фазе состояние понимают списки, отчёты, сроки и порталы</div>
      </div>
      <Checkbox
        checked={workflow.initial === state.code}
        disabled={workflow.initial === state.code}
        onChange={() => edit(`Начальное состояние: ${title}`, (one) => ({ ...one, initial: state.code }))}
      >
        Начальное: с него заявка начинается
      </Checkbox>
      <Checkbox
        checked={state.final === true}
        onChange={({ target }) => set('Конечное состояние', { final: target.checked ? true : undefined })}
      >
        Конечное: из него заявка не выходит
      </Checkbox>
      <Checkbox
        checked={state.clock === 'pauses'}
        onChange={({ target }) => set('Срок в состоянии', { clock: target.checked ? 'pauses' : undefined })}
      >
        Срок здесь стоит
      </Checkbox>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={days}>Отведено дней</label>
        </div>
        <InputNumber
          id={days}
          min={1}
          max={3650}
          changeOnWheel={false}
          value={state.days ?? null}
          onChange={(value) =>
            set('Отведено дней', value === null ? { days: undefined, check: undefined } : { days: value })
          }
        />
        <div className="rg-hint">Сколько дней срока услуги уходит на это состояние; можно не заполнять</div>
      </div>
      {state.days === undefined ? null : (
        <Checkbox
          checked={state.check === true}
          onChange={({ target }) => set('Отметка «проверить»', { check: target.checked ? true : undefined })}
        >
          Проверить: дни не сверены с текстом акта
        </Checkbox>
      )}
      <Several
        label="Кто может править ответы"
        value={state.editable ?? []}
        options={Object.entries(workflow.functions).map(([value, one]) => ({ value, label: russian(one.title) }))}
        onChange={(chosen) => set('Кто правит ответы', { editable: chosen.length > 0 ? chosen : undefined })}
      />
    </>
  );
}

interface ListPlaceProps {
  first: boolean;
  last: boolean;
  title: string;
  remove: string;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** The place of a thing among the others, and its end. */
export function ListPlace({ first, last, title, remove, onMove, onRemove }: ListPlaceProps) {
  return (
    <span className="rs-acts">
      <Button size="small" aria-label={`↑ Раньше: ${title}`} disabled={first} onClick={() => onMove(-1)}>
        ↑ Раньше
      </Button>
      <Button size="small" aria-label={`↓ Позже: ${title}`} disabled={last} onClick={() => onMove(1)}>
        ↓ Позже
      </Button>
      <Button size="small" danger aria-label={`${remove}: ${title}`} onClick={onRemove}>
        {remove}
      </Button>
    </span>
  );
}
