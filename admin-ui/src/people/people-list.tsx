import { Empty, instantText, Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import { type PeopleFilter, type Person, signInWaysQuery, usePeople, useRoles } from './people-queries.ts';
import { roleText } from './role-words.ts';

const nothing: PeopleFilter = { search: '', role: '', department: '', state: '' };

export function PeopleList() {
  const [filter, setFilter] = useState(nothing);
  const list = usePeople(filter);
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Filter onFilter={setFilter} />
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && people.length === 0 ? (
        <Empty title="Никого не нашлось">Измените условия или добавьте сотрудника.</Empty>
      ) : null}
      {people.length > 0 ? <People people={people} /> : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Показать ещё
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Filter({ onFilter }: { onFilter: (filter: PeopleFilter) => void }) {
  const [typed, setTyped] = useState(nothing);
  const { data } = useRoles();
  const search = useId();
  const put = (change: Partial<PeopleFilter>) => setTyped((before) => ({ ...before, ...change }));
  const all = { value: '', label: 'Все' };
  const choices = [
    {
      field: 'role',
      label: 'Роль',
      options: (data?.items ?? []).map(({ code, title }) => ({ value: code, label: title })),
    },
    {
      field: 'department',
      label: 'Отдел',
      options: (data?.departments ?? []).map(({ id, title }) => ({ value: id, label: title })),
    },
    {
      field: 'state',
      label: 'Состояние',
      options: [
        { value: 'active', label: 'Действующие' },
        { value: 'disabled', label: 'Заблокированные' },
      ],
    },
  ] as const;
  return (
    <form
      className="rg-filter ra-filter"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onFilter({ ...typed, search: typed.search.trim() });
      }}
    >
      <div className="rg-filter-field rg-filter-large">
        <label htmlFor={search}>Имя или логин</label>
        <Input
          id={search}
          maxLength={100}
          value={typed.search}
          onChange={(event) => put({ search: event.target.value })}
        />
      </div>
      {choices.map(({ field, label, options }) => (
        <div key={field} className="rg-filter-field">
          <label htmlFor={`${search}-${field}`}>{label}</label>
          <Select
            id={`${search}-${field}`}
            value={typed[field]}
            options={[all, ...options]}
            onChange={(value) => put({ [field]: value })}
          />
        </div>
      ))}
      <div className="rg-filter-buttons">
        <Button type="primary" htmlType="submit">
          Фильтр
        </Button>
        <Button
          onClick={() => {
            setTyped(nothing);
            onFilter(nothing);
          }}
        >
          Очистить
        </Button>
      </div>
    </form>
  );
}

function People({ people }: { people: readonly Person[] }) {
  const { data: ways } = useQuery(signInWaysQuery);
  const byOthers = (ways?.items.length ?? 0) > 0 || people.some(({ signedInBy }) => signedInBy !== null);
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Сотрудники</caption>
      <thead>
        <tr>
          <th scope="col">Сотрудник</th>
          <th scope="col">Логин</th>
          <th scope="col">Отдел</th>
          <th scope="col">Роли</th>
          {byOthers ? <th scope="col">Вход</th> : null}
          <th scope="col">Состояние</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td data-label="Сотрудник">
              <div>
                <Link className="rg-row-link" to={`/people/${person.id}`}>
                  {person.fullName}
                </Link>
                <span className="rg-block rg-muted">{person.position ?? ''}</span>
              </div>
            </td>
            <td data-label="Логин">{person.login}</td>
            <td data-label="Отдел">{person.department?.title ?? '—'}</td>
            <td data-label="Роли">{person.roles.map(roleText).join('; ') || 'нет'}</td>
            {byOthers ? (
              <td data-label="Вход">
                <Way signedInBy={person.signedInBy} />
              </td>
            ) : null}
            <td data-label="Состояние">
              <State person={person} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By what the person comes; the last time, where that was another place. */
function Way({ signedInBy }: Pick<Person, 'signedInBy'>) {
  if (signedInBy === null) return 'По паролю';
  return (
    <div>
      Через {signedInBy.title}
      <span className="rg-block rg-muted">{instantText(signedInBy.at)}</span>
    </div>
  );
}

export function State({ person }: { person: Person }) {
  if (person.disabledAt) return <Tag tone="error">Заблокирован</Tag>;
  if (person.mustChangePassword) return <Tag tone="warning">Ещё не менял пароль</Tag>;
  return <Tag tone="success">Действует</Tag>;
}
