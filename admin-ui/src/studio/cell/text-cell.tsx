import { useEffect, useState } from 'react';
import './cell.css';

interface TextCellProps {
  label: string;
  value: string;
  wrong?: string | undefined;
  maxLength?: number;
  /** Says whether it was taken; what was not comes back. */
  onCommit: (value: string) => boolean | undefined;
}

/** Taken over when one leaves it or presses Enter; Esc brings back what was. Up and down go to the same column of the next row. */
export function TextCell({ label, value, wrong, maxLength = 500, onCommit }: TextCellProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text !== value && onCommit(text) === false) setText(value);
  };
  return (
    <input
      className="rs-cell"
      aria-label={label}
      aria-invalid={wrong ? true : undefined}
      title={wrong}
      maxLength={maxLength}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(value);
        if (event.key === 'Enter') commit();
        const next = neighbour(event.currentTarget, event.key);
        if (next === null) return;
        event.preventDefault();
        next.focus();
      }}
    />
  );
}

function neighbour(cell: HTMLElement, key: string): HTMLElement | null {
  const row = cell.closest('tr');
  const column = cell.closest<HTMLElement>('[data-column]')?.dataset.column;
  const next = key === 'ArrowUp' ? row?.previousElementSibling : row?.nextElementSibling;
  if (!['ArrowUp', 'ArrowDown', 'Enter'].includes(key) || !next) return null;
  return next.querySelector<HTMLElement>(`[data-column="${column}"] .rs-cell`);
}
