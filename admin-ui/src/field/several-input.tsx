import { Select } from 'antd';
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';

interface SeveralInputProps {
  label: string;
  hint?: string;
  problem?: string | undefined;
  value: string[];
  options: { value: string; label: string }[];
  onChange: (codes: string[]) => void;
}

/** Several of a list, found by a word of their names. */
export function SeveralInput({ label, hint, problem, value, options, onChange }: SeveralInputProps) {
  const id = useId();
  return (
    <FieldFrame id={id} {...{ label, hint, problem }}>
      <Select
        id={id}
        mode="multiple"
        className="rs-wide"
        showSearch={{ optionFilterProp: 'label' }}
        {...{ value, options, onChange }}
      />
    </FieldFrame>
  );
}
