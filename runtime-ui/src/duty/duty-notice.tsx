import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { keyOf, useKey } from '../ui/keys.ts';
import { Notice } from '../ui/notice.tsx';

/** Actions that would be open to this person if the duty were paid. */
export function waitingForDuty({ actions }: Pick<ApplicationCard, 'actions'>) {
  return actions.filter(({ reason }) => reason?.code === 'dutyOwed');
}

/** What stands still until the duty is paid, and the shortest way to say that it is. */
export function DutyNotice({ card, review }: Pick<WaitingProps, 'card' | 'review'>) {
  const [first] = waitingForDuty(card);
  return first?.reason ? <Waiting {...{ card, review }} reason={first.reason.text} /> : null;
}

interface WaitingProps {
  card: ApplicationCard;
  reason: string;
  /** Shows what else a draft lacks; false: nothing. */
  review: () => Promise<boolean>;
}

function Waiting({ card, reason, review }: WaitingProps) {
  const [search, setSearch] = useSearchParams();
  const titles = waitingForDuty(card).map(({ title }) => `«${title}»`);
  const pays = card.duty !== null && card.duty.left > 0;
  const pay = () => setSearch({ tab: 'duty', entry: 'payment' }, { replace: true, preventScrollReset: true });
  // Where the action itself would be: it is the next thing to do.
  const isNext = !card.actions.some(({ open, tone }) => open && tone === 'primary');
  useKey('main', 'Внести платёж госпошлины', pays && isNext ? pay : undefined);
  return (
    <Notice
      tone="warning"
      title={`Ждёт госпошлины: ${titles.join(', ')}`}
      actions={
        <>
          {card.editable && card.phase === 'draft' ? <Review key={card.version} review={review} /> : null}
          {
            // On its own tab the same button stands below.
            pays && search.get('tab') !== 'duty' ? (
              <Button type={isNext ? 'primary' : 'default'} onClick={pay} {...(isNext ? keyOf('main') : {})}>
                Внести платёж
              </Button>
            ) : null
          }
        </>
      }
    >
      {reason}
    </Notice>
  );
}

/** The duty is the first thing that a draft waits for, not always the only one: the clerk hears of all at once. */
function Review({ review }: Pick<WaitingProps, 'review'>) {
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <span role="status">{isWhole ? 'Остальное заполнено.' : null}</span>
      <Button onClick={() => void review().then((lacks) => setWhole(!lacks))}>Что ещё заполнить</Button>
    </>
  );
}
