import { StarFilled, StarOutlined } from '@ant-design/icons';
import type { ApiTypes } from '@reglament/core/api';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMe } from '../session/me.ts';
import { useKey } from '../ui/keys.ts';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Tag } from '../ui/status-tag.tsx';
import { recentServices, useFavouriteServices } from './liked-services.ts';
import { newDraftServices } from './local-draft.ts';
import { isNamed, type ServiceGroup, servicesInGroups } from './service-order.ts';
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
  const { favourite, toggle } = useFavouriteServices();
  // As they stood when the screen was opened: a star moves nothing from under the pointer.
  const [first] = useState({ recent: recentServices(me.user.id), favourite });
  const services = (data ?? []).filter((service) => service.canCreate && isNamed(service, typed.trim()));
  const groups = servicesInGroups(services, first);
  const listed = groups.flatMap((group) => group.services);
  const open = () => {
    const [top] = listed;
    if (top && (typed || listed.length === 1 || groups[0]?.kind !== 'other')) void navigate(addressOf(top.code));
  };
  return (
    <Page
      title="Новая заявка"
      lead="Выберите услугу, за которой обратился заявитель: Enter открывает первую в списке, стрелки ведут по нему."
      narrow
    >
      <search onKeyDown={walkLinks}>
        <Input
          ref={input}
          size="large"
          allowClear
          autoFocus
          placeholder="Название услуги"
          aria-label="Найти услугу по названию"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={open}
        />
        {isPending ? <Loading /> : null}
        {error ? <Notice tone="error">{error.message}</Notice> : null}
        {data && services.length === 0 ? (
          <Empty
            title={
              typed
                ? 'Среди услуг, по которым вы создаёте заявки, такой нет'
                : 'Нет услуг, по которым вы можете создавать заявки'
            }
          >
            {typed
              ? 'Проверьте название. Если услуга должна быть у вас – обратитесь к администратору.'
              : 'Обратитесь к администратору: для этого нужна роль регистратора.'}
          </Empty>
        ) : null}
        {groups.map((group) => (
          <Group
            key={group.kind}
            group={group}
            alone={groups.length === 1}
            begun={newDraftServices(me.user.id)}
            favourite={favourite}
            onStar={toggle}
          />
        ))}
      </search>
    </Page>
  );
}

/** Arrows lead from the field to the services and along them. */
function walkLinks(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { activeElement: held } = document;
  if (step === undefined || held === null) return;
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li > a')];
  const at = places.findIndex((place) => place === held || place.parentElement === held.closest('li'));
  const next = places[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

const titles = { recent: 'Недавние', favourite: 'Избранные', other: 'Остальные' } as const;

interface GroupProps {
  group: ServiceGroup<ApiTypes['ServiceList']['items'][number]>;
  /** The only one needs no title. */
  alone: boolean;
  /** Services that have something typed and not saved. */
  begun: readonly string[];
  favourite: readonly string[];
  onStar: (code: string) => void;
}

function Group({ group: { kind, services }, alone, begun, favourite, onStar }: GroupProps) {
  const id = useId();
  const heading = alone ? { 'aria-label': 'Услуги' } : { 'aria-labelledby': id };
  return (
    <>
      {alone ? null : (
        <h2 className="rg-choice-title" id={id}>
          {titles[kind]}
        </h2>
      )}
      <ul className="rg-choice-list rg-services" {...heading}>
        {services.map((service) => {
          const starred = favourite.includes(service.code);
          return (
            <li key={service.code}>
              <Link to={addressOf(service.code)}>
                <span>
                  <strong>{service.title}</strong>
                  {begun.includes(service.code) ? <Tag tone="info">Есть несохранённая</Tag> : null}
                  {service.description ? <span className="rg-block rg-muted">{service.description}</span> : null}
                </span>
              </Link>
              <Button
                type="text"
                icon={starred ? <StarFilled aria-hidden="true" /> : <StarOutlined aria-hidden="true" />}
                aria-pressed={starred}
                aria-label={`Избранная услуга: ${service.title}`}
                title={starred ? 'Убрать из избранных' : 'В избранные'}
                onClick={() => onStar(service.code)}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}
