import { InputNumber } from 'antd';
import { useId } from 'react';

interface MoneyInputProps {
  field: { readonly label: string; readonly hint?: string };
  place: string;
  /** Kopecks. */
  value: unknown;
  wrong: string | undefined;
  onChange: (kopecks: number) => void;
}

/** A sum in roubles and kopecks; nothing typed is nothing due. */
export function MoneyInput({ field, place, value, wrong, onChange }: MoneyInputProps) {
  const id = useId();
  const note = wrong ?? field.hint;
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>{field.label}</label>
      </div>
      <InputNumber
        id={id}
        className="rs-money"
        min={0}
        max={1_000_000_000}
        precision={2}
        decimalSeparator=","
        controls={false}
        changeOnWheel={false}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        value={typeof value === 'number' ? value / 100 : null}
        onChange={(roubles) => onChange(Math.round((roubles ?? 0) * 100))}
      />
      {note === undefined ? null : (
        <div id={`${id}-note`} className={wrong ? 'rg-error' : 'rg-hint'}>
          {note}
        </div>
      )}
    </div>
  );
}
