import { Input } from 'antd';
import { useId } from 'react';

interface ReasonFieldProps {
  value: string;
  wrong: boolean;
  onChange: (text: string) => void;
}

/** Why a record of the registry is merged or taken apart: it stays in the history of both. */
export function ReasonField({ value, wrong, onChange }: ReasonFieldProps) {
  const id = useId();
  return (
    <div className={wrong ? 'rg-field rg-field-wide rg-field-wrong' : 'rg-field rg-field-wide'}>
      <div className="rg-field-label">
        <label htmlFor={id}>Причина</label>
        <span className="rg-required" aria-hidden="true">
          Требуется
        </span>
      </div>
      <Input.TextArea
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        rows={2}
        className="rg-textarea"
        maxLength={1000}
        aria-required
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
      />
      {wrong ? (
        <div className="rg-error" id={`${id}-error`}>
          Напишите причину: она останется в истории обеих записей
        </div>
      ) : null}
    </div>
  );
}
