import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { beginDraft } from '../studio/draft-queries.ts';
import type { Calendar } from './dictionary-queries.ts';

/** The year after the last one: the server carries over the days that are holidays every year. */
export function NewYear({ calendars }: { calendars: readonly Calendar[] }) {
  const navigate = useNavigate();
  const last = calendars.reduce((one, other) => (other.year > one.year ? other : one));
  const year = last.year + 1;
  const work = useMutation({
    mutationFn: () =>
      beginDraft({
        ...({ kind: 'calendar', from: 'blank', year } as const),
        code: last.code.replace(String(last.year), String(year)),
        title: last.title.replace(String(last.year), String(year)),
      }),
    onSuccess: ({ id }) => navigate(`/drafts/${id}`),
  });
  return (
    <>
      <Button loading={work.isPending} onClick={() => work.mutate()}>
        Начать {year} год
      </Button>
      {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
    </>
  );
}
