import { useEffect, useRef } from 'react';
import { Link } from 'react-router';

const tabs = [
  { code: 'data', title: 'Данные' },
  { code: 'documents', title: 'Документы' },
  { code: 'decision', title: 'Решение' },
  { code: 'history', title: 'История' },
] as const;

export type TabCode = (typeof tabs)[number]['code'];

export function tabOf(search: URLSearchParams): TabCode {
  return tabs.find(({ code }) => code === search.get('tab'))?.code ?? 'data';
}

export function CardTabs({ current }: { current: TabCode }) {
  const nav = useRef<HTMLElement>(null);
  const shown = useRef(current);
  // Another part begins at its top, however far down one was in the former.
  useEffect(() => {
    if (shown.current !== current) nav.current?.scrollIntoView({ block: 'nearest' });
    shown.current = current;
  }, [current]);
  return (
    <nav className="rg-case-tabs" aria-label="Разделы заявки" ref={nav}>
      {tabs.map(({ code, title }) => (
        <Link
          key={code}
          to={code === 'data' ? '?' : `?tab=${code}`}
          replace
          aria-current={code === current ? 'page' : undefined}
          preventScrollReset
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
