import type { WorkflowAction } from '@reglament/format';
import { Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { Part } from '../list-commands.ts';
import { optionalRussian, russian, withRussian } from '../words.ts';
import { ActionPeople } from './action-people.tsx';
import { ActionWay } from './action-way.tsx';
import { EffectList } from './effect-list.tsx';
import { InputForm } from './input-form.tsx';
import type { ProcessProps } from './process-props.ts';
import { ListPlace } from './state-properties.tsx';
import { changeAction, codeFor, moveAction, recodeAction, removeAction } from './workflow-commands.ts';
import { anyAnswers, serviceAround, workflowSubjects } from './workflow-subjects.ts';
import { doingOf } from './workflow-words.ts';

interface ActionPropertiesProps extends ProcessProps {
  action: WorkflowAction;
}

/** Everything that can be said of the chosen action. */
export function ActionProperties(props: ActionPropertiesProps) {
  const { workflow, edit, problemAt, onChoose, action } = props;
  const index = workflow.actions.findIndex(({ code }) => code === action.code);
  const title = russian(action.title);
  const set = (label: string, change: Part<WorkflowAction>) =>
    edit(`${label}: ${title}`, (one) => changeAction(one, action.code, change));
  return (
    <div className="rs-properties">
      <ActionHead {...props} index={index} set={set} />
      {action.creates ? null : <ActionWay workflow={workflow} action={action} onChange={set} />}
      <ActionPeople
        workflow={workflow}
        action={action}
        problemAt={(place) => problemAt(`/actions/${index}${place}`)}
        set={set}
      />
      <ConditionEditor
        key={`guard ${action.code}`}
        legend="Открыто, когда"
        otherwise="Открыто всегда"
        service={serviceAround()}
        subjects={workflowSubjects(workflow)}
        schema={anyAnswers}
        rule={action.guard}
        onChange={(guard) => set('Условие', guard === undefined ? { guard, guardMessage: undefined } : { guard })}
      />
      {action.guard === undefined ? null : (
        <CommittedInput
          label="Что сказать, когда закрыто"
          multiline
          value={russian(action.guardMessage)}
          wrong={problemAt(`/actions/${index}/guard`)}
          onCommit={(text) => set('Пояснение', { guardMessage: optionalRussian(action.guardMessage, text) })}
        />
      )}
      <InputForm {...props} index={index} set={set} />
      <EffectList
        effects={action.effects}
        problemAt={(row) => problemAt(`/actions/${index}/effects/${row}`)}
        onChange={(label, effects) => set(label, { effects })}
      />
      <ListPlace
        first={index === 0}
        last={index === workflow.actions.length - 1}
        title={title}
        onMove={(by) => edit(`Перемещено действие: ${title}`, (one) => moveAction(one, action.code, by))}
        remove="Удалить действие"
        onRemove={() => {
          edit(`Удалено действие: ${title}`, (one) => removeAction(one, action.code));
          onChoose(undefined);
        }}
      />
    </div>
  );
}

type ActionHeadProps = ActionPropertiesProps & {
  index: number;
  set: (label: string, change: Part<WorkflowAction>) => void;
};

function ActionHead({ workflow, edit, problemAt, frozen, onChoose, action, index, set }: ActionHeadProps) {
  const tone = useId();
  const rename = (text: string) => {
    const code = frozen.has(action.code) ? action.code : codeFor(workflow.actions, action.code, text);
    edit(`Название действия: ${text}`, (one) =>
      changeAction(recodeAction(one, action.code, code), code, { title: withRussian(action.title, text) }),
    );
    onChoose({ kind: 'action', code });
  };
  return (
    <>
      <h2 className="rs-part">Действие</h2>
      <CommittedInput
        id="rp-title"
        label="Название действия"
        hint="Так подписана кнопка"
        value={russian(action.title)}
        wrong={problemAt(`/actions/${index}`)}
        onCommit={rename}
      />
      {action.creates ? null : (
        <CommittedInput
          label="Что стоит в истории"
          hint="Когда действие выполнено: «Направлено на согласование»; пусто – название действия"
          value={russian(action.done)}
          onCommit={(text) => set('Слова в истории', { done: optionalRussian(action.done, text) })}
        />
      )}
      {action.input === undefined && action.comment === undefined ? null : (
        <CommittedInput
          label="Кнопка под формой"
          hint="Ею заполненное действие выполняют; пусто – «Сохранить»"
          value={russian(action.confirm)}
          onCommit={(text) => set('Кнопка под формой', { confirm: optionalRussian(action.confirm, text) })}
        />
      )}
      <p className="rg-muted">
        код <code>{action.code}</code>
        {frozen.has(action.code) ? ' – уже опубликован и не меняется' : ''}
      </p>
      {doingOf(action) === 'person' || action.creates ? (
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={tone}>Кнопка</label>
          </div>
          <Select
            id={tone}
            className="rs-wide"
            value={action.tone ?? 'default'}
            options={[
              { value: 'primary', label: 'Главная' },
              { value: 'default', label: 'Обычная' },
              { value: 'danger', label: 'Отказ, отмена' },
            ]}
            onChange={(value: NonNullable<WorkflowAction['tone']>) => set('Кнопка', { tone: value })}
          />
        </div>
      ) : null}
    </>
  );
}
