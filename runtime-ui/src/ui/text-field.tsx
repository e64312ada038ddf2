import { Input, type InputRef } from 'antd';
import { type Ref, useId } from 'react';

interface TextFieldProps {
  id?: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** What is wrong, in words. */
  mistake?: string | undefined;
  type?: 'text' | 'password';
  name?: string;
  autoComplete?: string;
  autoFocus?: boolean;
  disabled?: boolean;
  maxLength?: number;
  onPressEnter?: () => void;
  ref?: Ref<InputRef>;
}

/** A labelled input outside of the form renderer: login, password. */
export function TextField({ id: given, label, value, onChange, mistake, ref, ...input }: TextFieldProps) {
  const own = useId();
  const id = given ?? own;
  return (
    <div className={mistake ? 'rg-field rg-field-wrong' : 'rg-field'}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <Input
        {...input}
        {...(ref ? { ref } : {})}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={mistake ? `${id}-error` : undefined}
      />
      {mistake ? (
        <div id={`${id}-error`} className="rg-error">
          {mistake}
        </div>
      ) : null}
    </div>
  );
}
