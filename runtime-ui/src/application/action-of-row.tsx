import { useQuery } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import type { ApplicationCard } from '../api.ts';
import { Notice } from '../ui/notice.tsx';
import { ActionFlow } from './action-flow.tsx';
import { caseName } from './case-name.ts';
import { cardQuery } from './queries.ts';

interface ActionOfRowProps {
  id: string;
  action: string;
  onClose: () => void;
}

/** An action chosen in the list: its form stands on the card, so the card is asked for first. */
export function ActionOfRow({ id, action: code, onClose }: ActionOfRowProps) {
  const { message } = App.useApp();
  const { data: card, error, refetch } = useQuery({ ...cardQuery(id), staleTime: 0 });
  const action = card?.actions.find((candidate) => candidate.code === code);
  const problem =
    error?.message ?? (card && !action ? 'Этого действия для заявки больше нет: обновите список.' : undefined);
  if (problem) {
    return (
      <Modal open title="Действие не выполнено" onCancel={onClose} footer={null}>
        <Notice tone="error">{problem}</Notice>
      </Modal>
    );
  }
  if (!card || !action) return null;
  // The row may have left the list by it: what has become of the case is said where one still looks.
  const say = (done: ApplicationCard) => void message.success(`${caseName(done.number)}: «${done.stateTitle}»`);
  return <ActionFlow card={card} action={action} onClose={onClose} onDone={say} onRefresh={() => void refetch()} />;
}
