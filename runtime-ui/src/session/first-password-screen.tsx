import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { Logo } from '../ui/logo.tsx';
import { meQuery, useMe } from './me.ts';
import { PasswordForm } from './password-form.tsx';

/** The first login with an issued password asks for one's own before anything else. */
export function FirstPasswordScreen() {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useEffect(() => {
    document.title = 'Смена пароля – Регламент';
  }, []);
  if (!me.mustChangePassword) return <Navigate to="/" replace />;
  return (
    <main className="rg-login">
      <div className="rg-login-card">
        <Logo large />
        <h1>Придумайте свой пароль</h1>
        <p className="rg-lead">Вы вошли с выданным паролем. Чтобы продолжить, замените его: не короче 12 знаков.</p>
        <PasswordForm
          onDone={async () => {
            await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
            navigate('/', { replace: true });
          }}
        />
      </div>
    </main>
  );
}
