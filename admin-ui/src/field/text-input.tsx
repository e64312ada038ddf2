import { Input } from 'antd';
import { useId } from 'react';
import { FieldFrame, noteOf } from './field-frame.tsx';

interface TextInputProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  problem?: string | undefined;
  hint?: string;
  placeholder?: string;
  required?: boolean;
  multiline?: boolean;
  maxLength?: number;
  disabled?: boolean;
  readOnly?: boolean;
  autoFocus?: boolean;
}

export function TextInput({ label, value, onChange, problem, hint, required, multiline, ...input }: TextInputProps) {
  const id = useId();
  const common = {
    ...input,
    id,
    value,
    'aria-required': required ? (true as const) : undefined,
    ...noteOf(id, { problem, hint }),
  };
  return (
    <FieldFrame id={id} label={label} problem={problem} hint={hint}>
      {multiline ? (
        <Input.TextArea {...common} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input {...common} onChange={(event) => onChange(event.target.value)} />
      )}
    </FieldFrame>
  );
}
