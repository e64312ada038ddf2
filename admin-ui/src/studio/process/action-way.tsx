import type { WorkflowAction } from '@reglament/format';
import { Button, Radio, Select } from 'antd';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { Part } from '../list-commands.ts';
import { russian } from '../words.ts';
import type { ProcessProps } from './process-props.ts';
import { targetsOf } from './workflow-commands.ts';
import { anyAnswers, serviceAround, workflowSubjects } from './workflow-subjects.ts';

interface ActionWayProps extends Pick<ProcessProps, 'workflow'> {
  action: WorkflowAction;
  onChange: (label: string, way: Part<Pick<WorkflowAction, 'to' | 'stay'>>) => void;
}

type Way = 'stay' | 'state' | 'table';

/** Where the action leads: nowhere, to a state, or to one of several by conditions. */
export function ActionWay({ workflow, action, onChange }: ActionWayProps) {
  const states = workflow.states.map(({ code, title }) => ({ value: code, label: russian(title) }));
  const way: Way = action.to === undefined ? 'stay' : typeof action.to === 'string' ? 'state' : 'table';
  const first = targetsOf(action)[0] ?? workflow.states[0]?.code ?? '';
  const ways: Readonly<Record<Way, Part<Pick<WorkflowAction, 'to' | 'stay'>>>> = {
    stay: { stay: true, to: undefined },
    state: { to: first, stay: undefined },
    table: { to: [{ state: first }], stay: undefined },
  };
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">Куда ведёт</legend>
      <Radio.Group
        aria-label="Куда ведёт"
        value={way}
        options={[
          { value: 'state', label: 'В состояние' },
          { value: 'table', label: 'По условиям' },
          { value: 'stay', label: 'Состояние не меняется' },
        ]}
        onChange={({ target }) => onChange('Куда ведёт', ways[target.value as Way])}
      />
      {typeof action.to === 'string' ? (
        <Select
          className="rs-wide"
          aria-label="В какое состояние"
          value={action.to}
          options={known(states, action.to)}
          onChange={(to: string) => onChange('Куда ведёт', { to })}
        />
      ) : null}
      {Array.isArray(action.to) ? (
        <Targets workflow={workflow} targets={action.to} onChange={(to) => onChange('Куда ведёт', { to })} />
      ) : null}
    </fieldset>
  );
}

type Target = Extract<WorkflowAction['to'], readonly unknown[]>;

interface TargetsProps extends Pick<ProcessProps, 'workflow'> {
  targets: Target;
  onChange: (targets: Target) => void;
}

function Targets({ workflow, targets, onChange }: TargetsProps) {
  const states = workflow.states.map(({ code, title }) => ({ value: code, label: russian(title) }));
  const change = (rows: Target[number][]) => onChange(rows as Target);
  const add = () => change([{ when: { var: 'case.hasRepresentative' }, state: targets[0]?.state ?? '' }, ...targets]);
  return (
    <>
      <ol className="rs-list rs-wide">
        {targets.map((target, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <li key={index} className="rp-effect">
            {target.when === undefined ? (
              <p className="rg-muted">{targets.length === 1 ? 'Всегда' : 'Иначе'}</p>
            ) : (
              <ConditionEditor
                legend={`Строка ${index + 1}: когда`}
                otherwise="Иначе"
                service={serviceAround()}
                subjects={workflowSubjects(workflow)}
                schema={anyAnswers}
                rule={target.when}
                onChange={(when) =>
                  change(targets.with(index, when === undefined ? { state: target.state } : { ...target, when }))
                }
              />
            )}
            <div className="rs-row">
              <Select
                aria-label={`Строка ${index + 1}: в состояние`}
                value={target.state}
                options={known(states, target.state)}
                popupMatchSelectWidth={false}
                onChange={(state: string) => change(targets.with(index, { ...target, state }))}
              />
              {targets.length > 1 ? (
                <Button
                  size="small"
                  aria-label={`Удалить строку ${index + 1}`}
                  onClick={() => change(targets.toSpliced(index, 1))}
                >
                  Удалить
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <Button size="small" onClick={add}>
        Добавить условие перехода
      </Button>
    </>
  );
}

/** A state that is not there any more stays visible, so that another can be chosen. */
function known(states: { value: string; label: string }[], own: string): { value: string; label: string }[] {
  if (states.some(({ value }) => value === own)) return states;
  return [{ value: own, label: `Нет состояния «${own}»` }, ...states];
}
