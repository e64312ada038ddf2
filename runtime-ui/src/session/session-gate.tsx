import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useOwnLanguage } from '../locale/own-language.ts';
import { base } from '../place.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { meQuery } from './me.ts';
import { ReloginDialog } from './relogin-dialog.tsx';

/** Lets in who is signed in; sends the others to the login and back to where they were going. */
export function SessionGate() {
  const { data: me, error, isPending, refetch } = useQuery(meQuery);
  const { pathname, search } = useLocation();
  useOwnLanguage(me);
  if (isPending) return <Loading />;
  if (error && !me) {
    return (
      <div className="rg-alone">
        <Notice
          tone="error"
          title="Не удалось открыть систему"
          actions={
            <>
              <Button onClick={() => refetch()}>Повторить</Button>
              {base === '' ? null : <Button href="/">Выйти из тестового режима</Button>}
            </>
          }
        >
          {error.message}
        </Notice>
      </div>
    );
  }
  if (!me) {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/login${next}`} replace />;
  }
  if (me.mustChangePassword && pathname !== '/password') return <Navigate to="/password" replace />;
  return (
    <>
      <Outlet />
      <ReloginDialog me={me} />
    </>
  );
}
