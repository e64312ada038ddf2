import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Loading, Notice } from '../ui/notice.tsx';

type DigestView = ApiTypes['DigestView'];

const digestQuery = queryOptions({
  queryKey: ['digest'],
  queryFn: ({ signal }) => request<DigestView>('/api/me/digest', { signal }),
});

const never = 'never';
const hours = [
  { value: never, label: 'Не присылать' },
  ...Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `В ${String(hour).padStart(2, '0')}:00` })),
];

/** Whether the day's new notices come by e-mail, and when. */
export function DigestCard() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery(digestQuery);
  const [failure, setFailure] = useState('');
  const choose = async (chosen: string) => {
    setFailure('');
    try {
      const hour = chosen === never ? null : Number(chosen);
      const view = await request<DigestView>('/api/me/digest', { method: 'PUT', body: { hour } });
      queryClient.setQueryData(digestQuery.queryKey, view);
      announce('Сохранено');
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return (
    <Card title="Сводка на почту" id="digest">
      {failure || error ? <Notice tone="error">{failure || error?.message}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      {data ? <Choice view={data} onChoose={(chosen) => void choose(chosen)} /> : null}
    </Card>
  );
}

function Choice({ view, onChoose }: { view: DigestView; onChoose: (chosen: string) => void }) {
  const { organisation } = useMe();
  const { hour, email, possible, last } = view;
  return (
    <div className="rg-password rg-field">
      <div className="rg-field-label">
        <label htmlFor="digest-hour">Новые уведомления раз в день{email === null ? '' : `, на ${email}`}</label>
      </div>
      <Select
        id="digest-hour"
        className="rg-wide"
        value={hour === null ? never : String(hour)}
        options={hours}
        onChange={onChoose}
      />
      <p className="rg-muted">
        {possible
          ? 'Прочитанное и то, о чём уже писали, в сводку не попадает. Без новостей письма нет.'
          : 'Пока не придёт: нет вашего адреса или у ведомства не подключена почта. Скажите администратору.'}
      </p>
      {last?.failure ? <Notice tone="warning">Последняя сводка не ушла: {last.failure}</Notice> : null}
      {last?.sentAt ? <p className="rg-muted">Последняя – {instantText(last.sentAt, organisation.timeZone)}</p> : null}
    </div>
  );
}
