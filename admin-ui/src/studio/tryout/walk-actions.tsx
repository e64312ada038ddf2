import type { FormDefinition, TrialStep } from '@reglament/format';
import { type Answers, FormEditor, type FormHandle } from '@reglament/runtime-ui/form';
import { Card } from '@reglament/runtime-ui/ui';
import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { namedPeople } from './trial-edit.ts';
import { personLabel } from './walk-present.tsx';
import type { WalkProps } from './walk-props.ts';

interface WalkActionsProps extends WalkProps {
  onStep: (step: TrialStep) => void;
  onAs: (as: string) => void;
}

type Action = WalkProps['walk']['actions'][number];

const isOver = ({ present, people }: WalkProps['walk']) =>
  present.phase === 'closed' && people.every(({ opens }) => opens.length === 0);

/** What whoever acts may do now, and why not the rest. */
export function WalkActions(props: WalkActionsProps) {
  const { walk, as, onStep, onAs } = props;
  const [asking, setAsking] = useState<Action>();
  const open = walk.actions.filter((action) => action.open);
  const closed = walk.actions.filter((action) => !action.open);
  const begin = (action: Action) => {
    if (action.form === null && action.comment === 'none') onStep({ as, action: action.code });
    else setAsking(action);
  };
  return (
    <Card title="Действия">
      {open.length === 0 && walk.onSigned === null ? (
        <p className="rg-muted">
          {isOver(walk)
            ? 'Работа по заявке завершена: никому больше ничего не открыто.'
            : 'Этому участнику сейчас ничего не открыто.'}
        </p>
      ) : null}
      <div className="rs-row">
        {open.map((action) => (
          <Button
            key={action.code}
            {...(action.tone === 'primary' ? { type: 'primary' as const } : {})}
            danger={action.tone === 'danger'}
            onClick={() => begin(action)}
          >
            {action.title}
          </Button>
        ))}
        {walk.onSigned === null ? null : (
          <Button onClick={() => onStep({ as, signed: true })}>
            {`Поставить последнюю подпись: «${walk.onSigned}»`}
          </Button>
        )}
      </div>
      <Others people={walk.people.filter(({ name }) => name !== as)} onAs={onAs} />
      {closed.length > 0 ? (
        <details className="rst-more">
          <summary>Почему закрыты остальные: {closed.length}</summary>
          <ul>
            {closed.map(({ code, title, reason }) => (
              <li key={code}>
                <strong>{title}</strong> – {reason}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {asking === undefined ? null : (
        <ActionDialog
          {...props}
          action={asking}
          onClose={() => setAsking(undefined)}
          onStep={(step) => {
            setAsking(undefined);
            onStep(step);
          }}
        />
      )}
    </Card>
  );
}

/** Whoever else may go on: the way often leads from one person to the next. */
function Others({ people, onAs }: { people: WalkProps['walk']['people']; onAs: (as: string) => void }) {
  const able = people.filter(({ opens }) => opens.length > 0);
  if (able.length === 0) return null;
  return (
    <div className="rst-others">
      <p className="rg-muted">Другим сейчас открыто – перейдите к тому, кто продолжает:</p>
      <ul>
        {able.map((person) => (
          <li key={person.name}>
            <Button size="small" onClick={() => onAs(person.name)}>
              {personLabel(person)}
            </Button>{' '}
            {person.opens.join(', ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ActionDialogProps extends WalkActionsProps {
  action: Action;
  onClose: () => void;
}

/** The action's own form, as a clerk fills it; files are left out, as in every test. */
function ActionDialog({ walk, as, dictionaries = {}, action, onClose, onStep }: ActionDialogProps) {
  const form = useRef<FormHandle>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const [comment, setComment] = useState('');
  const field = useId();
  const [attempted, setAttempted] = useState(false);
  const words = comment.trim();
  const commentMissing = action.comment === 'required' && words === '';
  const submit = () => {
    const input = namedPeople(form.current?.flush() ?? {}, walk.people);
    // As the clerk's own dialog does: what is missing is said at its field, and is no step of the way.
    const first = form.current?.check(true)[0];
    setAttempted(true);
    if (first) return form.current?.focus(first.pointer);
    if (commentMissing) return document.getElementById(field)?.focus();
    onStep({
      as,
      action: action.code,
      ...(action.form === null ? {} : { input }),
      ...(words === '' ? {} : { comment: words }),
    });
  };
  const sources = sourcesOf({ walk, dictionaries, action });
  return (
    <Modal
      open
      width={640}
      title={action.title}
      okText="Выполнить"
      cancelText="Отмена"
      onOk={submit}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {action.form === null ? null : (
          <FormEditor
            ref={form}
            bare
            name="walk-input"
            form={action.form as unknown as FormDefinition}
            answers={answers}
            facts={{ today: walk.present.today }}
            sources={sources}
            onChange={setAnswers}
          />
        )}
        {action.comment === 'none' ? null : (
          <CommentField
            id={field}
            required={action.comment === 'required'}
            wrong={attempted && commentMissing}
            value={comment}
            onChange={setComment}
          />
        )}
      </div>
    </Modal>
  );
}

type SourcesOf = Pick<ActionDialogProps, 'walk' | 'action'> & {
  readonly dictionaries: NonNullable<ActionDialogProps['dictionaries']>;
};

function sourcesOf({ walk, dictionaries, action }: SourcesOf) {
  return {
    dictionaries,
    employees: walk.people.filter(({ holds }) => holds).map((one) => ({ value: one.id, label: personLabel(one) })),
    grounds: action.grounds.map(({ code, title }) => ({ value: code, label: title })),
  };
}

interface CommentFieldProps {
  id: string;
  required: boolean;
  wrong: boolean;
  value: string;
  onChange: (value: string) => void;
}

function CommentField({ id, required, wrong, value, onChange }: CommentFieldProps) {
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={id}>Комментарий</label>
        {required ? <span className="rg-required">Требуется</span> : null}
      </div>
      <Input.TextArea
        id={id}
        rows={2}
        value={value}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      {wrong ? (
        <p id={`${id}-wrong`} className="rg-error">
          Напишите комментарий: без него действие не выполняется
        </p>
      ) : null}
    </div>
  );
}
