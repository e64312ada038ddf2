import { problemAt } from '../client.ts';
import { AreaField } from '../ui/area-field.tsx';

interface ReasonFieldProps {
  value: string;
  wrong: boolean;
  failure: Error | null;
  onChange: (text: string) => void;
}

/** Why a record of the registry is merged or taken apart: it stays in the history of both. */
export function ReasonField({ value, wrong, failure, onChange }: ReasonFieldProps) {
  const missing = 'Напишите причину: она останется в истории обеих записей';
  return (
    <AreaField
      label="Причина"
      rows={2}
      maxLength={1000}
      required
      mistake={wrong ? missing : problemAt(failure, 'reason')}
      {...{ value, onChange }}
    />
  );
}
