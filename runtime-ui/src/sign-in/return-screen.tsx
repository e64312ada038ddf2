import type { ApiTypes } from '@reglament/core/api';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { request } from '../client.ts';
import { Logo } from '../ui/logo.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { SignInChoice } from './sign-in-choice.tsx';

type Choice = ApiTypes['SignInChoice'];

/** Back from the other place: the return is taken once, and an opened page asks again what there is to choose. */
export function ReturnScreen() {
  const { search } = useLocation();
  const { data, error } = useQuery({
    queryKey: ['sign-in-return', search],
    queryFn: ({ signal }) =>
      search === ''
        ? request<Choice>('/api/sign-in/choice', { signal })
        : request<Choice>('/api/sign-in/return', { method: 'POST', body: { search } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    document.title = 'Вход – Регламент';
    // What confirmed the entrance has no place in the history of the browser.
    window.history.replaceState(window.history.state, '', '/login/return');
  }, []);
  return (
    <main className="rg-login">
      <div className="rg-login-card">
        <Logo large />
        <h1>{error ? 'Войти не получилось' : data ? 'От чьего имени работать?' : 'Проверяем вход'}</h1>
        {error ? (
          <>
            <Notice tone="error">{error.message}</Notice>
            <Link to="/login" replace>
              Начать вход заново
            </Link>
          </>
        ) : null}
        {data ? <SignInChoice choice={data} /> : null}
        {!data && !error ? <Loading /> : null}
      </div>
    </main>
  );
}
