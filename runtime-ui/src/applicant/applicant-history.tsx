import type { ApiTypes } from '@reglament/core/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { applicantHistoryQuery } from './queries.ts';

type Event = ApiTypes['ApplicantEvent'];

const titles: Readonly<Record<Event['type'], string>> = {
  created: 'Внесён в реестр',
  changed: 'Изменены сведения',
  merged: 'Влита запись',
  mergedInto: 'Объединена с записью',
  unmerged: 'Отменено объединение с записью',
  unmergedFrom: 'Снова стоит отдельно от записи',
};

function Line({ event, onOpen }: { event: Event; onOpen: (id: string) => void }) {
  const { organisation } = useMe();
  const { other } = event;
  return (
    <li>
      <time className="rg-history-at" dateTime={event.at}>
        {instantText(event.at, organisation.timeZone)}
      </time>
      <div>
        <strong>{titles[event.type]}</strong>{' '}
        {other ? (
          <Button type="link" className="rg-inline-link" onClick={() => onOpen(other.id)}>
            {other.name}
          </Button>
        ) : null}
        <span className="rg-muted">{` · ${event.actor ?? 'Система'}, ${event.body}`}</span>
        {event.reason ? <div className="rg-comment">{event.reason}</div> : null}
        {event.destroyed ? <div className="rg-muted">Содержание записи уничтожено по закону.</div> : null}
        {event.changes.map(({ field, title, before, after }) => (
          <div key={field}>
            {before === null ? `${title}: ${after}` : `${title}: было «${before}», стало «${after ?? 'не указано'}»`}
          </div>
        ))}
      </div>
    </li>
  );
}

/** Who changed the record and how, the newest first. */
export function ApplicantHistory({ id, onOpen }: { id: string; onOpen: (id: string) => void }) {
  const list = useInfiniteQuery(applicantHistoryQuery(id));
  if (list.error) return <Notice tone="error">{list.error.message}</Notice>;
  if (list.isPending) return <Loading />;
  const events = list.data.pages.flatMap(({ items }) => items);
  if (events.length === 0) return <p className="rg-muted">Изменений не записано.</p>;
  return (
    <>
      <ol className="rg-history">
        {events.map((event) => (
          <Line key={event.id} event={event} onOpen={onOpen} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё изменения</Button>
        </div>
      ) : null}
    </>
  );
}
