import type { FieldUi, JsonSchema } from '@reglament/format';
import { announce } from '@reglament/runtime-ui/ui';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { placeWords } from '../condition/rule-uses.ts';
import type { TabProps } from '../tab-props.ts';
import { PlaceList } from './field-removal.tsx';
import { codesIn } from './form-commands.ts';
import { kindWords } from './kind-words.ts';
import { recodeField, usesOf } from './recode.ts';

interface CodeLineProps extends Pick<TabProps, 'service' | 'edit' | 'frozen'> {
  field: string;
  schema: JsonSchema;
  ui: FieldUi;
  onRecoded: (field: string) => void;
}

/** Of what kind the field is, under which code its answer is kept, and what names it. */
export function CodeLine({ service, edit, frozen, field, schema, ui, onRecoded }: CodeLineProps) {
  const [asking, setAsking] = useState(false);
  const places = [...new Set(usesOf(service, field).map((pointer) => placeWords(service, pointer)))];
  return (
    <div>
      <p className="rg-muted">
        {kindWords(schema, ui)}, код <code>{field}</code>
        {frozen.has(field) ? ' – уже опубликован и не меняется' : ''}
      </p>
      {frozen.has(field) ? null : (
        <Button size="small" onClick={() => setAsking(true)}>
          Изменить код…
        </Button>
      )}
      {places.length > 0 ? <p className="rg-muted">Где используется: {places.join(', ')}.</p> : null}
      {asking ? (
        <CodeDialog
          {...{ service, field, places }}
          title={schema.title ?? field}
          onClose={() => setAsking(false)}
          onCode={(code) => {
            edit(`Код поля: ${code}`, (one) => recodeField(one, field, code));
            onRecoded(code);
            announce(`Код поля изменён: ${code}`);
          }}
        />
      ) : null}
    </div>
  );
}

interface CodeDialogProps extends Pick<TabProps, 'service'> {
  field: string;
  title: string;
  places: readonly string[];
  onClose: () => void;
  onCode: (code: string) => void;
}

/** What else changes is shown before it does. */
function CodeDialog({ service, field, title, places, onClose, onCode }: CodeDialogProps) {
  const [code, setCode] = useState(field);
  const id = useId();
  const wrong = problemOf(code, new Set([...codesIn(service.form)].filter((one) => one !== field)));
  const rename = () => {
    if (wrong !== undefined || code === field) return;
    onCode(code);
    onClose();
  };
  return (
    <Modal
      open
      title={`Код поля «${title}»`}
      okText="Изменить код"
      cancelText="Отмена"
      okButtonProps={{ disabled: wrong !== undefined || code === field }}
      onOk={rename}
      onCancel={onClose}
    >
      <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
        <div className="rg-field-label">
          <label htmlFor={id}>Новый код</label>
        </div>
        <Input
          id={id}
          value={code}
          maxLength={40}
          autoFocus
          aria-invalid={wrong ? true : undefined}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => setCode(target.value.trim())}
          onPressEnter={rename}
        />
        <div id={`${id}-note`} className={wrong ? 'rg-error' : 'rg-hint'}>
          {wrong ?? 'Под этим кодом ответ видят программы; после публикации он не меняется.'}
        </div>
      </div>
      {places.length === 0 ? (
        <p>Больше поле нигде не названо.</p>
      ) : (
        <>
          <p>Код изменится и там, где поле названо:</p>
          <PlaceList places={places} />
        </>
      )}
    </Modal>
  );
}

function problemOf(code: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^[a-z][a-zA-Z0-9]{1,39}$/.test(code))
    return 'Латинские буквы и цифры, от 2 до 40 знаков; первая буква – строчная.';
  return taken.has(code) ? 'Такой код уже есть у другого поля.' : undefined;
}
