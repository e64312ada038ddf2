import type { JsonSchema } from '@reglament/format';
import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import { CommittedInput } from '../../committed-input.tsx';

interface StartValueProps {
  schema: JsonSchema;
  wrong: string | undefined;
  place: string;
  onChange: (value: unknown) => void;
}

/** What stands in the field before anybody has answered; of groups and lists there is none. */
export function StartValue({ schema, wrong, place, onChange }: StartValueProps) {
  const id = useId();
  const { type, oneOf, default: value } = schema;
  if (type === 'boolean') {
    return (
      <Checkbox checked={value === true} onChange={({ target }) => onChange(target.checked || undefined)}>
        Отмечено с самого начала
      </Checkbox>
    );
  }
  if (type === 'string' && oneOf === undefined) {
    return (
      <CommittedInput
        label="Начальное значение"
        value={typeof value === 'string' ? value : ''}
        {...{ wrong, place }}
        onCommit={(text) => onChange(text === '' ? undefined : text)}
      />
    );
  }
  if (oneOf === undefined && type !== 'integer' && type !== 'number') return null;
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>Начальное значение</label>
      </div>
      {oneOf === undefined ? (
        <InputNumber
          id={id}
          changeOnWheel={false}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      ) : (
        <Select
          id={id}
          className="rs-wide"
          allowClear
          placeholder="Ничего не выбрано"
          value={(value as string | undefined) ?? null}
          options={oneOf.map((one) => ({ value: String(one.const), label: one.title ?? String(one.const) }))}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}
