import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { ApplicationCard } from '../api.ts';
import { dateText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { useDiscards } from './discards.ts';
import { listPlace } from './list-place.ts';

/** On the card of a draft that was thrown away: until when it can be had back. Who has just done it is brought here. */
export function DiscardedNotice({ card }: { card: ApplicationCard }) {
  const { discarded } = card;
  const box = useRef<HTMLDivElement>(null);
  const { restore, busy, failure } = useDiscards();
  const navigate = useNavigate();
  const isThere = discarded !== null;
  const before = useRef(isThere);
  useEffect(() => {
    if (isThere && !before.current) box.current?.focus();
    before.current = isThere;
  }, [isThere]);
  if (discarded === null) return failure === null ? null : <Notice tone="error">{failure}</Notice>;
  const { on, until } = discarded;
  return (
    <Notice
      tone="warning"
      title={`Черновик удалён ${dateText(on)}, данные исчезнут ${dateText(until)}`}
      ref={box}
      actions={
        <>
          {discarded.restore === null ? (
            <Button
              type="primary"
              loading={busy}
              onClick={() => void restore([card]).then(() => document.querySelector('h1')?.focus())}
            >
              Восстановить
            </Button>
          ) : null}
          <Button onClick={() => navigate(listPlace())}>К списку заявок</Button>
        </>
      }
    >
      {failure ?? discarded.restore ?? 'Восстановленный, он вернётся в список таким, каким был.'}
    </Notice>
  );
}
