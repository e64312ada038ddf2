import type { WorkflowAction } from '@reglament/format';
import { Checkbox, Select } from 'antd';
import { useId } from 'react';
import type { Part } from '../list-commands.ts';
import { russian } from '../words.ts';
import type { ProcessProps } from './process-props.ts';
import { type Doing, doingOf, doingWords } from './workflow-words.ts';

interface ActionPeopleProps extends Pick<ProcessProps, 'workflow'> {
  action: WorkflowAction;
  problemAt: (place: string) => string | undefined;
  set: (label: string, change: Part<WorkflowAction>) => void;
}

/** Who does it: by functions, by relation to the case, and who may not. */
export function ActionPeople({ workflow, action, problemAt, set }: ActionPeopleProps) {
  const doing = doingOf(action);
  const functions = Object.entries(workflow.functions).map(([value, { title }]) => ({ value, label: russian(title) }));
  const byPerson = doing === 'person' || doing === 'creates';
  return (
    <>
      <Choice
        label="Как выполняется"
        value={doing}
        options={Object.entries(doingWords).map(([value, label]) => ({ value: value as Doing, label }))}
        onChange={(next) => set('Как выполняется', changeOfDoing(next))}
      />
      {byPerson ? (
        <>
          <Several
            label="Кто выполняет"
            wrong={problemAt('/functions')}
            value={action.functions}
            options={functions}
            onChange={(chosen) => set('Кто выполняет', { functions: chosen })}
          />
          <Choice
            label="Отношение к заявке"
            value={action.relation ?? 'any'}
            options={[
              { value: 'any', label: 'Любой с этой функцией' },
              { value: 'executor', label: 'Только исполнитель этой заявки' },
              { value: 'creator', label: 'Только создатель этой заявки' },
            ]}
            onChange={(value) => set('Отношение к заявке', { relation: value === 'any' ? undefined : value })}
          />
          <Choice
            label="Комментарий"
            value={action.comment ?? 'none'}
            options={[
              { value: 'none', label: 'Не спрашивается' },
              { value: 'optional', label: 'По желанию' },
              { value: 'required', label: 'Обязателен' },
            ]}
            onChange={(comment) => set('Комментарий', { comment: comment === 'none' ? undefined : comment })}
          />
        </>
      ) : null}
      {doing === 'person' ? <Others workflow={workflow} action={action} set={set} /> : null}
    </>
  );
}

/** What binds the action to others: a second pair of eyes, a recall, the applicant's own word. */
function Others({ workflow, action, set }: Omit<ActionPeopleProps, 'problemAt'>) {
  const others = workflow.actions
    .filter(({ code }) => code !== action.code)
    .map(({ code, title }) => ({ value: code, label: russian(title) }));
  return (
    <>
      <Choice
        label="Не тот, кто выполнил"
        value={action.notSameUserAs ?? ''}
        options={[{ value: '', label: 'Кто угодно' }, ...others]}
        onChange={(code) => set('Второй сотрудник', { notSameUserAs: code === '' ? undefined : code })}
      />
      <Several
        label="Отзывает действия"
        hint="Открыто тому, кто выполнил одно из них последним"
        value={action.recalls ?? []}
        options={others}
        onChange={(chosen) =>
          set('Отзывает', { recalls: chosen.length > 0 ? (chosen as [string, ...string[]]) : undefined })
        }
      />
      <Choice
        label="То же сделал заявитель на портале"
        value={action.onPortal ?? ''}
        options={[
          { value: '', label: 'Не связано с порталом' },
          { value: 'application', label: 'Подал заявку' },
          { value: 'correction', label: 'Прислал исправления' },
          { value: 'cancel', label: 'Отказался от заявки' },
        ]}
        onChange={(value) => set('Портал', { onPortal: value === '' ? undefined : value })}
      />
      <Checkbox
        checked={action.onSigned === true}
        onChange={({ target }) => set('По последней подписи', { onSigned: target.checked ? true : undefined })}
      >
        Выполнить самой, когда встала последняя подпись
      </Checkbox>
    </>
  );
}

/** What the system does by itself has no people, no form and no comment. */
function changeOfDoing(next: Doing): Part<WorkflowAction> {
  const none = { creates: undefined, automatic: undefined, onDeadline: undefined };
  if (next === 'person') return none;
  if (next === 'creates') return { ...none, creates: true, from: [], to: undefined, stay: undefined };
  const alone = {
    functions: [],
    relation: undefined,
    comment: undefined,
    input: undefined,
    onPortal: undefined,
    onSigned: undefined,
  };
  return { ...none, ...alone, recalls: undefined, notSameUserAs: undefined, [next]: true };
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <Select<Value> id={id} className="rs-wide" value={value} options={options} onChange={onChange} />
    </div>
  );
}

interface SeveralProps {
  label: string;
  hint?: string;
  wrong?: string | undefined;
  value: readonly string[];
  options: { value: string; label: string }[];
  onChange: (value: string[]) => void;
}

export function Several({ label, hint, wrong, value, options, onChange }: SeveralProps) {
  const id = useId();
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        mode="multiple"
        value={[...value]}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChange}
      />
      {wrong ? <div className="rg-error">{wrong}</div> : null}
      {hint && !wrong ? <div className="rg-hint">{hint}</div> : null}
    </div>
  );
}
