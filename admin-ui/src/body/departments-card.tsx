import { announce, Card, Empty, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { addDepartment, type BodyDetails, removeDepartment, renameDepartment } from './body-queries.ts';

interface DepartmentsCardProps {
  details: BodyDetails;
  onDone: (details: BodyDetails) => void;
}

/** Departments are changed one by one, at once: people and roles hang on them. */
export function DepartmentsCard({ details, onDone }: DepartmentsCardProps) {
  const { organisation, canManage } = details;
  const [renamed, setRenamed] = useState<{ id: string; title: string }>();
  const done = (told: string) => (fresh: BodyDetails) => {
    setRenamed(undefined);
    onDone(fresh);
    announce(told);
  };
  const rename = useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => renameDepartment(organisation.id, id, title),
    onSuccess: done('Отдел переименован'),
  });
  const remove = useMutation({
    mutationFn: (id: string) => removeDepartment(organisation.id, id),
    onSuccess: done('Отдел удалён'),
  });
  const failure = rename.error ?? remove.error;
  return (
    <Card title="Отделы">
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {organisation.departments.length === 0 ? (
        <Empty title="Отделов нет">Роль без отдела действует во всём ведомстве.</Empty>
      ) : null}
      <ul className="ra-list">
        {organisation.departments.map(({ id, code, title }) => (
          <li key={id}>
            {renamed?.id === id ? (
              <form
                className="ra-line ra-wide"
                onSubmit={(event) => {
                  event.preventDefault();
                  rename.mutate(renamed);
                }}
              >
                <Input
                  aria-label={`Название отдела: ${title}`}
                  className="ra-grow"
                  autoFocus
                  maxLength={300}
                  value={renamed.title}
                  onChange={(event) => setRenamed({ id, title: event.target.value })}
                />
                <Button htmlType="submit" type="primary" loading={rename.isPending}>
                  Переименовать
                </Button>
                <Button onClick={() => setRenamed(undefined)}>Отмена</Button>
              </form>
            ) : (
              <>
                <span>
                  {title} <span className="rg-muted">{code}</span>
                </span>
                {canManage ? (
                  <span className="ra-line">
                    <Button size="small" aria-label={`Изменить: ${title}`} onClick={() => setRenamed({ id, title })}>
                      Изменить
                    </Button>
                    <Button size="small" aria-label={`Удалить: ${title}`} onClick={() => remove.mutate(id)}>
                      Удалить
                    </Button>
                  </span>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
      {canManage ? <NewDepartment id={organisation.id} onDone={done('Отдел добавлен')} /> : null}
    </Card>
  );
}

function NewDepartment({ id, onDone }: { id: string; onDone: (details: BodyDetails) => void }) {
  const [title, setTitle] = useState('');
  const [code, setCode] = useState('');
  const add = useMutation({
    mutationFn: () => addDepartment(id, { code: code.trim(), title: title.trim() }),
    onSuccess: (details) => {
      setTitle('');
      setCode('');
      onDone(details);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      {add.error && !problemOf(add.error, 'code') ? <Notice tone="error">{add.error.message}</Notice> : null}
      <div className="ra-line">
        <TextInput label="Новый отдел" maxLength={300} value={title} onChange={setTitle} />
        <TextInput
          label="Код отдела"
          maxLength={40}
          value={code}
          problem={problemOf(add.error, 'code')}
          onChange={setCode}
        />
        <Button htmlType="submit" disabled={title.trim() === '' || code.trim() === ''} loading={add.isPending}>
          Добавить отдел
        </Button>
      </div>
    </form>
  );
}
