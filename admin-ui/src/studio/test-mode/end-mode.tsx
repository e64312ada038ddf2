import { announce, Notice, plural } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { endTestRun, readContents, testRunsKey } from './queries.ts';

interface EndModeProps {
  id: string;
  /** The stand stands, so it can be asked what is on it. */
  countable: boolean;
  onEnded: () => void;
}

/** «Завершить»: first what will be gone, then the button. */
export function EndMode({ id, countable, onEnded }: EndModeProps) {
  const queryClient = useQueryClient();
  const count = useMutation({ mutationFn: () => (countable ? readContents(id) : Promise.resolve(undefined)) });
  const end = useMutation({
    mutationFn: () => endTestRun(id),
    onSuccess: async () => {
      announce('Тестовый режим завершён, всё удалено');
      onEnded();
      await queryClient.invalidateQueries({ queryKey: testRunsKey });
    },
  });
  const problem = count.error ?? end.error;
  return (
    <div className="rst-actions">
      {problem ? <Notice tone="error">{problem.message}</Notice> : null}
      {count.isSuccess ? (
        <Notice
          tone="warning"
          actions={
            <Button danger type="primary" loading={end.isPending} onClick={() => end.mutate()}>
              Завершить и удалить всё
            </Button>
          }
        >
          {count.data === undefined ? 'Всё, что успело появиться, будет удалено.' : contentsText(count.data)}
        </Notice>
      ) : (
        <Button danger loading={count.isPending} onClick={() => count.mutate()}>
          Завершить…
        </Button>
      )}
    </div>
  );
}

type Contents = NonNullable<Awaited<ReturnType<typeof readContents>>>;

function contentsText({ applications, requests, decisions, files }: Contents): string {
  const parts = [
    plural(applications, ['заявка', 'заявки', 'заявок']),
    plural(requests, ['запрос', 'запроса', 'запросов']),
    plural(decisions, ['решение', 'решения', 'решений']),
    plural(files, ['файл', 'файла', 'файлов']),
  ];
  return `Безвозвратно исчезнут: ${parts.join(', ')}. Настоящих заявок это не касается.`;
}
