import type { WidgetProps } from '@rjsf/utils';
import { Checkbox, Radio, Select } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { typedSearch } from '../../ui/typed-search.ts';
import { type Option, useFormHost } from '../form-host.ts';
import { groupAria, isDisabled, labelId, optionsOf, widgetAria } from './aria.ts';

interface Choice {
  value: string | number | boolean;
  label: string;
}

function choicesOf(props: WidgetProps): Choice[] {
  const { enumOptions } = props.options;
  return (enumOptions ?? []).map((option) => ({ value: option.value as Choice['value'], label: option.label }));
}

interface PickerProps {
  props: WidgetProps;
  options: readonly (Choice | Option)[];
  empty: string;
}

function Picker({ props, options, empty }: PickerProps) {
  const many = props.schema.type === 'array';
  return (
    <Select
      {...widgetAria(props)}
      {...(many ? { mode: 'multiple' as const } : {})}
      value={props.value ?? (many ? [] : undefined)}
      onChange={(value) => props.onChange(value === null ? undefined : value)}
      onBlur={() => props.onBlur(props.id, props.value)}
      disabled={isDisabled(props)}
      options={[...options]}
      placeholder={optionsOf(props).placeholder ?? 'Выберите'}
      showSearch={typedSearch(options.length)}
      allowClear={!props.required}
      notFoundContent={empty}
      className="rg-wide"
    />
  );
}

export function SelectWidget(props: WidgetProps) {
  return <Picker props={props} options={choicesOf(props)} empty="Нет подходящих значений" />;
}

export function EmployeeWidget(props: WidgetProps) {
  const { employees } = useFormHost();
  return <Picker props={props} options={employees ?? []} empty="Подходящих сотрудников нет" />;
}

export function RadioWidget(props: WidgetProps) {
  const choices = choicesOf(props);
  const { id, ...aria } = widgetAria(props);
  return (
    <Radio.Group
      {...aria}
      id={id}
      role="radiogroup"
      aria-labelledby={labelId(id)}
      value={props.value}
      onChange={(event) => {
        props.onChange(event.target.value);
        props.onBlur(props.id, event.target.value);
      }}
      disabled={isDisabled(props)}
      options={choices.map(({ value, label }) => ({ value, label }))}
      className={choices.some(({ label }) => label.length > 24) ? 'rg-stacked' : ''}
    />
  );
}

export function CheckboxWidget(props: WidgetProps) {
  return (
    <Checkbox
      {...widgetAria(props)}
      checked={props.value === true}
      onChange={(event) => {
        props.onChange(event.target.checked);
        props.onBlur(props.id, event.target.checked);
      }}
      disabled={isDisabled(props)}
    >
      {props.label}
      {props.required ? <span className="rg-required">Требуется</span> : null}
    </Checkbox>
  );
}

interface BoxesProps {
  props: WidgetProps;
  options: readonly (Choice | Option)[];
  /** What belongs to a box that is ticked. */
  below?: (value: Choice['value']) => ReactNode;
}

export function Boxes({ props, options, below }: BoxesProps) {
  const { id, ...aria } = groupAria(props);
  const wrong = (props.rawErrors?.length ?? 0) > 0;
  const many = props.schema.type === 'array';
  const chosen = many
    ? ((props.value as unknown[] | undefined) ?? [])
    : [props.value].filter((value) => value !== undefined);
  const toggle = (value: Choice['value'], on: boolean) => {
    const rest = chosen.filter((other) => other !== value);
    const next = on ? (many ? [...rest, value] : [value]) : rest;
    props.onChange(many ? (next.length > 0 ? next : undefined) : next[0]);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the legend stands in the field template, outside of this group
    <div {...aria} id={id} role="group" aria-labelledby={labelId(id)} tabIndex={-1} className="rg-boxes">
      {options.map((option) => (
        <Fragment key={String(option.value)}>
          <Checkbox
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
            disabled={isDisabled(props)}
            aria-invalid={wrong || undefined}
          >
            {option.label}
            {'hint' in option && option.hint ? <span className="rg-hint">{option.hint}</span> : null}
          </Checkbox>
          {chosen.includes(option.value) ? below?.(option.value) : null}
        </Fragment>
      ))}
    </div>
  );
}

export function CheckboxesWidget(props: WidgetProps) {
  const items = props.schema.items as {
    enum?: Choice['value'][];
    oneOf?: { const: Choice['value']; title?: string }[];
  };
  const options =
    items.oneOf?.map((choice) => ({ value: choice.const, label: choice.title ?? String(choice.const) })) ??
    items.enum?.map((value) => ({ value, label: String(value) })) ??
    [];
  return <Boxes props={props} options={options} />;
}
