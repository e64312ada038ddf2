import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { deviceText } from './device.ts';
import { useMe } from './me.ts';

type SessionList = ApiTypes['SessionList'];

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request<SessionList>('/api/me/sessions', { signal }),
});

/** Where else one is signed in, and the way to end it. */
export function SessionsCard() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery(sessionsQuery);
  const [failure, setFailure] = useState('');
  const end = async (id?: string) => {
    setFailure('');
    try {
      const path = id === undefined ? '/api/me/sessions' : `/api/me/sessions/${id}`;
      queryClient.setQueryData(sessionsQuery.queryKey, await request<SessionList>(path, { method: 'DELETE' }));
      announce(id === undefined ? 'Остальные сеансы завершены' : 'Сеанс завершён');
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return (
    <Card
      title="Сеансы"
      id="sessions"
      description="Где открыт ваш вход. Незнакомый завершите и смените пароль."
      extra={
        (data?.items.length ?? 0) > 1 ? (
          <Button size="small" onClick={() => void end()}>
            Завершить остальные
          </Button>
        ) : null
      }
    >
      {failure || error ? <Notice tone="error">{failure || error?.message}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      <ul className="rg-absences">
        {data?.items.map((one) => (
          <Row key={one.id} session={one} onEnd={() => void end(one.id)} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ session, onEnd }: { session: SessionList['items'][number]; onEnd: () => void }) {
  const { organisation } = useMe();
  const { current, createdAt, lastSeenAt, expiresAt, remembered, address, userAgent } = session;
  const device = deviceText(userAgent);
  const text = (instant: string) => instantText(instant, organisation.timeZone);
  return (
    <li>
      <span>
        <strong>{device}</strong>
        {current ? ' – этот сеанс' : ''}
        <span className="rg-block rg-muted">
          {address === null ? '' : `${address} · `}вход {text(createdAt)}
          {current ? '' : ` · последнее обращение ${text(lastSeenAt)}`}
          {remembered ? ` · запомнен до ${text(expiresAt)}` : ''}
        </span>
      </span>
      {current ? null : (
        <Button size="small" onClick={onEnd} aria-label={`Завершить сеанс: ${device}, вход ${text(createdAt)}`}>
          Завершить
        </Button>
      )}
    </li>
  );
}
