import { useEffect, useState } from 'react';

interface TitleCellProps {
  label: string;
  value: string;
  wrong: string | undefined;
  onCommit: (value: string) => void;
}

/** Taken over when one leaves it or presses Enter; Esc brings back what was. Up and down go to the row above and below. */
export function TitleCell({ label, value, wrong, onCommit }: TitleCellProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text !== value) onCommit(text);
  };
  return (
    <input
      className="rs-cell rs-cell-title"
      aria-label={label}
      aria-invalid={wrong ? true : undefined}
      title={wrong}
      maxLength={500}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(value);
        if (event.key === 'Enter') commit();
        const row = event.currentTarget.closest('tr');
        const next = {
          ArrowUp: row?.previousElementSibling,
          ArrowDown: row?.nextElementSibling,
          Enter: row?.nextElementSibling,
        }[event.key];
        if (next == null) return;
        event.preventDefault();
        next.querySelector<HTMLElement>('.rs-cell-title')?.focus();
      }}
    />
  );
}
