import { announce, Card, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { IssuedPassword } from './issued-password.tsx';
import { addPerson, peopleKey, useRoles, type WantedRole } from './people-queries.ts';
import { PersonFields, type PersonText } from './person-fields.tsx';
import { RoleRows } from './role-rows.tsx';

const blank: PersonText = { surname: '', name: '', patronymic: '', position: '', email: '', phone: '', department: '' };

/** «Добавить сотрудника»: gives a password for the first login. */
export function NewPersonScreen() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: list } = useRoles();
  const [login, setLogin] = useState('');
  const [person, setPerson] = useState(blank);
  const [roles, setRoles] = useState<WantedRole[]>([]);
  const add = useMutation({
    mutationFn: () => addPerson({ login: login.trim(), ...filled(person), roles }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: peopleKey });
      announce('Сотрудник добавлен');
    },
  });
  if (!list) return <Loading />;
  if (add.data) {
    const { user, password } = add.data;
    return (
      <Page title="Сотрудник добавлен" narrow>
        <IssuedPassword login={user.login} password={password} />
        <p>
          <Link to={`/people/${user.id}`}>Открыть: {user.fullName}</Link> · <Link to="/people">Все сотрудники</Link>
        </p>
      </Page>
    );
  }
  const ready = [login, person.surname, person.name].every((text) => text.trim() !== '');
  return (
    <Page title="Новый сотрудник" lead="После добавления система покажет пароль для первого входа.">
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <div className="ra-columns">
          <Card title="Данные">
            <TextInput
              label="Логин"
              required
              autoFocus
              maxLength={64}
              hint="Латинские буквы, цифры, точка, дефис; потом не меняется"
              value={login}
              problem={problemOf(add.error, 'login')}
              onChange={setLogin}
            />
            <PersonFields
              person={person}
              departments={list.departments}
              failure={add.error}
              onChange={(change) => setPerson((before) => ({ ...before, ...change }))}
            />
          </Card>
          <Card title="Роли">
            <RoleRows roles={roles} list={list} onChange={setRoles} />
          </Card>
        </div>
        <div className="ra-foot">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={add.isPending}>
            Добавить сотрудника
          </Button>
          <Button onClick={() => navigate('/people')}>Отмена</Button>
          {add.error ? <Notice tone="error">{add.error.message}</Notice> : null}
        </div>
      </form>
    </Page>
  );
}

/** What was left empty is not sent. */
function filled(person: PersonText) {
  const { surname, name, ...rest } = person;
  const given = Object.entries(rest).filter(([, text]) => text.trim() !== '');
  return { surname: surname.trim(), name: name.trim(), ...Object.fromEntries(given) };
}
