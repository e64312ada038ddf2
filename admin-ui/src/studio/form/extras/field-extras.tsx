import type { FieldUi, JsonSchema, ServiceDefinition } from '@reglament/format';
import { Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { CommittedInput } from '../../committed-input.tsx';
import type { Part } from '../../list-commands.ts';
import type { TabProps } from '../../tab-props.ts';
import { optionalRussian, russian } from '../../words.ts';
import { SchemaNumbers } from '../schema-numbers.tsx';
import { BodyIdentifier } from './body-identifier.tsx';
import { BodyValue } from './body-value.tsx';
import { StartValue } from './start-value.tsx';
import './extras.css';

interface FieldExtrasProps extends Pick<TabProps, 'service' | 'problemAt'> {
  field: string;
  schema: JsonSchema;
  ui: FieldUi;
  set: (label: string, change: Part<JsonSchema>) => void;
  setUi: (label: string, change: Part<FieldUi>) => void;
}

/** What is rarely said of a field, folded away until it is wanted. */
export function FieldExtras(props: FieldExtrasProps) {
  const [opened, setOpened] = useState(false);
  const { problemAt, field } = props;
  // What is wrong in it has to be found by whoever is led there.
  const wrong = problemAt(`/form/schema/properties/${field}`) ?? problemAt(`/form/ui/${field}`);
  return (
    <details className="rs-section-rule" onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>Пояснение, пример, начальное значение, образец</summary>
      {opened || wrong !== undefined ? <Extras {...props} /> : null}
    </details>
  );
}

function Extras({ service, problemAt, field, schema, ui, set, setUi }: FieldExtrasProps) {
  const at = `/form/schema/properties/${field}`;
  const text = (value: string) => (value.trim() === '' ? undefined : value);
  const isText = schema.type === 'string' && schema.oneOf === undefined;
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return (
    <div className="rs-extras">
      <CommittedInput
        label="Пояснение к вопросу"
        multiline
        value={schema.description ?? ''}
        onCommit={(value) => set('Пояснение к вопросу', { description: text(value) })}
      />
      {isText ? (
        <CommittedInput
          label="Пример внутри пустого поля"
          value={russian(ui.placeholder)}
          onCommit={(value) => setUi('Пример', { placeholder: optionalRussian(ui.placeholder, value) })}
        />
      ) : null}
      {isText ? <FromBody {...{ field, ui, setUi, problemAt }} /> : null}
      <StartValue
        schema={schema}
        wrong={problemAt(`${at}/default`)}
        place={`${at}/default`}
        onChange={(value) => set('Начальное значение', { default: value })}
      />
      {isText && schema.format === undefined ? (
        <CommittedInput
          label="Образец ответа (регулярное выражение)"
          hint="Например ^[0-9]{6}$ – ровно шесть цифр"
          maxLength={1000}
          value={schema.pattern ?? ''}
          place={`${at}/pattern`}
          wrong={problemAt(`${at}/pattern`)}
          onCommit={(value) => set('Образец', { pattern: text(value) })}
        />
      ) : null}
      {isNumber ? (
        <SchemaNumbers schema={schema} keywords={bounds} onChange={(change) => set('Границы', change)} />
      ) : null}
      {schema.type === 'array' && schema.items?.type === 'string' ? (
        <Checkbox
          checked={schema.uniqueItems === true}
          onChange={({ target }) => set('Без повторов', { uniqueItems: target.checked || undefined })}
        >
          Значения не повторяются
        </Checkbox>
      ) : null}
      {ui.widget === 'dictionary' ? (
        <WithinChoice {...{ service, field, ui }} onChange={(within) => setUi('Записи под ответом', { within })} />
      ) : null}
    </div>
  );
}

type FromBodyProps = Pick<FieldExtrasProps, 'field' | 'ui' | 'setUi' | 'problemAt'>;

/** What each body begins the field with: its own. */
function FromBody({ field, ui, setUi, problemAt }: FromBodyProps) {
  return (
    <>
      <BodyValue
        value={ui.fromBody}
        wrong={problemAt(`/form/ui/${field}/fromBody`)}
        onChange={(fromBody) => setUi('Начальное значение', { fromBody })}
      />
      <BodyIdentifier
        field={field}
        value={ui.bodyIdentifier}
        wrong={problemAt(`/form/ui/${field}/bodyIdentifier`)}
        onChange={(bodyIdentifier) => setUi('Идентификатор ведомства', { bodyIdentifier })}
      />
    </>
  );
}

const bounds = [
  ['exclusiveMinimum', 'Строго больше'],
  ['exclusiveMaximum', 'Строго меньше'],
  ['multipleOf', 'Кратно'],
] as const;

interface WithinChoiceProps {
  service: ServiceDefinition;
  field: string;
  ui: FieldUi;
  onChange: (within: string | undefined) => void;
}

/** Of a hierarchical dictionary: a district first, then its towns. */
function WithinChoice({ service, field, ui, onChange }: WithinChoiceProps) {
  const id = useId();
  const { schema, ui: all = {} } = service.form;
  const others = Object.entries(all).filter(
    ([code, other]) => code !== field && other.dictionary !== undefined && other.dictionary === ui.dictionary,
  );
  const options = others.map(([code]) => ({ value: code, label: schema.properties[code]?.title ?? code }));
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={id}>Предлагать записи под ответом на</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        allowClear
        placeholder="Все записи справочника"
        value={ui.within ?? null}
        options={options}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    </div>
  );
}
