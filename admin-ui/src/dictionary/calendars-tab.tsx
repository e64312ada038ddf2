import type { ApiTypes } from '@reglament/core/api';
import { announce, Loading, Notice, plural, Tag } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { dayText } from '../field/day-text.ts';
import { useMay } from '../shell.tsx';
import {
  type Calendar,
  calendarsKey,
  changeCalendar,
  type Effect,
  effectOf,
  recountTerms,
  useCalendars,
} from './dictionary-queries.ts';
import { NewYear } from './new-year.tsx';
import { type Days, workingCount } from './year-days.ts';
import { YearView } from './year-view.tsx';

/** A year at a glance; a change is first shown by what it does to open cases. */
export function CalendarsTab() {
  const { data, error } = useCalendars();
  const [chosen, setChosen] = useState<string>();
  const mayDefine = useMay('definitions.edit');
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (!data) return <Loading />;
  const today = new Date().getFullYear();
  const calendar =
    data.items.find(({ code }) => code === chosen) ?? data.items.find(({ year }) => year === today) ?? data.items[0];
  if (!calendar) return <Notice tone="warning">Календарей нет: сроки в рабочих днях посчитать не по чему.</Notice>;
  return (
    <>
      <Radio.Group
        aria-label="Год"
        className="ra-filter"
        optionType="button"
        value={calendar.code}
        options={data.items.map(({ code, year }) => ({ value: code, label: String(year) }))}
        onChange={({ target }) => setChosen(target.value)}
      />{' '}
      {mayDefine ? <NewYear calendars={data.items} /> : null}
      <RecountNotice recount={data.recount} />
      <CalendarEditor key={`${calendar.code} ${calendar.version}`} calendar={calendar} />
    </>
  );
}

/** What has come of the terms of open cases since a calendar was published. */
function RecountNotice({ recount: { state, reason } }: { recount: ApiTypes['CalendarList']['recount'] }) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: recountTerms,
    onSuccess: () => {
      announce('Пересчёт начат');
      void client.invalidateQueries({ queryKey: calendarsKey });
    },
  });
  if (state === 'done') return null;
  if (state === 'underWay') return <Notice tone="info">Сроки открытых заявок пересчитываются.</Notice>;
  return (
    <Notice tone="error" title="Сроки открытых заявок не пересчитаны">
      <p>{retry.error?.message ?? reason}</p>
      <Button loading={retry.isPending} onClick={() => retry.mutate()}>
        Повторить
      </Button>
    </Notice>
  );
}

function CalendarEditor({ calendar }: { calendar: Calendar }) {
  const client = useQueryClient();
  const [days, setDays] = useState<Days>(() => daysOf(calendar));
  const [effect, setEffect] = useState<Effect>();
  const body = { version: calendar.version, ...days };
  const changed = JSON.stringify(days) !== JSON.stringify(daysOf(calendar));
  const put = (next: Days) => {
    setDays(next);
    setEffect(undefined);
  };
  const look = useMutation({ mutationFn: () => effectOf(calendar.code, body), onSuccess: setEffect });
  const save = useMutation({
    mutationFn: () => changeCalendar(calendar.code, body),
    onSuccess: () => {
      announce('Календарь сохранён, сроки пересчитываются');
      void client.invalidateQueries({ queryKey: calendarsKey });
    },
  });
  const failure = look.error ?? save.error;
  return (
    <>
      <p>
        <strong>{calendar.title}</strong> {days.provisional ? <Tag tone="warning">предварительный</Tag> : null}{' '}
        <span className="rg-muted">
          Версия {calendar.version},{' '}
          {plural(workingCount(calendar.year, days), ['рабочий день', 'рабочих дня', 'рабочих дней'])}. Нажатие на день
          меняет его: рабочий, сокращённый, выходной.
        </span>
      </p>
      <YearView year={calendar.year} days={days} onChange={put} />
      <Checkbox checked={days.provisional} onChange={({ target }) => put({ ...days, provisional: target.checked })}>
        Предварительный: постановления о переносе ещё нет
      </Checkbox>
      {effect ? <EffectNotice effect={effect} /> : null}
      <div className="ra-foot">
        {effect ? (
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            Сохранить и пересчитать сроки
          </Button>
        ) : (
          <Button type="primary" disabled={!changed} loading={look.isPending} onClick={() => look.mutate()}>
            Показать, что изменится
          </Button>
        )}
        {changed ? <Button onClick={() => put(daysOf(calendar))}>Вернуть как было</Button> : null}
        {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      </div>
    </>
  );
}

function EffectNotice({ effect: { moved, looked, cut, items } }: { effect: Effect }) {
  return (
    <Notice
      tone={moved > 0 ? 'warning' : 'info'}
      title={moved === 0 ? 'Сроки открытых заявок не сдвинутся' : `Сдвинется сроков: ${moved}`}
    >
      Просчитано открытых заявок: {looked}
      {cut ? ' (есть ещё, они пересчитаются при сохранении)' : ''}.
      {items.length > 0 ? (
        <ul className="ra-list">
          {items.map(({ number, service, from, to }) => (
            <li key={`${number} ${service}`}>
              <span>{number ?? 'без номера'}</span>
              <span>
                {from ? dayText(from) : 'не рассчитан'} → {to ? dayText(to) : 'не рассчитан'}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

function daysOf({ provisional, holidays, worked, shortened }: Calendar): Days {
  return { provisional, holidays, worked, shortened };
}
