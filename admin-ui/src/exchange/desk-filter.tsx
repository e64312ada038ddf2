import { topicTitles } from '@reglament/core/rules';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { ChoiceInput } from '../field/choice-input.tsx';
import { DayInput } from '../field/day-input.tsx';
import { TextInput } from '../field/text-input.tsx';
import { type DeskFilter, noFilter, useProviders } from './exchange-queries.ts';

const MOST = 1000;

interface DeskFilterFormProps {
  /** What time the days are of: the word above the first of them. */
  since: string;
  /** Whether things of several kinds are in the list. */
  withTopic?: boolean;
  onFilter: (filter: DeskFilter) => void;
}

/** A list of the desk by connection, kind, text and days; nothing is asked before «Фильтр». */
export function DeskFilterForm({ since, withTopic = false, onFilter }: DeskFilterFormProps) {
  const [typed, setTyped] = useState(noFilter);
  const { data } = useProviders();
  const put = (change: Partial<DeskFilter>) => setTyped((before) => ({ ...before, ...change }));
  const connections = (data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
  const topics = Object.entries(topicTitles).map(([value, label]) => ({ value, label }));
  return (
    <form
      className="ra-line"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onFilter({ ...typed, text: typed.text.trim() });
      }}
    >
      <ChoiceInput
        label="Через подключение"
        value={typed.connection}
        options={[{ value: '', label: 'Любое' }, ...connections]}
        onChange={(connection) => put({ connection })}
      />
      {withTopic ? (
        <ChoiceInput
          label="Что отправляют"
          value={typed.topic}
          options={[{ value: '', label: 'Всё' }, ...topics]}
          onChange={(topic) => put({ topic })}
        />
      ) : null}
      <TextInput label="Содержит" maxLength={100} value={typed.text} onChange={(text) => put({ text })} />
      <DayInput label={since} hint="" value={typed.from} onChange={(from) => put({ from })} />
      <DayInput label="По" hint="" value={typed.to} onChange={(to) => put({ to })} />
      <Button type="primary" htmlType="submit">
        Фильтр
      </Button>
      <Button
        onClick={() => {
          setTyped(noFilter);
          onFilter(noFilter);
        }}
      >
        Очистить
      </Button>
    </form>
  );
}

/** «Найдено: 12», when it is known. */
export function Found({ count }: { count: number | undefined }) {
  if (count === undefined) return null;
  return (
    <p className="rg-muted" role="status">
      Найдено: {count >= MOST ? `${MOST} и больше` : count}
    </p>
  );
}
