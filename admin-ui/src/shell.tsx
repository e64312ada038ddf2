import type { ApiTypes } from '@reglament/core/api';
import { ProblemError, request } from '@reglament/runtime-ui/client';
import { EmulatorMark, LiveRegion, Loading, Logo, Notice, Page, shortName } from '@reglament/runtime-ui/ui';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NavLink, Outlet } from 'react-router';

/** Who is signed in; the login itself is the clerk's page, which leads back here. */
export const administrator = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    try {
      return await request<ApiTypes['Me']>('/api/me');
    } catch (failure) {
      if (!(failure instanceof ProblemError && failure.status === 401)) throw failure;
      window.location.assign('/login?next=/admin/');
      return null;
    }
  },
});

function useAdministrator() {
  return useQuery(administrator);
}

type Permission = ApiTypes['Me']['permissions'][number];

/** What stands in the menu, for those who may. */
const sections: readonly { to: string; title: string; permission: Permission }[] = [
  { to: '/', title: 'Услуги', permission: 'definitions.edit' },
  { to: '/workflows', title: 'Процессы', permission: 'definitions.edit' },
  { to: '/dictionaries', title: 'Справочники', permission: 'dictionaries.edit' },
  { to: '/bodies', title: 'Ведомства', permission: 'bodies.manage' },
  { to: '/people', title: 'Люди и доступ', permission: 'users.manage' },
  { to: '/request-types', title: 'Виды запросов', permission: 'definitions.edit' },
  { to: '/connections', title: 'Подключения', permission: 'connections.manage' },
  { to: '/exchange', title: 'Очередь обмена', permission: 'exchange.manage' },
  { to: '/journal', title: 'Журнал', permission: 'journal.read' },
];

export function useMyId(): string | undefined {
  return useAdministrator().data?.user.id;
}

/** Id of the body that one acts for. */
export function useMyBody(): string | undefined {
  return useAdministrator().data?.organisation.id;
}

/** Whether who is signed in may; not before it is known. */
export function useMay(permission: Permission): boolean {
  const { data: me } = useAdministrator();
  return me?.permissions.includes(permission) ?? false;
}

/** A screen for those who may; the server refuses the others anyway, this says it in words. */
export function Guarded({ permission, screen }: { permission: Permission; screen: ReactNode }) {
  const { data: me } = useAdministrator();
  if (me?.permissions.includes(permission)) return screen;
  return (
    <Page title="Этот раздел вам недоступен">
      <Notice tone="warning">
        Обратитесь к администратору системы: нужна роль с правом {permissionTitles[permission] ?? permission}.
      </Notice>
    </Page>
  );
}

const permissionTitles: Readonly<Record<string, string>> = {
  'definitions.edit': 'изменять определения услуг',
  'definitions.publish': 'публиковать определения услуг',
  'exchange.manage': 'управлять обменом с другими системами',
  'bodies.manage': 'управлять ведомствами',
  'users.manage': 'управлять сотрудниками и ролями',
  'dictionaries.edit': 'вести справочники и календари',
  'connections.manage': 'управлять подключениями',
  'journal.read': 'читать журнал',
  'requests.answer': 'отвечать на запросы других ведомств',
};

export function Shell() {
  const { data: me, error } = useAdministrator();
  if (error) {
    return (
      <div className="rg-alone">
        <Notice tone="error">{error.message}</Notice>
      </div>
    );
  }
  if (!me) return <Loading />;
  return (
    <>
      <a className="rg-skip" href="#main">
        Перейти к содержанию
      </a>
      <header className="rg-header">
        <a href="/admin/" className="rg-home" aria-label="Регламент: администрирование, на начальную страницу">
          <Logo />
        </a>
        <nav className="rg-menu" aria-label="Разделы">
          {sections
            .filter(({ permission }) => me.permissions.includes(permission))
            .map(({ to, title }) => (
              <NavLink key={to} to={to} end={to === '/'}>
                {title}
              </NavLink>
            ))}
        </nav>
        <EmulatorMark connections={me.emulated} short />
        <a href="/">Рабочее место</a>
        <a href="/profile" title={me.user.fullName}>
          {shortName(me.user.fullName)}
        </a>
      </header>
      <main id="main" tabIndex={-1} className="rg-main">
        <Outlet />
      </main>
      <LiveRegion />
    </>
  );
}
