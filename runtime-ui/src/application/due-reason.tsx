import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading } from '../ui/notice.tsx';
import { historyQuery } from './queries.ts';

/** «Почему такая дата»: the reckoning as it was written down when the case was registered. */
export function DueReason({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="rg-due" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Почему такая дата</summary>
      {open ? <Reckoning id={id} /> : null}
    </details>
  );
}

function Reckoning({ id }: { id: string }) {
  const history = useInfiniteQuery(historyQuery(id));
  if (history.isPending) return <Loading />;
  const entries = history.data?.pages.flatMap((page) => page.items) ?? [];
  const steps = entries.find(({ term }) => term.length > 0)?.term;
  if (history.error || !steps) {
    return <p>{history.error?.message ?? 'Расчёт не сохранился: содержание записи журнала уничтожено по закону.'}</p>;
  }
  return (
    <ol>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
