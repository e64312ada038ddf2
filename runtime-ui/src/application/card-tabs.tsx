import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { requestTabPath } from '../request/request-words.ts';
import { digitOf, useKey } from '../ui/keys.ts';

const tabs = [
  { code: 'data', title: 'Данные' },
  { code: 'documents', title: 'Документы' },
  { code: 'duty', title: 'Госпошлина' },
  { code: 'requests', title: 'Запросы' },
  { code: 'decision', title: 'Решение' },
  { code: 'correspondence', title: 'Переписка' },
  { code: 'history', title: 'История' },
] as const;

export type TabCode = (typeof tabs)[number]['code'];

/** Where the next step is about the decision, one comes to read it; elsewhere, to what the applicant has asked for. */
export function firstTab({ phase }: Pick<ApplicationCard, 'phase'>): TabCode {
  return phase === 'awaitingApproval' || phase === 'awaitingSignature' ? 'decision' : 'data';
}

export function tabOf(search: URLSearchParams, first: TabCode): TabCode {
  return tabs.find(({ code }) => code === search.get('tab'))?.code ?? first;
}

interface Tab {
  title: string;
  /** How much stands there, where it is known before one looks. */
  count: number | undefined;
  path: string;
  current: boolean;
}

interface CardTabsProps {
  current: TabCode;
  /** The service takes a state duty. */
  taxed: boolean;
  /** Of requests: each has a tab of its own. */
  groups: readonly string[];
  group: string | undefined;
  /** By the code of a tab, requests by their group. */
  counts: Readonly<Record<string, number>>;
}

function tabsOf({ current, taxed, groups, group, counts }: CardTabsProps): Tab[] {
  return tabs.flatMap(({ code, title }): Tab[] => {
    if (code === 'duty' && !taxed) return [];
    if (code !== 'requests') {
      return [{ title, path: `?tab=${code}`, current: code === current, count: counts[code] }];
    }
    return groups.map((one) => ({
      title: one,
      path: requestTabPath(one),
      current: code === current && one === group,
      count: counts[one],
    }));
  });
}

export function CardTabs(props: CardTabsProps) {
  const { current } = props;
  const nav = useRef<HTMLElement>(null);
  const shown = useRef(current);
  // Another part begins at its top, however far down one was in the former.
  useEffect(() => {
    if (shown.current !== current) nav.current?.scrollIntoView({ block: 'nearest' });
    shown.current = current;
  }, [current]);
  const shownTabs = tabsOf(props);
  const navigate = useNavigate();
  useKey('tab', 'Раздел заявки по порядку', (event) => {
    const tab = shownTabs[digitOf(event) - 1];
    if (!tab) return;
    void navigate(tab.path, { replace: true, preventScrollReset: true });
    nav.current?.querySelectorAll('a')[digitOf(event) - 1]?.focus();
  });
  return (
    <nav className="rg-case-tabs" aria-label="Разделы заявки" ref={nav}>
      {shownTabs.map((tab, index) => (
        <Link
          key={tab.path}
          to={tab.path}
          replace
          aria-current={tab.current ? 'page' : undefined}
          aria-keyshortcuts={`Alt+${index + 1}`}
          preventScrollReset
        >
          {tab.title}
          {tab.count ? (
            <span className="rg-count" aria-hidden="true">
              {tab.count}
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
