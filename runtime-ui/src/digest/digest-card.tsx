import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { type RequestOptions, request } from '../client.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { instantText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Loading, Notice } from '../ui/notice.tsx';

type DigestView = ApiTypes['DigestView'];

/** Asked again while a letter is on its way. */
const pace = 1_000;

function isUnderWay(view: DigestView | undefined): boolean {
  return view?.last !== null && view?.last !== undefined && view.last.sentAt === null && view.last.failure === null;
}

const digestQuery = queryOptions({
  queryKey: ['digest'],
  queryFn: ({ signal }) => request<DigestView>('/api/me/digest', { signal }),
  refetchInterval: ({ state }) => (isUnderWay(state.data) ? pace : false),
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
  const send = async (path: string, options: RequestOptions, done: string) => {
    setFailure('');
    try {
      queryClient.setQueryData(digestQuery.queryKey, await request<DigestView>(path, options));
      announce(done);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  const choose = (chosen: string) => {
    const hour = chosen === never ? null : Number(chosen);
    return send('/api/me/digest', { method: 'PUT', body: { hour } }, 'Сохранено');
  };
  const tryOut = () => send('/api/me/digest/test', { method: 'POST' }, 'Проверочное письмо отправляется');
  return (
    <Card title="Почта" id="digest">
      {failure || error ? <Notice tone="error">{failure || error?.message}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      {data ? <Choice view={data} onChoose={(chosen) => void choose(chosen)} onTry={() => void tryOut()} /> : null}
    </Card>
  );
}

interface ChoiceProps {
  view: DigestView;
  onChoose: (chosen: string) => void;
  onTry: () => void;
}

function Choice({ view, onChoose, onTry }: ChoiceProps) {
  const { organisation } = useMe();
  const { hour, email, possible, last } = view;
  const under = isUnderWay(view);
  return (
    <div className="rg-password rg-field">
      <div className="rg-field-label">
        <label htmlFor="digest-hour">Сводка новых уведомлений раз в день{email === null ? '' : `, на ${email}`}</label>
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
      {last?.failure ? <Notice tone="warning">Последнее письмо не ушло: {last.failure}</Notice> : null}
      {last?.sentAt ? (
        <p className="rg-muted">Последнее письмо – {instantText(last.sentAt, organisation.timeZone)}</p>
      ) : null}
      {under ? <p role="status">Письмо отправляется…</p> : null}
      {possible ? (
        <Button onClick={onTry} disabled={under}>
          Прислать проверочное письмо
        </Button>
      ) : null}
    </div>
  );
}
