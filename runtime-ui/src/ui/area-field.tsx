import { Input } from 'antd';
import { useId } from 'react';

interface AreaFieldProps {
  id?: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  rows: number;
  maxLength: number;
  required?: boolean;
  /** What is wrong, in words. */
  mistake?: string | undefined;
}

/** A labelled text of several lines outside of the form renderer: a comment, a reason. */
export function AreaField({ id: given, label, value, onChange, rows, maxLength, required, mistake }: AreaFieldProps) {
  const own = useId();
  const id = given ?? own;
  return (
    <div className={mistake ? 'rg-field rg-field-wide rg-field-wrong' : 'rg-field rg-field-wide'}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
        {required ? (
          <span className="rg-required" aria-hidden="true">
            Требуется
          </span>
        ) : null}
      </div>
      <Input.TextArea
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        rows={rows}
        className="rg-textarea"
        maxLength={maxLength}
        aria-required={required || undefined}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={mistake ? `${id}-error` : undefined}
      />
      {mistake ? (
        <div className="rg-error" id={`${id}-error`}>
          {mistake}
        </div>
      ) : null}
    </div>
  );
}
