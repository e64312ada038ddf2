import { useQuery } from '@tanstack/react-query';
import { Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMe } from '../session/me.ts';
import { useKey } from '../ui/keys.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { newDraftServices } from './local-draft.ts';
import { servicesQuery } from './service-queries.ts';

const addressOf = (code: string): string => `/applications/new?service=${code}`;

/** The first step of a new application: the type of service. */
export function ServiceChoice() {
  const me = useMe();
  const { data, error, isPending } = useQuery(servicesQuery());
  const [typed, setTyped] = useState('');
  const input = useRef<InputRef>(null);
  const navigate = useNavigate();
  useKey('search', 'Найти услугу', () => input.current?.focus());
  const begun = newDraftServices(me.user.id);
  const wanted = typed.trim().toLocaleLowerCase('ru');
  const services = (data ?? []).filter(
    ({ canCreate, title, shortTitle }) =>
      canCreate && `${title} ${shortTitle ?? ''}`.toLocaleLowerCase('ru').includes(wanted),
  );
  return (
    <Page
      title="Новая заявка"
      lead="Выберите услугу, за которой обратился заявитель: Enter открывает первую из найденных."
      narrow
    >
      <Input
        ref={input}
        size="large"
        allowClear
        autoFocus
        placeholder="Название услуги"
        aria-label="Найти услугу по названию"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => {
          const [first] = services;
          if (first && (typed || services.length === 1)) void navigate(addressOf(first.code));
        }}
      />
      {isPending ? <Loading /> : null}
      {error ? <Notice tone="error">{error.message}</Notice> : null}
      {data && services.length === 0 ? (
        <Empty title={typed ? 'Такой услуги нет' : 'Нет услуг, по которым вы можете создавать заявки'}>
          {typed ? 'Проверьте название.' : 'Обратитесь к администратору: для этого нужна роль регистратора.'}
        </Empty>
      ) : null}
      <ul className="rg-choice-list">
        {services.map((service) => (
          <li key={service.code}>
            <Link to={addressOf(service.code)}>
              <span>
                <strong>{service.title}</strong>
                {begun.includes(service.code) ? <Tag tone="info">Есть несохранённая</Tag> : null}
                {service.description ? <span className="rg-block rg-muted">{service.description}</span> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
