import { Card, Details, dateText, Notice, StatusTag } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { DayInput } from '../../field/day-input.tsx';
import { withStep } from './trial-edit.ts';
import type { WalkProps } from './walk-props.ts';

interface WalkPresentProps extends WalkProps {
  onAs: (as: string) => void;
}

/** Where the application stands, who looks at it and what day it is. */
export function WalkPresent(props: WalkPresentProps) {
  const { walk } = props;
  const { present } = walk;
  return (
    <Card title="Заявка сейчас" extra={<StatusTag phase={present.phase} title={present.stateTitle} />}>
      <Details
        items={[
          { key: 'today', label: 'Сегодня', value: dateText(present.today) },
          { key: 'executor', label: 'Исполнитель', value: nameOf(walk.people, present.executor) ?? 'не назначен' },
          { key: 'due', label: 'Срок', value: dueWords(present) },
          ...(present.variant === null ? [] : [{ key: 'variant', label: 'Вариант', value: present.variant }]),
        ]}
      />
      {present.trace.length > 0 ? (
        <details className="rst-more">
          <summary>Почему такая дата</summary>
          <ol>
            {present.trace.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      ) : null}
      {present.phase === 'draft' && present.missing.length > 0 ? (
        <Notice tone="info" title="Чтобы зарегистрировать, не хватает">
          {present.missing.join('; ')}
        </Notice>
      ) : null}
      <Controls {...props} />
    </Card>
  );
}

function Controls({ walk, as, trial, onTrial, onAs }: WalkPresentProps) {
  const role = useId();
  const move = (today: string) => onTrial(withStep(trial, { as, today }));
  return (
    <>
      <div className="rs-row rst-controls">
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={role}>Кто действует</label>
          </div>
          <Select
            id={role}
            className="rst-role"
            value={as}
            options={walk.people.map((person) => ({ value: person.name, label: personLabel(person) }))}
            onChange={onAs}
          />
        </div>
        <DayInput
          label="Перевести часы на день"
          value={walk.present.today}
          onChange={(today) => today > walk.present.today && move(today)}
        />
      </div>
      <fieldset className="rs-row rst-days" aria-label="Перевести часы">
        {walk.days.map(({ title, date }) => (
          <Button key={title} size="small" onClick={() => move(date)}>
            {title}, {dateText(date)}
          </Button>
        ))}
      </fieldset>
    </>
  );
}

type Person = WalkProps['walk']['people'][number];

export function personLabel({ name, functions }: Person): string {
  const held = functions.map(({ title }) => title).join(', ');
  return functions.length === 1 && functions[0]?.code === name ? held : `${name}: ${held}`;
}

export function nameOf(people: readonly Person[], name: string | null): string | undefined {
  const found = people.find((one) => one.name === name);
  return found && personLabel(found);
}

function dueWords({ dueDate, remaining, paused }: WalkProps['walk']['present']): string {
  if (dueDate === null) return '—';
  if (paused) return `${dateText(dueDate)}, приостановлен`;
  if (remaining === null) return dateText(dueDate);
  return remaining < 0
    ? `${dateText(dueDate)}, просрочено на дней: ${-remaining}`
    : `${dateText(dueDate)}, осталось дней: ${remaining}`;
}
