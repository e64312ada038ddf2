import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Me } from '../api.ts';
import { onUnauthorized } from '../client.ts';
import { SignInButton } from '../sign-in/sign-in-ways.tsx';
import { LoginForm } from './login-form.tsx';

/** A session that has ended is entered again above the screen, so that nothing typed there is lost. */
export function ReloginDialog({ me: { user, signedInBy } }: { me: Me }) {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const before = useRef<HTMLElement | null>(null);
  useEffect(
    () =>
      onUnauthorized(() => {
        const { activeElement } = document;
        if (activeElement instanceof HTMLElement && !activeElement.closest('[role="dialog"]'))
          before.current = activeElement;
        setOpen(true);
      }),
    [],
  );
  return (
    <Modal
      open={open}
      title="Сеанс работы завершён"
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      // Back to the field one was typing in.
      afterClose={() => before.current?.focus()}
    >
      {signedInBy ? (
        <>
          <p>Войдите ещё раз, чтобы продолжить. Введённое на странице сохранено на этом компьютере.</p>
          <SignInButton {...signedInBy} returnTo={window.location.pathname + window.location.search} />
        </>
      ) : (
        <>
          <p>Введите пароль, чтобы продолжить. Введённое на странице сохранено.</p>
          <LoginForm
            login={user.login}
            onDone={async () => {
              setOpen(false);
              await queryClient.invalidateQueries();
            }}
          />
        </>
      )}
    </Modal>
  );
}
