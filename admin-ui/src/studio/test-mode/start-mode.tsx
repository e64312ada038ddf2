import { announce, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useDrafts } from '../draft-queries.ts';
import { startTestRun, type Testers, testRunsKey } from './queries.ts';
import { TestersFields } from './testers-fields.tsx';

interface StartModeProps {
  draftId: string;
  roles: readonly { readonly id: string; readonly name: string }[];
}

export function StartMode({ draftId, roles }: StartModeProps) {
  const [testers, setTesters] = useState<Testers>({ users: [], roles: [] });
  const [together, setTogether] = useState<string[]>([]);
  const { data } = useDrafts();
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => startTestRun({ draftId, together, testers }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: testRunsKey });
      announce('Тестовый режим включён');
    },
  });
  const others = (data?.items ?? []).filter(({ id }) => id !== draftId);
  return (
    <>
      <p>
        Вы и названные здесь сотрудники поработаете с услугой так, будто черновик опубликован: за вымышленных
        регистратора, исполнителя и других. Остальным она не видна. Запросы и письма уходят только эмуляторам, номера –
        тестовые, и после завершения не остаётся ничего.
      </p>
      {start.error ? <Notice tone="error">{start.error.message}</Notice> : null}
      <TestersFields value={testers} roles={roles} onChange={setTesters} />
      {others.length === 0 ? null : (
        <fieldset className="ra-together rst-together">
          <legend>Пробовать вместе с ней и черновики</legend>
          <Checkbox.Group
            value={together}
            onChange={setTogether}
            options={others.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </fieldset>
      )}
      <div className="rst-actions">
        <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
          Включить тестовый режим
        </Button>
      </div>
    </>
  );
}
