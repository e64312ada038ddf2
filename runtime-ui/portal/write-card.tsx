import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Card } from '../src/ui/card.tsx';
import { Notice } from '../src/ui/notice.tsx';
import { ask, type Order } from './portal-api.ts';
import { useDeed } from './queries.ts';

/** A word to the body; its answer comes into the history. */
export function WriteCard({ order }: { order: Order }) {
  const id = useId();
  const [text, setText] = useState('');
  const deed = useDeed();
  const send = async () => {
    if (await deed.run(() => ask<Order>(`orders/${order.id}/text`, { text }))) setText('');
  };
  return (
    <Card title="Написать в ведомство">
      <label className="rg-field-label" htmlFor={id}>
        Сообщение
      </label>
      <Input.TextArea id={id} rows={3} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
      {deed.problem === undefined ? null : <Notice tone="error">{deed.problem}</Notice>}
      <div className="rp-row">
        <Button loading={deed.running} onClick={() => void send()}>
          Отправить сообщение
        </Button>
      </div>
    </Card>
  );
}
