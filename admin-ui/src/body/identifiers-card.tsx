import { announce, Card, Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { problemOf } from '../field/problem-of.ts';
import { TextInput } from '../field/text-input.tsx';
import { type BodyDetails, setIdentifiers } from './body-queries.ts';

interface IdentifiersCardProps {
  details: BodyDetails;
  onDone: (details: BodyDetails) => void;
}

type Values = Record<string, string>;

/** What other systems call the body: said once here, and no clerk types it. */
export function IdentifiersCard({ details, onDone }: IdentifiersCardProps) {
  const { organisation, identifiers, canManage } = details;
  const [values, setValues] = useState(() => valuesOf(details));
  const save = useMutation({
    mutationFn: () => setIdentifiers(organisation.id, changedIn(values, valuesOf(details))),
    onSuccess: (fresh) => {
      onDone(fresh);
      setValues(valuesOf(fresh));
      announce('Идентификаторы сохранены');
    },
  });
  if (identifiers.length === 0 || !canManage) return null;
  const isChanged = Object.keys(changedIn(values, valuesOf(details))).length > 0;
  const wrong = (code: string) => problemOf(save.error, code);
  const isNamed = identifiers.some(({ code }) => wrong(code) !== undefined);
  return (
    <Card
      title="Идентификаторы в других системах"
      description="Их выдают сами системы. Новый запрос начинается с них: сотруднику вводить нечего."
    >
      {identifiers.map(({ code, title, hint, usedBy }) => (
        <TextInput
          key={code}
          label={title}
          hint={sentences(hint, `Нужен: ${usedBy.join('; ')}`)}
          maxLength={500}
          disabled={save.isPending}
          value={values[code] ?? ''}
          problem={wrong(code) && sentences(wrong(code), hint)}
          onChange={(value) => setValues((before) => ({ ...before, [code]: value }))}
        />
      ))}
      <Button disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate()}>
        Сохранить идентификаторы
      </Button>
      {save.error && !isNamed ? <Notice tone="error">{save.error.message}</Notice> : null}
    </Card>
  );
}

/** What stands in the hint is what to do about it, so both are said. */
function sentences(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join('. ');
}

function valuesOf({ identifiers }: BodyDetails): Values {
  return Object.fromEntries(identifiers.map(({ code, value }) => [code, value ?? '']));
}

function changedIn(values: Values, before: Values): Record<string, string | null> {
  const changed = Object.entries(values).filter(([code, value]) => value.trim() !== before[code]);
  return Object.fromEntries(changed.map(([code, value]) => [code, value.trim() || null]));
}
