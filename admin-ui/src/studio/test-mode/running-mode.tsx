import { announce, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { EndMode } from './end-mode.tsx';
import { nameTesters, refreshTestRun, type TestRun, testRunsKey } from './queries.ts';
import { TestersFields } from './testers-fields.tsx';

interface RunningModeProps {
  run: TestRun;
  roles: readonly { readonly id: string; readonly name: string }[];
  onEnded: () => void;
}

export function RunningMode({ run, roles, onEnded }: RunningModeProps) {
  return (
    <>
      <p>
        «{run.title}». Включено: {run.startedBy}.
      </p>
      {run.ready ? (
        <>
          <Drafts run={run} />
          <p>
            <Button type="primary" href={`/test/${run.id}/`} target="_blank">
              Открыть услугу для пробы
            </Button>
          </p>
          <TestersOf run={run} roles={roles} />
        </>
      ) : (
        <Notice tone="warning">Включение не закончено: завершите режим и включите его снова.</Notice>
      )}
      <EndMode id={run.id} countable={run.ready} onEnded={onEnded} />
    </>
  );
}

/** Whether what is tried is what stands in the editor. */
function Drafts({ run }: Pick<RunningModeProps, 'run'>) {
  const queryClient = useQueryClient();
  const refresh = useMutation({
    mutationFn: () => refreshTestRun(run.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: testRunsKey });
      announce('Тестовый режим обновлён');
    },
  });
  if (refresh.error) return <Notice tone="error">{refresh.error.message}</Notice>;
  if (run.drafts.some(({ current }) => current === null)) {
    return <Notice tone="info">Черновик уже опубликован или удалён: пробуют то, что было в нём.</Notice>;
  }
  if (run.drafts.every(({ revision, current }) => revision === current)) {
    return <p className="rg-muted">Пробуют нынешний черновик.</p>;
  }
  return (
    <Notice
      tone="info"
      actions={
        <Button loading={refresh.isPending} onClick={() => refresh.mutate()}>
          Обновить
        </Button>
      }
    >
      Черновик с тех пор изменён. Обновлённый подействует на новые заявки; начатые останутся на прежнем.
    </Notice>
  );
}

function TestersOf({ run, roles }: Pick<RunningModeProps, 'run' | 'roles'>) {
  const known = { users: run.testers.users.map(({ id }) => id), roles: run.testers.roles.map(({ id }) => id) };
  const [testers, setTesters] = useState(known);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => nameTesters(run.id, testers),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: testRunsKey });
      announce('Тестировщики сохранены');
    },
  });
  const changed = JSON.stringify(testers) !== JSON.stringify(known);
  return (
    <>
      {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
      <TestersFields value={testers} roles={roles} named={run.testers.users} onChange={setTesters} />
      <div>
        <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
          Сохранить тестировщиков
        </Button>
      </div>
    </>
  );
}
