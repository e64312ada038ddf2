import { problemAt } from '../client.ts';
import { AreaField } from '../ui/area-field.tsx';

interface CommentFieldProps {
  value: string;
  required: boolean;
  wrong: boolean;
  /** What the server said of the action; its word on the comment stands here. */
  failure: Error | null;
  onChange: (text: string) => void;
}

export function CommentField({ value, required, wrong, failure, onChange }: CommentFieldProps) {
  const missing = 'Напишите комментарий: без него действие не выполняется';
  return (
    <AreaField
      label="Комментарий"
      rows={3}
      maxLength={10_000}
      mistake={wrong ? missing : problemAt(failure, 'comment')}
      {...{ value, required, onChange }}
    />
  );
}
