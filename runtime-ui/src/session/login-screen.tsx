import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { LanguageSwitch } from '../locale/language-switch.tsx';
import { sayLanguage } from '../locale/own-language.ts';
import { SignInWays } from '../sign-in/sign-in-ways.tsx';
import { Logo } from '../ui/logo.tsx';
import { LoginForm } from './login-form.tsx';
import { meQuery } from './me.ts';

/** Only a path of our own, so that a link cannot send a person elsewhere after the login. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function LoginScreen() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [search] = useSearchParams();
  const next = safeNext(search.get('next'));
  useEffect(() => {
    document.title = 'Вход – Регламент';
  }, []);
  const enter = async () => {
    queryClient.clear();
    const me = await queryClient.fetchQuery(meQuery);
    if (me && me.organisations.length > 1 && !me.mustChangePassword) {
      return navigate(`/organisation?next=${encodeURIComponent(next)}`, { replace: true });
    }
    // The administrator's interface is another page of the same server.
    if (next.startsWith('/admin')) return window.location.assign(next);
    return navigate(next, { replace: true });
  };
  return (
    <main className="rg-login">
      <div className="rg-login-card">
        <Logo large />
        <h1>Вход в систему</h1>
        <p className="rg-lead">Оказание государственных и муниципальных услуг</p>
        <LoginForm onDone={enter} />
        <SignInWays returnTo={next} />
        <p className="rg-muted rg-login-help">Логин и пароль выдаёт администратор системы.</p>
        <LanguageSwitch label="Язык" onChoose={sayLanguage} />
      </div>
    </main>
  );
}
