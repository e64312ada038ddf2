import type { FieldUi } from '@reglament/format';
import { Select } from 'antd';
import { useId } from 'react';

type Parameter = NonNullable<FieldUi['fromBody']>;

const titles: Readonly<Record<Parameter, string>> = {
  oktmo: 'Код ОКТМО ведомства',
  address: 'Адрес ведомства',
  title: 'Наименование ведомства',
  mnemonic: 'Мнемоника ведомства',
};

interface BodyValueProps {
  value: Parameter | undefined;
  wrong: string | undefined;
  onChange: (value: Parameter | undefined) => void;
}

/** What the field begins with in each body: its own. */
export function BodyValue({ value, wrong, onChange }: BodyValueProps) {
  const id = useId();
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>Начальное значение – из сведений ведомства</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        allowClear
        placeholder="Не брать"
        value={value ?? null}
        options={Object.entries(titles).map(([code, label]) => ({ value: code as Parameter, label }))}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}
