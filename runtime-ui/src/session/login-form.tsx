import { Button, Checkbox } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { request } from '../client.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

interface LoginFormProps {
  /** Known already: only the password is asked. */
  login?: string;
  onDone: () => unknown;
}

interface Typed {
  login: string;
  password: string;
  remember: boolean;
}

type Mistakes = Partial<Record<'login' | 'password', string>>;

function mistakesOf({ login, password }: Typed): Mistakes {
  return {
    ...(login.trim() ? {} : { login: 'Укажите логин' }),
    ...(password ? {} : { password: 'Укажите пароль' }),
  };
}

/** Login and password on their way: what is missing, what the server refused. */
function useLogin(id: string, typed: Typed, onDone: LoginFormProps['onDone']) {
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = mistakesOf(typed);
    setMistakes(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`${id}-${first}`)?.focus();
    setBusy(true);
    setFailure('');
    try {
      await request('/api/session', { method: 'POST', body: { ...typed, login: typed.login.trim() } });
      await onDone();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setBusy(false);
    }
  };
  return { mistakes, failure, busy, submit };
}

export function LoginForm({ login: known, onDone }: LoginFormProps) {
  const id = useId();
  const [typed, setTyped] = useState<Typed>({ login: known ?? '', password: '', remember: false });
  const { mistakes, failure, busy, submit } = useLogin(id, typed, onDone);
  return (
    <form onSubmit={submit} noValidate className="rg-login-form">
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <TextField
        id={`${id}-login`}
        name="login"
        label="Логин"
        autoComplete="username"
        autoFocus={known === undefined}
        disabled={known !== undefined}
        value={typed.login}
        onChange={(login) => setTyped({ ...typed, login })}
        mistake={mistakes.login}
      />
      <TextField
        id={`${id}-password`}
        name="password"
        label="Пароль"
        type="password"
        autoComplete="current-password"
        autoFocus={known !== undefined}
        value={typed.password}
        onChange={(password) => setTyped({ ...typed, password })}
        mistake={mistakes.password}
      />
      <Checkbox checked={typed.remember} onChange={(event) => setTyped({ ...typed, remember: event.target.checked })}>
        Запомнить меня
      </Checkbox>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        Войти
      </Button>
    </form>
  );
}
