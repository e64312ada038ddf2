import type { ApiTypes } from '@reglament/core/api';
import { ProblemError, request } from '@reglament/runtime-ui/client';
import { LiveRegion, Loading, Logo, Notice } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { NavLink, Outlet } from 'react-router';

/** Who is signed in; the login itself is the clerk's page, which leads back here. */
function useAdministrator() {
  return useQuery({
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
}

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
          <NavLink to="/">Услуги</NavLink>
        </nav>
        <a href="/">Рабочее место</a>
        <span>{me.user.fullName}</span>
      </header>
      <main id="main" tabIndex={-1} className="rg-main">
        {me.permissions.includes('definitions.edit') ? (
          <Outlet />
        ) : (
          <Notice tone="warning" title="Администрирование вам недоступно">
            Обратитесь к администратору системы: нужна роль с правом изменять определения услуг.
          </Notice>
        )}
      </main>
      <LiveRegion />
    </>
  );
}
