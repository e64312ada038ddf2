import type { ApiTypes } from '@reglament/core/api';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { request } from '../client.ts';
import { Card } from '../ui/card.tsx';
import { dateText } from '../ui/format.ts';
import { announce } from '../ui/live-region.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { AbsenceForm } from './absence-form.tsx';

type AbsenceList = ApiTypes['AbsenceList'];

const absencesQuery = queryOptions({
  queryKey: ['absences'],
  queryFn: ({ signal }) => request<AbsenceList>('/api/me/absences', { signal }),
});

/** When one is away and who stands in; whom one stands in for today. */
export function AbsenceCard() {
  const queryClient = useQueryClient();
  const { data, error } = useQuery(absencesQuery);
  const [failure, setFailure] = useState('');
  const put = (list: AbsenceList) => queryClient.setQueryData(absencesQuery.queryKey, list);
  const end = async ({ id }: AbsenceList['items'][number]) => {
    setFailure('');
    try {
      put(await request<AbsenceList>(`/api/me/absences/${id}`, { method: 'DELETE' }));
      announce('Отсутствие завершено');
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return (
    <Card title="Отсутствие и заместитель" id="absence">
      {failure || error ? <Notice tone="error">{failure || error?.message}</Notice> : null}
      {data === undefined && !error ? <Loading /> : null}
      {data && data.standsFor.length > 0 ? (
        <Notice tone="info">
          Сегодня вы замещаете: {data.standsFor.map(({ name }) => name).join(', ')}. Заявки этих сотрудников видны вам в
          «Моих услугах», в истории заявки указано, за кого вы действовали.
        </Notice>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="rg-absences">
          {data.items.map((absence) => (
            <li key={absence.id}>
              <span>
                <strong>
                  {dateText(absence.from)} – {dateText(absence.to)}
                </strong>
                <span className="rg-block rg-muted">
                  {absence.deputy ? `Замещает: ${absence.deputy.name}` : 'Без заместителя: заявки ждут вас'}
                </span>
              </span>
              <Button
                size="small"
                onClick={() => void end(absence)}
                aria-label={`Завершить отсутствие с ${dateText(absence.from)}`}
              >
                Завершить
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="rg-password">
        <AbsenceForm
          onSaved={(list) => {
            put(list);
            announce('Отсутствие указано');
          }}
        />
      </div>
    </Card>
  );
}
