import { isIsoDate } from '@reglament/core/rules';
import { Input, InputNumber, Select } from 'antd';
import { DayValue } from './day-value.tsx';
import type { Subject } from './subjects.ts';

interface ConstantProps {
  label: string;
  value: string | number | boolean;
  near: Subject | undefined;
  onChange: (value: string | number | boolean) => void;
}

/** A value that is written in the condition itself. */
export function Constant({ label, value, near, onChange }: ConstantProps) {
  if (typeof value === 'boolean') {
    return (
      <Select
        size="small"
        aria-label={label}
        value={value}
        options={[
          { value: true, label: 'да' },
          { value: false, label: 'нет' },
        ]}
        onChange={onChange}
      />
    );
  }
  if (typeof value === 'number') {
    const unit = near?.money ? 100 : 1;
    return (
      <InputNumber
        size="small"
        aria-label={label}
        changeOnWheel={false}
        {...(near?.money ? { suffix: '₽', precision: 2 } : {})}
        value={value / unit}
        onChange={(next) => onChange(Math.round((next ?? 0) * unit * 1e6) / 1e6)}
      />
    );
  }
  if (near?.kind === 'date' && (value === '' || isIsoDate(value))) {
    return <DayValue label={label} value={value} onChange={onChange} />;
  }
  return <Input size="small" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />;
}
