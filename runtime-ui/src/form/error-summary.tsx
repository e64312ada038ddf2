import { useEffect, useRef } from 'react';
import { plural } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { elementId, type SummaryItem } from './answers.ts';

interface ErrorSummaryProps {
  items: readonly SummaryItem[];
  /** Changes with each submit, so that the focus comes back here even when the same items stay. */
  attempt: number;
  onGo: (item: SummaryItem) => void;
}

/** What is wrong with the whole form, above it; each line leads to its input. */
export function ErrorSummary({ items, attempt, onGo }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0 && box.current) {
      box.current.focus();
      box.current.scrollIntoView({ block: 'nearest' });
    }
  }, [attempt]);
  if (items.length === 0) return null;
  const title = `Заполнено не полностью или с ошибками: ${plural(items.length, ['замечание', 'замечания', 'замечаний'])}`;
  return (
    <Notice tone="error" ref={box} title={title}>
      <ul className="rg-summary">
        {items.map((item) => (
          <li key={`${item.form}${item.pointer}${item.message}`}>
            <a
              href={`#${elementId(item.form, item.pointer)}`}
              onClick={(event) => {
                event.preventDefault();
                onGo(item);
              }}
            >
              {item.message}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
