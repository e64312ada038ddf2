import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { dayOf, dayText } from '../../field/day-text.ts';

interface DayValueProps {
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (day: string) => void;
}

/** A day as people write it; what is no day yet changes nothing. */
export function DayValue({ label, value, onChange }: DayValueProps) {
  const [text, setText] = useState(value === '' ? '' : dayText(value));
  useEffect(() => {
    setText((typed) => (dayOf(typed) === value || value === '' ? typed : dayText(value)));
  }, [value]);
  return (
    <Input
      size="small"
      aria-label={label}
      aria-invalid={dayOf(text) === undefined ? true : undefined}
      placeholder="дд.мм.гггг"
      maxLength={10}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        const day = dayOf(target.value);
        if (day !== undefined) onChange(day);
      }}
    />
  );
}
