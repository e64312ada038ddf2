import type { ApiTypes } from '@reglament/core/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { request } from '../client.ts';
import { wayTitle } from '../correspondence/correspondence-words.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Empty, Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';

type NoticeView = ApiTypes['NoticeView'];

const statuses = [
  { value: 'todo', label: 'Передать' },
  { value: 'done', label: 'Переданы' },
];

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

interface RowsProps {
  notices: readonly NoticeView[];
  onDone: (notice: NoticeView) => void;
}

function Row({ notice, onDone }: { notice: NoticeView; onDone: () => void }) {
  const { organisation } = useMe();
  return (
    <tr>
      <td data-label="Заявка">
        <Link className="rg-row-link" to={`/applications/${notice.application.id}`}>
          {notice.application.number ?? 'Без номера'}
        </Link>
      </td>
      <td data-label="Заявитель">{notice.application.applicant}</td>
      <td data-label="Как и куда">
        <div>
          {wayTitle(notice.way)}
          {notice.address ? <span className="rg-block rg-muted">{notice.address}</span> : null}
        </div>
      </td>
      <td data-label="Сообщение">{notice.text}</td>
      <td data-label="Создано">{instantText(notice.createdAt, organisation.timeZone)}</td>
      <td className="rg-actions-cell">
        {notice.status === 'todo' ? (
          <Button
            size="small"
            onClick={onDone}
            aria-label={`Передано заявителю: ${notice.application.number ?? notice.application.applicant}`}
          >
            Передано
          </Button>
        ) : (
          <span className="rg-muted">
            {notice.doneBy?.name}, {instantText(notice.doneAt, organisation.timeZone)}
          </span>
        )}
      </td>
    </tr>
  );
}

function Rows({ notices, onDone }: RowsProps) {
  return (
    <table className="rg-table">
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
          <Row key={notice.id} notice={notice} onDone={() => onDone(notice)} />
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
  const list = useNotices(status);
  const notices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const finish = async (notice: NoticeView) => {
    setFailure('');
    try {
      await request(`/api/notices/${notice.id}/done`, { method: 'POST', body: {} });
      announce('Отмечено: уведомление передано');
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
    await queryClient.invalidateQueries({ queryKey: ['notices'] });
  };
  return (
    <Page title="Уведомления заявителей" lead="Передайте сообщение выбранным способом и отметьте «Передано».">
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
      {notices.length > 0 ? <Rows notices={notices} onDone={(notice) => void finish(notice)} /> : null}
      {list.isSuccess && notices.length === 0 ? (
        <Empty title={status === 'todo' ? 'Всё передано' : 'Пока ничего не передано'}>
          Уведомление появляется здесь, когда публикуется результат.
        </Empty>
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
    </Page>
  );
}
