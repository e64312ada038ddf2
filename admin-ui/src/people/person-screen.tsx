import { announce, Card, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { AbsencesCard } from './absences-card.tsx';
import { AccessCard } from './access-card.tsx';
import { AccountCard } from './account-card.tsx';
import {
  changePerson,
  type Person,
  type PersonDetails,
  peopleKey,
  personKey,
  type RoleList,
  setRoles,
  usePerson,
  useRoles,
  type WantedRole,
} from './people-queries.ts';
import { PersonFields, type PersonText } from './person-fields.tsx';
import { RoleRows } from './role-rows.tsx';
import { SignInCard } from './sign-in-card.tsx';
import { SnilsCard } from './snils-card.tsx';

/** One person: who it is, what roles they hold, and what comes of it. */
export function PersonScreen() {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const { data, error } = usePerson(id);
  const { data: list } = useRoles();
  if (error) {
    return (
      <Page title="Сотрудник">
        <Notice tone="error">{error.message}</Notice>
      </Page>
    );
  }
  if (!data || !list) return <Loading />;
  const keep = (fresh: PersonDetails) => {
    client.setQueryData(personKey(id), fresh);
    void client.invalidateQueries({ queryKey: peopleKey });
  };
  const { user, elsewhere } = data;
  return (
    <Page title={user.fullName} lead={<Link to="/people">Все сотрудники</Link>}>
      {elsewhere.length > 0 ? (
        <Notice tone="info">Работает и в других ведомствах: {elsewhere.join('; ')}. Роли показаны для вашего.</Notice>
      ) : null}
      <div className="ra-columns">
        <DataCard key={`data ${JSON.stringify(user)}`} user={user} list={list} onDone={keep} />
        <RolesCard key={`roles ${JSON.stringify(user.roles)}`} user={user} list={list} onDone={keep} />
        <AccountCard details={data} />
        <SnilsCard details={data} onDone={keep} />
        <SignInCard details={data} />
        <AbsencesCard details={data} onDone={keep} />
      </div>
      <AccessCard access={data.access} />
    </Page>
  );
}

interface PartProps {
  user: Person;
  list: RoleList;
  onDone: (details: PersonDetails) => void;
}

function DataCard({ user, list, onDone }: PartProps) {
  const [person, setPerson] = useState(() => textOf(user));
  const save = useMutation({
    mutationFn: () => changePerson(user.id, changeOf(person)),
    onSuccess: (fresh) => {
      onDone(fresh);
      announce('Данные сотрудника сохранены');
    },
  });
  const changed = JSON.stringify(person) !== JSON.stringify(textOf(user));
  return (
    <Card title="Данные" extra={<span className="rg-muted">{user.login}</span>}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <PersonFields
          person={person}
          departments={list.departments}
          failure={save.error}
          onChange={(change) => setPerson((before) => ({ ...before, ...change }))}
        />
        {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
        <Button htmlType="submit" type="primary" disabled={!changed} loading={save.isPending}>
          Сохранить данные
        </Button>
      </form>
    </Card>
  );
}

function RolesCard({ user, list, onDone }: PartProps) {
  const held = user.roles.map(({ code, service, departmentId }) => ({
    ...{ role: code, ...(service ? { service } : {}), ...(departmentId ? { department: departmentId } : {}) },
  }));
  const [roles, setWanted] = useState<WantedRole[]>(held);
  const save = useMutation({
    mutationFn: () => setRoles(user.id, roles),
    onSuccess: (fresh) => {
      onDone(fresh);
      announce('Роли сохранены и уже действуют');
    },
  });
  const changed = JSON.stringify(roles) !== JSON.stringify(held);
  return (
    <Card title="Роли" description="Действуют сразу после сохранения, без нового входа.">
      <RoleRows roles={roles} list={list} onChange={setWanted} />
      {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
      <div className="ra-line ra-below">
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
          Сохранить роли
        </Button>
        {changed ? <Button onClick={() => setWanted(held)}>Вернуть как было</Button> : null}
      </div>
    </Card>
  );
}

function textOf(user: Person): PersonText {
  const { surname, name, patronymic, position, email, phone, department } = user;
  return {
    ...{ surname, name, patronymic: patronymic ?? '', position: position ?? '', email: email ?? '' },
    ...{ phone: phone ?? '', department: department?.id ?? '' },
  };
}

function changeOf({ surname, name, ...rest }: PersonText) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const { patronymic, position, email, phone, department } = rest;
  return {
    ...{ surname: surname.trim(), name: name.trim(), patronymic: orNull(patronymic), position: orNull(position) },
    ...{ email: orNull(email), phone: orNull(phone), department: orNull(department) },
  };
}
