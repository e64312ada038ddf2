import { Link } from 'react-router';
import type { ApplicationCard, ServiceView } from '../api.ts';
import { valueWords } from '../form/index.ts';
import { requestPath } from '../request/request-words.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Tag } from '../ui/status-tag.tsx';

type Accepted = ApplicationCard['accepted'][number];

interface OriginProps {
  card: ApplicationCard;
  service: ServiceView;
  one: Accepted;
}

/** Where an accepted value comes from, and what the applicant had filed. */
export function AcceptedOrigin({ card, service, one }: OriginProps) {
  const { organisation } = useMe();
  const { request, at, filed, field } = one;
  const words = valueWords(filed, {
    form: service.form,
    field: `answers.${field}`,
    dictionaries: service.dictionaries,
  });
  return (
    <span className="rg-accepted-origin">
      Из ответа на <Link to={requestPath(card.id, request.id)}>запрос № {request.number}</Link>, принято{' '}
      {instantText(at, organisation.timeZone)}. {request.emulated ? <Tag tone="warning">Ответ эмулятора</Tag> : null}{' '}
      {filed === null ? 'Заявитель этого не указывал' : `В заявлении: ${words}`}
    </span>
  );
}

/** Above a form that is being filled in: the fields hold what the applicant filed, and something lies over them. */
export function AcceptedNotice({ card, service }: Omit<OriginProps, 'one'>) {
  if (card.accepted.length === 0) return null;
  return (
    <Notice tone="info" title="Часть сведений принята из ответов на запросы">
      В полях ниже – поданное заявителем; решают и печатают документы по принятому:
      <ul>
        {card.accepted.map((one) => (
          <li key={one.field}>
            {service.form.schema.properties[one.field]?.title ?? one.field}:{' '}
            {valueWords(one.value, {
              form: service.form,
              field: `answers.${one.field}`,
              dictionaries: service.dictionaries,
            })}
            . <AcceptedOrigin card={card} service={service} one={one} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
