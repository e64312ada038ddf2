import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { markRead, type NoticeFilter, type StaffNotice, staffNoticesQuery } from './queries.ts';

interface NoticeListProps {
  filter: NoticeFilter;
  unread: number;
  /** A case was opened from the list. */
  onLeave: () => void;
}

/** What one was told, the newest first; opening a case marks its notice as read. */
export function NoticeList({ filter, unread, onLeave }: NoticeListProps) {
  const notices = useInfiniteQuery(staffNoticesQuery(filter));
  const filtered = filter.status === 'new' || filter.event !== null;
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState('');
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const read = (id?: string) => {
    setFailure('');
    markRead(queryClient, id).catch((problem: Error) => setFailure(problem.message));
  };
  const open = (notice: StaffNotice) => {
    if (notice.readAt === null) read(notice.id);
    onLeave();
  };
  const readAll = () => {
    read();
    announce('Все уведомления отмечены прочитанными');
  };
  if (notices.isPending) return <Loading />;
  return (
    <>
      {failure || notices.error ? <Notice tone="error">{failure || notices.error?.message}</Notice> : null}
      {unread > 0 ? (
        <Button size="small" onClick={readAll}>
          Отметить все прочитанными
        </Button>
      ) : null}
      {items.length === 0 && !notices.error ? (
        <Empty title={filtered ? 'Таких уведомлений нет' : 'Уведомлений пока нет'}>
          {filtered
            ? 'Выберите «Все» или другое событие.'
            : 'Здесь появится, когда вам назначат заявку, придёт ответ на запрос, подойдёт срок.'}
        </Empty>
      ) : null}
      <ul className="rg-notice-list">
        {items.map((notice) => (
          <Row key={notice.id} notice={notice} onOpen={() => open(notice)} />
        ))}
      </ul>
      {notices.hasNextPage ? (
        <Button onClick={() => notices.fetchNextPage()} loading={notices.isFetchingNextPage}>
          Показать ещё
        </Button>
      ) : null}
    </>
  );
}

function Row({ notice, onOpen }: { notice: StaffNotice; onOpen: () => void }) {
  const { organisation } = useMe();
  const isNew = notice.readAt === null;
  const place = placeOf(notice);
  return (
    <li className={isNew ? 'rg-notice-new' : undefined}>
      {place === null ? (
        <span>{notice.text}</span>
      ) : (
        <Link to={place} onClick={onOpen}>
          {notice.text}
        </Link>
      )}
      <span className="rg-muted rg-block">
        {isNew ? <strong>Новое · </strong> : null}
        {instantText(notice.createdAt, organisation.timeZone)}
      </span>
    </li>
  );
}

/** Of notices that are about no case; the others lead to the person's own page. */
const ownPlaces: Readonly<Record<string, string>> = {
  actAwaits: '/retention/acts',
  actDone: '/retention/acts',
  actWithdrawn: '/retention/acts',
  termsOver: '/retention',
};

/** null: there is nothing to open any more. */
function placeOf({ kind, application }: StaffNotice): string | null {
  if (application === null) return ownPlaces[kind] ?? '/profile';
  return application.open ? `/applications/${application.id}` : null;
}
