import { formatSnils } from '@reglament/core/rules';
import { announce, Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { type PersonDetails, setSnils } from './people-queries.ts';

interface SnilsCardProps {
  details: PersonDetails;
  onDone: (details: PersonDetails) => void;
}

/** By it the person's certificate is known; nobody but they and their administrators see it. */
export function SnilsCard({ details: { user, snils }, onDone }: SnilsCardProps) {
  const kept = snils === null ? '' : formatSnils(snils);
  const [typed, setTyped] = useState(kept);
  const save = useMutation({
    mutationFn: () => setSnils(user.id, typed.trim() === '' ? null : typed.trim()),
    onSuccess: (fresh) => {
      setTyped(fresh.snils === null ? '' : formatSnils(fresh.snils));
      onDone(fresh);
      announce('СНИЛС сохранён');
    },
  });
  const problem = problemOf(save.error, 'snils');
  return (
    <Card
      title="СНИЛС"
      description="По нему узнают сертификат сотрудника и его самого при первом входе через ЕСИА. Видят только он сам и администраторы."
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label="Номер"
          hint="XXX-XXX-XXX YY"
          maxLength={20}
          value={typed}
          problem={problem}
          onChange={setTyped}
        />
        {save.error && problem === undefined ? <Notice tone="error">{save.error.message}</Notice> : null}
        <Button htmlType="submit" type="primary" disabled={typed.trim() === kept} loading={save.isPending}>
          Сохранить СНИЛС
        </Button>
      </form>
    </Card>
  );
}
