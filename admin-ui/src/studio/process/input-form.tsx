import type { WorkflowAction } from '@reglament/format';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { FormTab } from '../form/form-tab.tsx';
import type { Part } from '../list-commands.ts';
import { AnswerRules } from '../schema/answer-rules.tsx';
import { russian } from '../words.ts';
import { missingFields, withField } from './input-fields.ts';
import type { ProcessProps } from './process-props.ts';
import { changeAction } from './workflow-commands.ts';
import { serviceAround } from './workflow-subjects.ts';

interface InputFormProps extends ProcessProps {
  action: WorkflowAction;
  index: number;
  set: (label: string, change: Part<WorkflowAction>) => void;
}

/** What the action asks: the same editor as for the form of a service, and a button for each field that its effects need. */
export function InputForm(props: InputFormProps) {
  const { problemAt, action, index, set } = props;
  const [open, setOpen] = useState(false);
  const fields = Object.entries(action.input?.schema.properties ?? {});
  const wrong = problemAt(`/actions/${index}/input`);
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">Что спрашивает</legend>
      <p className="rg-muted">
        {fields.length === 0 ? 'Ничего.' : `${fields.map(([code, { title }]) => title ?? code).join(', ')}.`}
      </p>
      {wrong ? <p className="rg-error">{wrong}</p> : null}
      <div className="rs-row">
        <Button size="small" onClick={() => setOpen(true)}>
          {fields.length === 0 ? 'Составить форму…' : 'Править форму…'}
        </Button>
        {fields.length > 0 ? (
          <Button size="small" onClick={() => set('Убрана форма действия', { input: undefined })}>
            Убрать форму
          </Button>
        ) : null}
        {missingFields(action).map(({ code, title }) => (
          <Button
            key={code}
            size="small"
            onClick={() => set(`Добавлено поле «${title}»`, { input: withField(action.input, code) })}
          >
            Добавить поле «{title}»
          </Button>
        ))}
      </div>
      {open ? <FormDialog {...props} onClose={() => setOpen(false)} /> : null}
    </fieldset>
  );
}

const nothing: ReadonlySet<string> = new Set();

function FormDialog({
  edit,
  findings,
  problemAt,
  dictionaries,
  action,
  index,
  onClose,
}: InputFormProps & { onClose: () => void }) {
  const [chosen, setChosen] = useState<string>();
  const title = russian(action.title);
  const own = `/actions/${index}/input`;
  return (
    <Modal
      open
      width={1180}
      title={`Что спрашивает: ${title}`}
      okText="Готово"
      cancelButtonProps={{ hidden: true }}
      onOk={onClose}
      onCancel={onClose}
    >
      <FormTab
        service={serviceAround(action.input)}
        edit={(label, change, key) =>
          edit(
            `${label} (${title})`,
            (one) => {
              const now = one.actions.find(({ code }) => code === action.code);
              const { form } = change(serviceAround(now?.input));
              return changeAction(one, action.code, { input: form });
            },
            key,
          )
        }
        findings={findings}
        problemAt={(pointer) => problemAt(pointer.replace(/^\/form/, own))}
        workflows={[]}
        dictionaries={dictionaries}
        frozen={nothing}
        chosen={chosen}
        onChoose={setChosen}
        undo={async () => undefined}
      />
      <AnswerRules
        form={serviceAround(action.input).form}
        onChange={(label, input) => edit(`${label} (${title})`, (one) => changeAction(one, action.code, { input }))}
      />
    </Modal>
  );
}
