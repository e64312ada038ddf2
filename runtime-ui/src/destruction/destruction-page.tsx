import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { destroys, useMe } from '../session/me.ts';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { actsQuery } from './queries.ts';

const views = [
  { path: '/retention', title: 'Услуги и сроки' },
  { path: '/retention/acts', title: 'Акты об уничтожении' },
] as const;

/** Where one is among the lists of this part, and how many acts wait for somebody's approval. */
export function RetentionTabs() {
  const { data } = useInfiniteQuery(actsQuery);
  const prepared = data?.pages.flatMap(({ items }) => items).filter(({ status }) => status === 'prepared').length ?? 0;
  return (
    <nav className="rg-tabs" aria-label="Хранение и уничтожение">
      {views.map(({ path, title }) => (
        <NavLink key={path} to={path} end>
          {title}
          {path === '/retention/acts' && prepared > 0 ? (
            <span className="rg-count" title="Ждут утверждения">
              {prepared}
            </span>
          ) : null}
        </NavLink>
      ))}
    </nav>
  );
}

/** A screen of those who draw up acts or approve them; the others are told who gives the right. */
export function ForDestroyers({ title, children }: { title: string; children: ReactNode }) {
  if (destroys(useMe())) return children;
  return (
    <Page title={title}>
      <Empty title="Сроки хранения и акты вам не открыты">
        Право составлять или утверждать акты об уничтожении даёт администратор ведомства.
      </Empty>
    </Page>
  );
}
