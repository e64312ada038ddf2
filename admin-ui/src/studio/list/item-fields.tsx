import type { Json } from '@reglament/core/rules';
import type { Title } from '@reglament/format';
import { Checkbox, InputNumber, Radio, Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import type { TabProps } from '../tab-props.ts';
import { optionalRussian, russian, withRussian } from '../words.ts';
import type { ItemField, NeedField } from './list-spec.ts';
import { MoneyInput } from './money-input.tsx';

interface ItemFieldsProps<T> {
  tab: TabProps;
  item: T;
  /** JSON pointer of the item. */
  at: string;
  /** Of the item, for who hears the screen. */
  title: string;
  fields: readonly ItemField<T>[];
  /** Undefined takes the member out. */
  onChange: (step: string, key: string, value: unknown) => void;
}

/** What can be said of one item, each thing by its kind. */
export function ItemFields<T extends object>({ tab, item, at, title, fields, onChange }: ItemFieldsProps<T>) {
  return fields.map((field) => (
    <ItemInput
      key={field.key}
      {...{ tab, item, title }}
      field={field}
      place={`${at}/${field.key}`}
      value={item[field.key]}
      onChange={(value) => onChange(stepOf(field), field.key, value)}
    />
  ));
}

function stepOf<T>(field: ItemField<T>): string {
  if (field.step !== undefined) return field.step;
  return field.kind === 'condition' ? field.legend : field.label;
}

interface ItemInputProps<T> {
  tab: TabProps;
  item: T;
  title: string;
  field: ItemField<T>;
  place: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

function ItemInput<T>({ tab, item, title, field, place, value, onChange }: ItemInputProps<T>) {
  const wrong = tab.problemAt(place);
  switch (field.kind) {
    case 'title':
    case 'text':
      return <TextInput {...{ field, place, value, wrong, onChange }} />;
    case 'number':
      return <NumberInput {...{ field, place, value, wrong, onChange }} />;
    case 'money':
      return <MoneyInput {...{ field, place, value, wrong, onChange }} />;
    case 'mark':
      return (
        <div data-place={place}>
          <Checkbox checked={value === true} onChange={({ target }) => onChange(target.checked || undefined)}>
            {field.label}
          </Checkbox>
        </div>
      );
    case 'choice':
    case 'choices':
      return <ChoiceInput {...{ field, place, value, wrong, onChange }} options={field.options(tab, item)} />;
    case 'condition':
      return (
        <div data-place={place}>
          <ConditionEditor {...field} service={tab.service} rule={value} onChange={onChange} />
        </div>
      );
    case 'need':
      return <NeedInput {...{ tab, title, field, place, value, onChange }} />;
  }
}

type Of<T, Kind> = Extract<ItemField<T>, { kind: Kind }>;

interface InputProps<Field> {
  field: Field;
  place: string;
  value: unknown;
  wrong: string | undefined;
  onChange: (value: unknown) => void;
}

function TextInput<T>({ field, place, value, wrong, onChange }: InputProps<Of<T, 'title' | 'text'>>) {
  const { kind, label, multiline = false, hint, optional = false } = field;
  const known = value as Title | undefined;
  const taken = (text: string) => {
    if (kind === 'title') return optional ? optionalRussian(known, text) : withRussian(known, text);
    return optional && text.trim() === '' ? undefined : text;
  };
  return (
    <CommittedInput
      {...{ label, multiline, wrong, place }}
      {...(hint === undefined ? {} : { hint })}
      value={russian(known)}
      onCommit={(text) => onChange(taken(text))}
    />
  );
}

function NumberInput<T>({ field, place, value, wrong, onChange }: InputProps<Of<T, 'number'>>) {
  const id = useId();
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>{field.label}</label>
      </div>
      <InputNumber
        id={id}
        min={field.min}
        max={field.max}
        changeOnWheel={false}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}

interface ChoiceInputProps<T> extends InputProps<Of<T, 'choice' | 'choices'>> {
  options: readonly { value: string; label: string }[];
}

function ChoiceInput<T>({ field, place, value, wrong, options, onChange }: ChoiceInputProps<T>) {
  const id = useId();
  const several = field.kind === 'choices';
  const chosen = (several ? (value ?? []) : (value ?? null)) as string | string[] | null;
  const own = several ? (chosen as string[]) : chosen === null ? [] : [chosen as string];
  // What is not there any more stays visible, so that it can be chosen anew.
  const lost = own.filter((code) => !options.some((one) => one.value === code));
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>{field.label}</label>
      </div>
      <Select<string | string[] | null>
        id={id}
        className="rs-wide"
        {...(several ? { mode: 'multiple' as const } : {})}
        allowClear={!several && field.otherwise !== undefined}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={field.otherwise}
        value={chosen}
        options={[...lost.map((code) => ({ value: code, label: `Нет: ${code}` })), ...options]}
        onChange={(next) => onChange(next === null || next?.length === 0 ? undefined : next)}
      />
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}

type Need = 'never' | 'always' | 'rule';

interface NeedInputProps {
  tab: TabProps;
  title: string;
  field: NeedField;
  place: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

function NeedInput({ tab, title, field, place, value, onChange }: NeedInputProps) {
  const need: Need = value === undefined ? 'never' : value === true ? 'always' : 'rule';
  return (
    <div className="rs-need" data-place={place}>
      <Radio.Group
        aria-label={`${field.label}: ${title}`}
        value={need}
        options={[
          { value: 'never', label: field.never },
          { value: 'always', label: field.always },
          { value: 'rule', label: field.byRule },
        ]}
        onChange={({ target }) => onChange({ never: undefined, always: true, rule: firstRule }[target.value as Need])}
      />
      {need === 'rule' ? (
        <ConditionEditor
          legend={field.legend}
          otherwise={field.never}
          service={tab.service}
          rule={value}
          onChange={(rule: Json | undefined) => onChange(rule)}
        />
      ) : null}
    </div>
  );
}

/** What most conditions of documents are about: something to begin with. */
const firstRule = { var: 'case.hasRepresentative' } as const;
