import { Input } from 'antd';
import { useId } from 'react';

interface CommentFieldProps {
  value: string;
  required: boolean;
  wrong: boolean;
  onChange: (text: string) => void;
}

export function CommentField({ value, required, wrong, onChange }: CommentFieldProps) {
  const id = useId();
  return (
    <div className={wrong ? 'rg-field rg-field-wide rg-field-wrong' : 'rg-field rg-field-wide'}>
      <div className="rg-field-label">
        <label htmlFor={id}>Комментарий</label>
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
        rows={3}
        className="rg-textarea"
        maxLength={10_000}
        aria-required={required || undefined}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
      />
      {wrong ? (
        <div className="rg-error" id={`${id}-error`}>
          Напишите комментарий: без него действие не выполняется
        </div>
      ) : null}
    </div>
  );
}
