import { Notice } from '@reglament/runtime-ui/ui';

/** Shown once: nobody can read it again, the server keeps only its hash. */
export function IssuedPassword({ login, password }: { login: string; password: string }) {
  return (
    <Notice tone="success" title="Пароль для первого входа – он показан один раз">
      Логин <strong>{login}</strong>, пароль <strong className="ra-password">{password}</strong>. Передайте их лично:
      при первом входе сотрудник задаст свой пароль.
    </Notice>
  );
}
