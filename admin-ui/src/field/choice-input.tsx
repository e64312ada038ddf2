import { typedSearch } from '@reglament/runtime-ui/ui';
import { Select } from 'antd';
import { useId } from 'react';
import { FieldFrame, noteOf } from './field-frame.tsx';

interface ChoiceInputProps<Value extends string> {
  label: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  problem?: string | undefined;
  hint?: string;
  disabled?: boolean;
  placeholder?: string;
}

/** One of a list; a long one is searched by typing. */
export function ChoiceInput<Value extends string>({
  label,
  options,
  problem,
  hint,
  ...select
}: ChoiceInputProps<Value>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} problem={problem} hint={hint}>
      <Select<Value>
        {...select}
        id={id}
        className="ra-wide"
        options={[...options]}
        showSearch={typedSearch(options.length)}
        {...noteOf(id, { problem, hint })}
      />
    </FieldFrame>
  );
}
