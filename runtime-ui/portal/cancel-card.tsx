import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Card } from '../src/ui/card.tsx';
import { Notice } from '../src/ui/notice.tsx';
import { ask, type Order } from './portal-api.ts';
import { useDeed } from './queries.ts';

/** «Отозвать заявление», with a reason. */
export function CancelCard({ order }: { order: Order }) {
  const id = useId();
  const [reason, setReason] = useState('');
  const deed = useDeed();
  return (
    <Card title="Отозвать заявление" description="Ведомство прекратит работу по нему и сообщит об этом.">
      <label className="rg-field-label" htmlFor={id}>
        Причина отзыва
      </label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {deed.problem === undefined ? null : <Notice tone="error">{deed.problem}</Notice>}
      <div className="rp-row">
        <Button
          danger
          loading={deed.running}
          onClick={() => void deed.run(() => ask<Order>(`orders/${order.id}/cancel`, { reason: reason.trim() }))}
        >
          Отозвать
        </Button>
      </div>
    </Card>
  );
}
