import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { newUuid } from '../application/uuid.ts';
import { request } from '../client.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import { Notice } from '../ui/notice.tsx';
import { countWords, MOST_IN_ACT, mostTaken, nounsOf, titleOfKept } from './destruction-words.ts';
import { actQuery, actsQuery, type DestructionAct, type RetentionService } from './queries.ts';

interface DrawUpDialogProps {
  services: readonly RetentionService[];
  onClose: () => void;
}

/** Its key is made once: what is sent again makes no second act. */
function useDrawUp(services: DrawUpDialogProps['services']) {
  const [key] = useState(newUuid);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const drawUp = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const body = { key, services: services.map(({ code }) => code) };
      const made = await request<DestructionAct>('/api/destruction-acts', { method: 'POST', body });
      queryClient.setQueryData(actQuery(made.act.id).queryKey, made);
      void queryClient.invalidateQueries({ queryKey: actsQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ['retention'] });
      await navigate(`/retention/acts/${made.act.id}`);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
      setBusy(false);
    }
  };
  return { drawUp, busy, failure };
}

/** What goes into the act and what follows: nothing is destroyed by drawing it up. */
export function DrawUpDialog({ services, onClose }: DrawUpDialogProps) {
  const { drawUp, busy, failure } = useDrawUp(services);
  const words = nounsOf(services.map(({ kind }) => kind));
  const whole = services.reduce((sum, { over }) => sum + over, 0);
  const footer = (
    <>
      <Button onClick={onClose}>Отменить</Button>
      <Button type="primary" loading={busy} onClick={() => void drawUp()} autoFocus>
        Составить акт
      </Button>
    </>
  );
  return (
    <Modal open title="Составить акт об уничтожении" onCancel={onClose} width={640} footer={footer}>
      <DialogBody>
        {failure ? <Notice tone="error">{failure.message}</Notice> : null}
        <p>
          Войдёт в акт: {words.some(mostTaken(services))} с истёкшим сроком хранения, кроме того, чему что-то мешает;
          что именно, сказано в списке у каждой строки.
        </p>
        <ul>
          {services.map((one) => (
            <li key={one.code}>
              {titleOfKept(one)}: {countWords(one.over)}
            </li>
          ))}
        </ul>
        {whole > MOST_IN_ACT ? <p>В один акт входит не больше {words.of(MOST_IN_ACT)}, сначала самые старые.</p> : null}
        <p>
          Сейчас ничего не уничтожается. Утвердить акт должен другой сотрудник; до этого из акта можно исключать, а сам
          акт – отозвать. После утверждения данные не вернуть.
        </p>
      </DialogBody>
    </Modal>
  );
}
