import type { FieldUi, JsonSchema } from '@reglament/format';
import { type DrawnField, namedIn, takesRow } from '@reglament/runtime-ui/form';
import { Checkbox, Radio, Select } from 'antd';
import { memo, useDeferredValue, useId } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { Part } from '../list-commands.ts';
import type { TabProps } from '../tab-props.ts';
import { optionalRussian, russian } from '../words.ts';
import { ChoiceList } from './choice-list.tsx';
import { CodeLine } from './code-line.tsx';
import { FieldExtras } from './extras/field-extras.tsx';
import { changeField, changeFieldUi, requireField } from './form-commands.ts';
import { innerOf, withInner } from './inner/inner-commands.ts';
import { InnerFields } from './inner/inner-fields.tsx';
import { Limits } from './limits.tsx';
import { titledField } from './titled-field.ts';
import { useSteady } from './use-steady.ts';

interface FieldPropertiesProps extends Pick<TabProps, 'service' | 'edit' | 'problemAt' | 'dictionaries' | 'frozen'> {
  field: string;
  schema: JsonSchema;
  onRecoded: (field: string) => void;
  /** To a part of a group or of a row. */
  onOpen: (part: string) => void;
}

/** Everything that can be said of the chosen field. */
export function FieldProperties(props: FieldPropertiesProps) {
  const { service, edit, problemAt, dictionaries, field, schema, onOpen } = props;
  const ui = service.form.ui?.[field] ?? noUi;
  const name = schema.title ?? field;
  const set = (label: string, change: Part<JsonSchema>) =>
    edit(`${label}: ${name}`, (one) => changeField(one, field, change));
  const setUi = (label: string, change: Part<FieldUi>) =>
    edit(`${label}: ${name}`, (one) => changeFieldUi(one, field, change));
  const steady = useSteady({ setUi });
  const choices = choicesOf(schema);
  const inner = innerOf(schema);
  return (
    <div className="rs-properties">
      <FieldHead {...props} ui={ui} />
      <FieldLook {...{ field, schema, ui, setUi }} named={namedIn(service.form)} />
      {ui.widget === 'dictionary' ? (
        <DictionaryChoice
          ui={ui}
          dictionaries={dictionaries}
          wrong={problemAt(`/form/ui/${field}`)}
          onChange={(dictionary) => setUi('Справочник', { dictionary })}
        />
      ) : null}
      <Limits schema={schema} onChange={(change) => set('Границы', change)} />
      <FieldExtras {...{ service, problemAt, field, schema, ui, set, setUi }} />
      {inner === undefined ? null : (
        <InnerFields
          inner={inner}
          at={`/form/schema/properties/${field}${schema.type === 'array' ? '/items' : ''}`}
          {...{ problemAt, onOpen }}
          // What a group no longer says is gone, the list of what must be answered too.
          onChange={(label, next) => set(label, { required: undefined, ...withInner(schema, next) })}
        />
      )}
      {choices === undefined ? null : (
        <ChoiceList choices={choices} onChange={(label, next) => set(label, withChoices(schema, next))} />
      )}
      <Conditions {...{ service, field }} visible={ui.visible} required={ui.required} {...steady} />
    </div>
  );
}

interface ConditionsProps extends Pick<TabProps, 'service'>, Pick<FieldUi, 'visible' | 'required'> {
  field: string;
  setUi: (label: string, change: Part<FieldUi>) => void;
}

/** What may be spoken of in a condition follows a moment later: the whole form is gone through for it. */
function Conditions({ service, ...own }: ConditionsProps) {
  return <ConditionPair {...own} service={useDeferredValue(service)} />;
}

const ConditionPair = memo(function ConditionPair({ service, field, visible, required, setUi }: ConditionsProps) {
  return (
    <>
      <div data-place={`/form/ui/${field}/visible`}>
        <ConditionEditor
          legend="Показывать, когда"
          otherwise="Показывается всегда"
          service={service}
          rule={visible}
          onChange={(rule) => setUi('Условие показа', { visible: rule })}
        />
      </div>
      <div data-place={`/form/ui/${field}/required`}>
        <ConditionEditor
          legend="Обязательно, когда"
          otherwise="Только по отметке выше"
          service={service}
          rule={required}
          onChange={(rule) => setUi('Условие обязательности', { required: rule })}
        />
      </div>
    </>
  );
});

const noUi: FieldUi = {};

type FieldHeadProps = FieldPropertiesProps & { ui: FieldUi };

/** What the field is called and whether it must be answered. */
function FieldHead({ service, edit, problemAt, frozen, field, onRecoded, schema, ui }: FieldHeadProps) {
  const name = schema.title ?? field;
  const rename = (title: string) => {
    edit(`Название поля: ${title}`, (one) => titledField(one, field, { title, frozen }).service);
    const next = titledField(service, field, { title, frozen }).field;
    if (next !== field) onRecoded(next);
  };
  return (
    <>
      <CommittedInput
        id="rs-field-title"
        label="Название поля"
        value={name}
        place={`/form/schema/properties/${field}`}
        wrong={problemAt(`/form/schema/properties/${field}/title`)}
        onCommit={rename}
      />
      <CodeLine {...{ service, edit, frozen, field, schema, ui, onRecoded }} />
      <Checkbox
        checked={service.form.schema.required?.includes(field) ?? false}
        onChange={(event) => edit(`Обязательность: ${name}`, (one) => requireField(one, field, event.target.checked))}
      >
        Обязательное, когда видно
      </Checkbox>
    </>
  );
}

interface FieldLookProps extends Omit<DrawnField, 'code' | 'ui'> {
  field: string;
  ui: FieldUi;
  setUi: (label: string, change: Part<FieldUi>) => void;
}

function FieldLook({ field, schema, named, ui, setUi }: FieldLookProps) {
  const widthOf = (own: FieldUi) => (takesRow({ code: field, schema, named, ui: own }) ? 'full' : 'half');
  const { width: _given, ...rest } = ui;
  return (
    <>
      <CommittedInput
        label="Подсказка под полем"
        multiline
        value={russian(ui.help)}
        onCommit={(text) => setUi('Подсказка', { help: optionalRussian(ui.help, text) })}
      />
      <fieldset className="rg-field">
        <legend className="rg-field-label">Ширина</legend>
        <Radio.Group
          value={widthOf(ui)}
          options={[
            { value: 'half', label: 'Половина строки' },
            { value: 'full', label: 'Вся строка' },
          ]}
          onChange={(event) =>
            // What the field takes by itself is not written down.
            setUi('Ширина', { width: event.target.value === widthOf(rest) ? undefined : event.target.value })
          }
        />
      </fieldset>
      <CommittedInput
        label="Цель обработки персональных данных"
        hint="Заполняется, если поле – персональные данные (152-ФЗ)"
        value={russian(ui.personalData)}
        onCommit={(text) => setUi('Цель обработки', { personalData: optionalRussian(ui.personalData, text) })}
      />
    </>
  );
}

function choicesOf({ type, oneOf, items }: JsonSchema): readonly JsonSchema[] | undefined {
  return type === 'array' ? items?.oneOf : oneOf;
}

function withChoices({ type, items }: JsonSchema, oneOf: JsonSchema[]): Part<JsonSchema> {
  return type === 'array' ? { items: { ...items, oneOf } } : { oneOf };
}

interface DictionaryChoiceProps {
  ui: FieldUi;
  dictionaries: TabProps['dictionaries'];
  wrong: string | undefined;
  onChange: (dictionary: string) => void;
}

function DictionaryChoice({ ui, dictionaries, wrong, onChange }: DictionaryChoiceProps) {
  const id = useId();
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>Справочник</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        showSearch={{ optionFilterProp: 'label' }}
        value={ui.dictionary ?? null}
        placeholder="Выберите справочник"
        options={dictionaries}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
      />
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}
