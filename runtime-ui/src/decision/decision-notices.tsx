import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { conflictOf, conflictText, FailureNotice } from '../application/failure-notice.tsx';
import { ErrorSummary } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Notice } from '../ui/notice.tsx';
import type { DecisionProps } from './decision-props.ts';
import type { DecisionWork } from './decision-work.ts';
import { ReturnedDecision } from './returned-decision.tsx';

type NoticesProps = DecisionProps & { work: DecisionWork };

/** Why the decision came back, what was refused or has become impossible, what is missing. */
export function DecisionNotices({ card, action, work }: NoticesProps) {
  return (
    <>
      <Trouble card={card} action={action} work={work} />
      <ReturnedDecision card={card} />
      <ErrorSummary
        items={work.summary.items}
        attempt={work.summary.attempt}
        onGo={(item) => (item.form === 'repeat' ? work.repeat.form : work.form).current?.focus(item.pointer)}
      />
    </>
  );
}

/** One notice, whatever happened: what has changed, what is kept, what to do. */
function Trouble({ card, action, work }: Pick<NoticesProps, 'card' | 'action' | 'work'>) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { organisation } = useMe();
  const conflict = conflictOf(work.failure);
  const toCard = <Button onClick={() => navigate(`/applications/${card.id}`)}>К заявке</Button>;
  if (!action.open) {
    return (
      <Notice tone="warning" title="Заявку тем временем изменили: действие больше недоступно" actions={toCard}>
        {conflict ? conflictText(conflict, organisation.timeZone) : `${action.reason?.text ?? ''}.`} Введённое осталось
        на экране, но сохранить его нельзя: скопируйте нужное и перейдите к заявке.
      </Notice>
    );
  }
  if (!work.failure) return null;
  const current = conflict?.current;
  if (conflict && current && card.version >= current.version) {
    return (
      <Notice tone="warning" title="Заявку тем временем изменили">
        {conflictText(conflict, organisation.timeZone)} Ваше решение не записано, введённое осталось на экране:
        проверьте данные заявки и нажмите «{action.confirm ?? 'Сохранить'}» ещё раз.
      </Notice>
    );
  }
  const refresh = () => {
    work.clear();
    void queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  };
  return <FailureNotice failure={work.failure} onRefresh={refresh} />;
}
