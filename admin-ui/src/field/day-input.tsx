import { useEffect, useState } from 'react';
import { dayOf, dayText } from './day-text.ts';
import { TextInput } from './text-input.tsx';

interface DayInputProps {
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (day: string) => void;
  problem?: string | undefined;
  /** Empty where fields stand in a row: the field itself then shows how a day is written. */
  hint?: string;
}

const written = 'дд.мм.гггг';

/** A day as people write it; what is no day yet counts as none. */
export function DayInput({ label, value, onChange, problem, hint = written }: DayInputProps) {
  const [text, setText] = useState(value ? dayText(value) : '');
  useEffect(() => {
    setText((typed) => ((dayOf(typed) ?? '') === value ? typed : dayText(value)));
  }, [value]);
  const mistake = text.length >= 10 && dayOf(text) === undefined ? 'Такого дня нет. Напишите дд.мм.гггг' : undefined;
  return (
    <TextInput
      label={label}
      value={text}
      maxLength={10}
      hint={hint}
      {...(hint === '' ? { placeholder: written } : {})}
      problem={problem ?? mistake}
      onChange={(typed) => {
        setText(typed);
        onChange(dayOf(typed) ?? '');
      }}
    />
  );
}
