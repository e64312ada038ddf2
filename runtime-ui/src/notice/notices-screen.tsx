import type { ApiTypes } from '@reglament/core/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import type { NoticeView } from '../api.ts';
import { request } from '../client.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useRowWalk } from '../ui/row-walk.ts';
import { type NoticeDeeds, NoticeRow } from './notice-row.tsx';
import { SendDialog } from './send-dialog.tsx';

const statuses = [
  { value: 'todo', label: 'Передать' },
  { value: 'sending', label: 'Отправляются' },
  { value: 'done', label: 'Переданы' },
];

const emptyTitles: Readonly<Record<string, string>> = {
  todo: 'Всё передано',
  sending: 'Ничего не ждёт отправки',
  done: 'Пока ничего не передано',
};

function useNotices(status: string) {
  return useInfiniteQuery({
    queryKey: ['notices', status],
    queryFn: ({ pageParam }) =>
      request<ApiTypes['NoticeList']>('/api/notices', {
        query: { status, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: ApiTypes['NoticeList']) => page.next ?? undefined,
  });
}

interface RowsProps extends NoticeDeeds {
  notices: readonly NoticeView[];
}

function Rows({ notices, ...deeds }: RowsProps) {
  const table = useRowWalk();
  return (
    <table className="rg-table" ref={table}>
      <caption className="rg-visually-hidden">Уведомления заявителей</caption>
      <thead>
        <tr>
          <th scope="col">Заявка</th>
          <th scope="col">Заявитель</th>
          <th scope="col">Как и куда</th>
          <th scope="col">Сообщение</th>
          <th scope="col">Создано</th>
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} {...deeds} />
        ))}
      </tbody>
    </table>
  );
}

/** What cannot go to the applicant by machine is a task for a clerk. */
export function NoticesScreen() {
  const queryClient = useQueryClient();
  const [status, setStatus] = useState('todo');
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState<NoticeView>();
  const list = useNotices(status);
  const notices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['notices'] });
  const finish = async (notice: NoticeView) => {
    setFailure('');
    try {
      await request(`/api/notices/${notice.id}/done`, { method: 'POST', body: {} });
      announce('Отмечено: уведомление передано');
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
    await refresh();
  };
  return (
    <Page title="Уведомления заявителей" lead="Что система не может отправить сама, передайте и отметьте «Передано».">
      <div className="rg-switch">
        <Radio.Group
          aria-label="Какие показать"
          role="radiogroup"
          optionType="button"
          buttonStyle="solid"
          value={status}
          options={statuses}
          onChange={(event) => setStatus(event.target.value)}
        />
      </div>
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      {list.error ? <Notice tone="error">{list.error.message}</Notice> : null}
      {list.isPending ? <Loading /> : null}
      {notices.length > 0 ? (
        <Rows notices={notices} onDone={(notice) => void finish(notice)} onSend={setSending} />
      ) : null}
      {list.isSuccess && notices.length === 0 ? (
        <Empty title={emptyTitles[status] ?? ''}>
          Уведомление появляется здесь, когда публикуется результат или заявителю есть что сообщить.
        </Empty>
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
      {sending ? (
        <SendDialog
          notice={sending}
          onClose={() => setSending(undefined)}
          onSent={() => {
            setSending(undefined);
            void refresh();
          }}
        />
      ) : null}
    </Page>
  );
}
