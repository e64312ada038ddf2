import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { FormReader } from '../src/form/index.ts';
import { Card } from '../src/ui/card.tsx';
import { Loading, Notice } from '../src/ui/notice.tsx';
import { Tag } from '../src/ui/status-tag.tsx';
import { CancelCard } from './cancel-card.tsx';
import { CorrectCard } from './correct-card.tsx';
import { useFormFacts, useFormSources } from './form-facts.ts';
import { OrderHistory } from './order-history.tsx';
import { applyingOf, currentTitle, filedFor, toneOf } from './order-words.ts';
import { ask, type OfferedDetails, type OpenedOrder, type Order } from './portal-api.ts';
import { useDeed, useOffered, useOrder } from './queries.ts';
import { Screen } from './screen.tsx';
import { sourceTitles } from './source-choice.tsx';
import { WriteCard } from './write-card.tsx';

/** An application in the applicant's account: what has become of it and what may be done. */
export function OrderScreen() {
  const { id = '' } = useParams();
  const { data: order, error } = useOrder(id);
  if (error && order === undefined) {
    return (
      <Screen title="Заявление не найдено">
        <Notice tone="error" title={error.message}>
          <Link to="/orders">Мои заявления</Link>
        </Notice>
      </Screen>
    );
  }
  return order === undefined ? <Loading /> : <Opened key={order.id} order={order} />;
}

function Opened({ order }: { order: Order }) {
  const kind = String(order.applicant.kind) as OfferedDetails['applicants'][number];
  const { data: offered } = useOffered({ body: order.body.code, code: order.service.code }, kind);
  const waiting = order.delivery?.waiting ?? 0;
  return (
    <Screen title={`Заявление № ${order.id}`} lead={order.service.title}>
      <div className="rp-state" role="status">
        <Tag tone={toneOf(order)}>{currentTitle(order)}</Tag>
        <span className="rg-muted">{order.body.title}</span>
        {order.source ? <span className="rg-muted">{sourceTitles[order.source]}</span> : null}
        {order.representative ? <span className="rg-muted">{filedFor(order.applicant)}</span> : null}
        {waiting > 0 ? <Tag tone="warning">Ждёт отправки сообщений: {waiting}</Tag> : null}
      </div>
      {order.meaning === 'correct' && offered ? <CorrectCard order={order} offered={offered} kind={kind} /> : null}
      <OrderHistory order={order} />
      {order.mayWrite ? <WriteCard order={order} /> : null}
      {order.mayCancel ? <CancelCard order={order} /> : null}
      {offered && order.meaning !== 'correct' ? <Given order={order} offered={offered} kind={kind} /> : null}
      <RepeatRow order={order} />
    </Screen>
  );
}

function Given({ order, offered, kind }: OpenedOrder) {
  const facts = useFormFacts(offered.view, applyingOf(order, kind));
  const sources = useFormSources(offered.view, order.answers);
  return (
    <Card title="Что подано">
      <FormReader form={offered.view.form} answers={order.answers} facts={facts} sources={sources} filledOnly />
    </Card>
  );
}

function RepeatRow({ order }: { order: Order }) {
  const deed = useDeed();
  const [isRepeated, setRepeated] = useState(false);
  const repeat = async () => {
    const done = await deed.run(() => ask<Order>(`orders/${order.id}/repeat`, {}));
    setRepeated(done !== undefined);
  };
  return (
    <div className="rp-row">
      <Button loading={deed.running} onClick={() => void repeat()}>
        Повторить последнее сообщение
      </Button>
      <span className="rg-muted" role="status">
        {deed.problem ??
          (isRepeated
            ? 'Отправлено ещё раз под другим именем'
            : 'Для испытателя: ведомство не должно сделать его дважды')}
      </span>
    </div>
  );
}
