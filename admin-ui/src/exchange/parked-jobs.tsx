import { announce, instantText } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { DeskList } from './desk-list.tsx';
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
  return (
    <Flex vertical gap={12}>
      <p className="rg-muted">
        Каждое не выполнилось ни с одной попытки. Устраните причину и нажмите «Повторить»: попытки начнутся заново.
      </p>
      <DeskList
        list={list}
        caption="Остановленные задания"
        columns={['Задание', 'Остановлено', 'Что случилось']}
        empty={{ title: 'Остановленных заданий нет', text: 'Всё, что поставлено в очередь, выполняется само.' }}
        failure={retry.error}
        row={(job) => (
          <Row
            key={job.id}
            job={job}
            busy={retry.isPending}
            onRetry={() => retry.mutate(job)}
            onDiscard={() => setDiscarding(job)}
          />
        )}
      />
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
