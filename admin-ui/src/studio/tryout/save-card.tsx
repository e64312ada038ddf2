import type { ServiceTrial } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import { asTest, withShown } from './trial-edit.ts';
import type { WalkProps } from './walk-props.ts';

interface SaveCardProps extends WalkProps {
  title: string;
  onSave: (made: ServiceTrial) => void;
}

/** The walk becomes a test: from now on the service keeps to what has come out of it. */
export function SaveCard({ service, trial, walk, title, onSave }: SaveCardProps) {
  const [name, setName] = useState(title);
  const [withFields, setWithFields] = useState(trial.steps.some(({ expect }) => expect?.visible ?? expect?.hidden));
  const field = useId();
  const ready = name.trim() !== '' && trial.steps.length > 0 && walk.steps.length === trial.steps.length;
  const save = () => {
    const test = asTest({ ...trial, creator: trial.creator ?? walk.creator }, walk, name.trim());
    onSave(withFields ? withShown(test, walk, Object.keys(service.form.schema.properties)) : test);
  };
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
      <Checkbox checked={withFields} onChange={({ target }) => setWithFields(target.checked)}>
        Помнить и то, какие поля показаны, какие скрыты
      </Checkbox>
      <Button type="primary" disabled={!ready} onClick={save}>
        Сохранить тест
      </Button>
    </Card>
  );
}
