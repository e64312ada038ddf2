import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { announce, Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { ChoiceInput } from '../field/choice-input.tsx';
import { DayInput } from '../field/day-input.tsx';
import { dayText } from '../field/day-text.ts';
import { problemOf } from '../field/problem-of.ts';
import { cutAbsence, type PersonDetails, setAbsence } from './people-queries.ts';

interface AbsencesCardProps {
  details: PersonDetails;
  onDone: (details: PersonDetails) => void;
}

/** When the person is away, and who stands in: for whoever cannot say it themselves. */
export function AbsencesCard({ details, onDone }: AbsencesCardProps) {
  const { user, absences } = details;
  const cut = useMutation({
    mutationFn: (absence: string) => cutAbsence(user.id, absence),
    onSuccess: (fresh) => {
      onDone(fresh);
      announce('Отсутствие завершено');
    },
  });
  return (
    <Card title="Отсутствие и заместитель">
      {cut.error ? <Notice tone="error">{cut.error.message}</Notice> : null}
      {absences.length === 0 ? <p className="rg-muted">Отсутствий не указано</p> : null}
      <ul className="ra-list">
        {absences.map(({ id, from, to, deputy }) => (
          <li key={id}>
            <span>
              {dayText(from)} – {dayText(to)}
              <span className="rg-block rg-muted">{deputy ? `замещает ${deputy.name}` : 'без заместителя'}</span>
            </span>
            <Button size="small" aria-label={`Завершить: с ${dayText(from)}`} onClick={() => cut.mutate(id)}>
              Завершить
            </Button>
          </li>
        ))}
      </ul>
      <NewAbsence id={user.id} onDone={onDone} />
    </Card>
  );
}

function NewAbsence({ id, onDone }: { id: string; onDone: (details: PersonDetails) => void }) {
  const [span, setSpan] = useState({ from: '', to: '', deputy: '' });
  const { data } = useQuery({
    queryKey: ['admin', 'colleagues'],
    queryFn: () => request<ApiTypes['ColleagueList']>('/api/me/colleagues'),
  });
  const put = (change: Partial<typeof span>) => setSpan((before) => ({ ...before, ...change }));
  const add = useMutation({
    mutationFn: () => {
      const { from, to, deputy } = span;
      return setAbsence(id, { from, to, ...(deputy ? { deputy } : {}) });
    },
    onSuccess: (fresh) => {
      setSpan({ from: '', to: '', deputy: '' });
      onDone(fresh);
      announce('Отсутствие указано');
    },
  });
  const colleagues = (data?.items ?? []).filter((one) => one.id !== id);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      {add.error ? <Notice tone="error">{add.error.message}</Notice> : null}
      <div className="ra-line">
        <DayInput
          label="Первый день"
          value={span.from}
          problem={problemOf(add.error, 'from')}
          onChange={(from) => put({ from })}
        />
        <DayInput
          label="Последний день"
          value={span.to}
          problem={problemOf(add.error, 'to')}
          onChange={(to) => put({ to })}
        />
      </div>
      <ChoiceInput
        label="Кто замещает"
        value={span.deputy}
        options={[{ value: '', label: 'Никто' }, ...colleagues.map((one) => ({ value: one.id, label: one.name }))]}
        problem={problemOf(add.error, 'deputy')}
        onChange={(deputy) => put({ deputy })}
      />
      <Button htmlType="submit" disabled={span.from === '' || span.to === ''} loading={add.isPending}>
        Указать отсутствие
      </Button>
    </form>
  );
}
