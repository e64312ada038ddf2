import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { type Problem, ProblemError, request } from '../client.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';

const fields = [
  { code: 'current', label: 'Текущий пароль', empty: 'Укажите текущий пароль', autoComplete: 'current-password' },
  { code: 'new', label: 'Новый пароль', empty: 'Укажите новый пароль', autoComplete: 'new-password' },
  { code: 'again', label: 'Новый пароль ещё раз', empty: 'Повторите новый пароль', autoComplete: 'new-password' },
] as const;

type Values = Record<(typeof fields)[number]['code'], string>;

const nothing: Values = { current: '', new: '', again: '' };

function mistakesOf(values: Values): Problem[] {
  const found: Problem[] = fields
    .filter(({ code }) => values[code] === '')
    .map(({ code, empty }) => ({ field: code, message: empty }));
  if (values.new !== '' && values.again !== '' && values.new !== values.again) {
    found.push({ field: 'again', message: 'Пароли не совпадают: введите новый пароль ещё раз' });
  }
  return found;
}

function usePasswordChange(id: string, onDone: () => unknown) {
  const [values, setValues] = useState<Values>(nothing);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const mistakes = mistakesOf(values);
    setProblems(mistakes);
    setFailure('');
    if (mistakes[0]) return document.getElementById(`${id}-${mistakes[0].field}`)?.focus();
    setBusy(true);
    try {
      await request('/api/me/password', { method: 'POST', body: values });
      setValues(nothing);
      await onDone();
    } catch (problem) {
      if (problem instanceof ProblemError) setProblems(problem.problems);
      setFailure(problem instanceof Error ? problem.message : String(problem));
    } finally {
      setBusy(false);
    }
  };
  return { values, setValues, problems, failure, busy, submit };
}

/** Change of password: current, new, new again. */
export function PasswordForm({ onDone }: { onDone: () => unknown }) {
  const id = useId();
  const { values, setValues, problems, failure, busy, submit } = usePasswordChange(id, onDone);
  return (
    <form onSubmit={submit} noValidate className="rg-login-form">
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      {fields.map(({ code, label, autoComplete }) => (
        <TextField
          key={code}
          id={`${id}-${code}`}
          label={label}
          type="password"
          autoComplete={autoComplete}
          value={values[code]}
          onChange={(text) => setValues({ ...values, [code]: text })}
          mistake={problems.find(({ field }) => field === code)?.message}
        />
      ))}
      <div>
        <Button type="primary" htmlType="submit" loading={busy}>
          Сохранить
        </Button>
      </div>
    </form>
  );
}
