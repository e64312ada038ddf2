import { BellOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { plural } from '../ui/format.ts';
import { NoticeFilterBar } from './notice-filter.tsx';
import { NoticeList } from './notice-list.tsx';
import { type NoticeFilter, staffNoticesQuery } from './queries.ts';

const all: NoticeFilter = { status: 'all', event: null };

/** The server counts no further. */
const mostCounted = 100;

/** How many notices are new, and the list of them beside the screen one works on. */
export function NoticeBell() {
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState<NoticeFilter>(all);
  const notices = useInfiniteQuery(staffNoticesQuery(all));
  const unread = notices.data?.pages[0]?.unread ?? 0;
  const counted = unread >= mostCounted ? `${mostCounted - 1}+` : String(unread);
  const label =
    unread === 0 ? 'Мои уведомления: новых нет' : `Мои уведомления: ${plural(unread, ['новое', 'новых', 'новых'])}`;
  return (
    <>
      <Button
        type="text"
        className="rg-bell"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
          void notices.refetch();
        }}
      >
        <BellOutlined aria-hidden="true" />
        {unread > 0 ? (
          <span className="rg-bell-count" aria-hidden="true">
            {counted}
          </span>
        ) : null}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title="Мои уведомления"
        size="min(440px, 100vw)"
        closable={{ 'aria-label': 'Закрыть' }}
        destroyOnHidden
      >
        <NoticeFilterBar filter={filter} onChange={setFilter} />
        <NoticeList filter={filter} unread={unread} onLeave={() => setOpen(false)} />
      </Drawer>
    </>
  );
}
