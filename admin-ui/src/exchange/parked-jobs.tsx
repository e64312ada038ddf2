import { announce, Empty, instantText, Loading, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { discardJob, type ParkedJob, parkedJobsKey, retryJob, useParkedJobs } from './parked-job.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface RowProps {
  job: ParkedJob;
  busy: boolean;
  onRetry: () => void;
  onDiscard: () => void;
}

function Row({ job, busy, onRetry, onDiscard }: RowProps) {
  const when = instantText(job.parkedAt);
  return (
    <tr>
      <td data-label="Задание">
        <div>
          <strong>{job.title}</strong>
          <span className="rg-block rg-muted">{job.name}</span>
        </div>
      </td>
      <td data-label="Остановлено">{when}</td>
      <td data-label="Что случилось">
        <div>
          {job.reason}
          {job.detail && job.detail !== job.reason ? (
            <details>
              <summary>Подробности для разработчика</summary>
              <code className="rg-muted">{job.detail}</code>
            </details>
          ) : null}
        </div>
      </td>
      <td className="rg-actions-cell">
        <Flex gap={8} justify="end">
          <Button
            size="small"
            type="primary"
            disabled={busy}
            onClick={onRetry}
            aria-label={`Повторить: ${job.title}, ${when}`}
          >
            Повторить
          </Button>
          <Button size="small" disabled={busy} onClick={onDiscard} aria-label={`Удалить: ${job.title}, ${when}`}>
            Удалить
          </Button>
        </Flex>
      </td>
    </tr>
  );
}

interface TableProps {
  jobs: readonly ParkedJob[];
  busy: boolean;
  onRetry: (job: ParkedJob) => void;
  onDiscard: (job: ParkedJob) => void;
}

function Table({ jobs, busy, onRetry, onDiscard }: TableProps) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Остановленные задания</caption>
      <thead>
        <tr>
          <th scope="col">Задание</th>
          <th scope="col">Остановлено</th>
          <th scope="col">Что случилось</th>
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <Row key={job.id} job={job} busy={busy} onRetry={() => onRetry(job)} onDiscard={() => onDiscard(job)} />
        ))}
      </tbody>
    </table>
  );
}

/** Jobs that failed at every try: why, in plain words, and what a person may do. */
export function ParkedJobs() {
  const client = useQueryClient();
  const list = useParkedJobs();
  const [discarding, setDiscarding] = useState<ParkedJob>();
  const refresh = () => client.invalidateQueries({ queryKey: parkedJobsKey });
  const retry = useMutation({
    mutationFn: retryJob,
    onSuccess: (_, job) => announce(`Поставлено в очередь снова: ${job.title}`),
    // Somebody else may have decided meanwhile: the list tells it.
    onSettled: refresh,
  });
  const discarded = () => {
    announce('Задание удалено');
    setDiscarding(undefined);
    void refresh();
  };
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">
        Каждое не выполнилось ни с одной попытки. Устраните причину и нажмите «Повторить»: попытки начнутся заново.
      </p>
      {retry.error ? <Notice tone="error">{retry.error.message}</Notice> : null}
      {list.error ? (
        <Notice tone="error" actions={<Button onClick={() => list.refetch()}>Повторить</Button>}>
          {list.error.message}
        </Notice>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && jobs.length === 0 ? (
        <Empty title="Остановленных заданий нет">Всё, что поставлено в очередь, выполняется само.</Empty>
      ) : null}
      {jobs.length > 0 ? (
        <Table jobs={jobs} busy={retry.isPending} onRetry={(job) => retry.mutate(job)} onDiscard={setDiscarding} />
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button onClick={() => list.fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
      {discarding ? (
        <ReasonDialog
          title={`Удалить задание «${discarding.title}»`}
          lead="Задание больше не будет выполнено. Ваше имя и причина останутся на записи."
          label="Причина"
          missing="Напишите, почему задание не нужно: хотя бы несколько слов."
          okText="Удалить"
          danger
          send={(reason) => discardJob(discarding, reason)}
          onClose={() => setDiscarding(undefined)}
          onDone={discarded}
        />
      ) : null}
    </Flex>
  );
}
