import { Link } from 'react-router';
import { Empty } from '../src/ui/notice.tsx';
import { Tag } from '../src/ui/status-tag.tsx';
import { useAccount } from './account.ts';
import type { OfferedItem } from './portal-api.ts';
import { Screen } from './screen.tsx';

/** «Услуги»: what each body delivers. */
export function ServicesScreen() {
  const { start, person } = useAccount();
  const bodies = [...new Map(start.services.map(({ body }) => [body.code, body])).values()];
  return (
    <Screen
      title="Услуги"
      lead="Выберите услугу: заявление уйдёт в ведомство по СМЭВ, его статус и результат появятся в «Моих заявлениях»."
    >
      {bodies.length === 0 ? (
        <Empty title="Услуг пока нет">
          Здесь видны опубликованные услуги, у которых в редакторе заполнена вкладка «Портал». Поставляемые услуги
          приносит команда <code>npx reglament definitions import</code>.
        </Empty>
      ) : null}
      {bodies.map((body) => (
        <section key={body.code} className="rp-body" aria-labelledby={`body-${body.code}`}>
          <h2 id={`body-${body.code}`}>{body.title}</h2>
          <ul className="rp-services">
            {start.services
              .filter((service) => service.body.code === body.code)
              .map((service) => (
                <li key={service.code}>
                  <ServiceTile service={service} isForPerson={service.applicants.includes(person.kind)} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Screen>
  );
}

function ServiceTile({ service, isForPerson }: { service: OfferedItem; isForPerson: boolean }) {
  const { body, code, title, description } = service;
  return (
    <Link to={`/services/${body.code}/${code}`} className="rp-tile">
      <span className="rp-tile-title">{title}</span>
      {description === null ? null : <span className="rg-muted">{description}</span>}
      {isForPerson ? null : <Tag tone="neutral">Другим заявителям</Tag>}
    </Link>
  );
}
