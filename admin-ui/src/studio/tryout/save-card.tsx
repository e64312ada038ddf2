import type { ServiceTrial } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { asTest } from './trial-edit.ts';
import type { WalkProps } from './walk-props.ts';

interface SaveCardProps extends WalkProps {
  title: string;
  onSave: (made: ServiceTrial) => void;
}

/** The walk becomes a test: from now on the service keeps to what has come out of it. */
export function SaveCard({ trial, walk, title, onSave }: SaveCardProps) {
  const [name, setName] = useState(title);
  const field = useId();
  const ready = name.trim() !== '' && trial.steps.length > 0 && walk.steps.length === trial.steps.length;
  return (
    <Card title="Сохранить тестом">
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={field}>Название теста</label>
        </div>
        <Input
          id={field}
          value={name}
          maxLength={200}
          placeholder="Что этот путь показывает"
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <p className="rg-hint">
        Запомнится, что вышло на каждом шаге: состояние, исполнитель, решение, срок или отказ. Тест выполнится при
        каждой публикации.
      </p>
      <Button
        type="primary"
        disabled={!ready}
        onClick={() => onSave(asTest({ ...trial, creator: trial.creator ?? walk.creator }, walk, name.trim()))}
      >
        Сохранить тест
      </Button>
    </Card>
  );
}
