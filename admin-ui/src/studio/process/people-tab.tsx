import { codeOfTitle } from '@reglament/core/rules';
import type { Phase, WorkflowDefinition, WorkflowFunction } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import { CommittedInput } from '../committed-input.tsx';
import { firstWords } from '../first-words.ts';
import { phaseWords } from '../phases.ts';
import { russian, withRussian } from '../words.ts';
import { Several } from './action-people.tsx';
import { DeadlineFields } from './deadline-fields.tsx';
import type { ProcessProps } from './process-props.ts';

/** «Участники»: functions of the workflow, what each sees, and who is warned of the term. */
export function PeopleTab({ workflow, edit, problemAt, frozen }: ProcessProps) {
  const set = (label: string, functions: WorkflowDefinition['functions']) =>
    edit(label, (one) => ({ ...one, functions }));
  const add = () => {
    const title = firstWords.function;
    const code = codeOfTitle(title, new Set(Object.keys(workflow.functions)), 'function');
    set('Добавлена функция', { ...workflow.functions, [code]: { title, sees: { relation: 'mine' } } });
  };
  return (
    <div className="rs-columns">
      <Card title="Процесс">
        <CommittedInput
          label="Название процесса"
          multiline
          value={russian(workflow.title)}
          wrong={problemAt('/title')}
          onCommit={(text) => edit('Название процесса', (one) => ({ ...one, title: withRussian(one.title, text) }))}
        />
        <DeadlineFields workflow={workflow} edit={edit} />
      </Card>
      {Object.entries(workflow.functions).map(([code, one]) => (
        <Card key={code} title={`Функция: ${russian(one.title)}`}>
          <FunctionFields
            code={code}
            own={one}
            known={frozen.has(code)}
            uses={usesOf(workflow, code)}
            onChange={(label, next) => set(label, { ...workflow.functions, [code]: next })}
            onRemove={() =>
              set(
                `Удалена функция: ${russian(one.title)}`,
                Object.fromEntries(Object.entries(workflow.functions).filter(([other]) => other !== code)),
              )
            }
          />
        </Card>
      ))}
      <div>
        <Button onClick={add}>Добавить функцию</Button>
      </div>
    </div>
  );
}

function usesOf({ actions }: WorkflowDefinition, code: string): string[] {
  return actions.filter(({ functions }) => functions.includes(code)).map(({ title }) => russian(title));
}

interface FunctionFieldsProps {
  code: string;
  own: WorkflowFunction;
  known: boolean;
  uses: readonly string[];
  onChange: (label: string, next: WorkflowFunction) => void;
  onRemove: () => void;
}

function FunctionFields({ code, own, known, uses, onChange, onRemove }: FunctionFieldsProps) {
  const title = russian(own.title);
  const sees = (change: Partial<WorkflowFunction['sees']>) => {
    const { phases, ...rest } = { ...own.sees, ...change };
    onChange(`Что видит: ${title}`, {
      ...own,
      sees: { ...rest, ...(phases === undefined || phases.length === 0 ? {} : { phases }) },
    });
  };
  return (
    <>
      <CommittedInput
        label="Название функции"
        value={title}
        onCommit={(text) => onChange(`Название функции: ${text}`, { ...own, title: withRussian(own.title, text) })}
      />
      <p className="rg-muted">
        код <code>{code}</code>
        {known ? ' – его называют роли установки' : ''}
      </p>
      <Select<WorkflowFunction['sees']['relation']>
        className="rs-wide"
        aria-label={`Какие заявки видит: ${title}`}
        value={own.sees.relation}
        options={[
          { value: 'any', label: 'Видит все заявки органа' },
          { value: 'mine', label: 'Видит те, что создал или исполняет' },
        ]}
        onChange={(relation) => sees({ relation })}
      />
      <Several
        label="Только в фазах"
        hint="Пусто – во всех"
        value={own.sees.phases ?? []}
        options={Object.entries(phaseWords).map(([value, label]) => ({ value, label }))}
        onChange={(phases) => sees({ phases: phases as Phase[] })}
      />
      <p className="rg-muted">{uses.length === 0 ? 'Ничего не выполняет.' : `Выполняет: ${uses.join(', ')}.`}</p>
      <Button size="small" danger aria-label={`Удалить функцию: ${title}`} onClick={onRemove}>
        Удалить функцию
      </Button>
    </>
  );
}
