import { Empty, instantText, Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { ChoiceInput } from '../field/choice-input.tsx';
import { type Delivery, deliveriesKey, resendDelivery, useDeliveries } from './webhook-queries.ts';
import { eventTitle } from './webhook-words.ts';

const states = {
  waiting: { tone: 'warning', text: 'в пути' },
  delivered: { tone: 'success', text: 'доставлено' },
  failed: { tone: 'error', text: 'не ушло' },
} as const satisfies Record<Delivery['state'], { tone: 'warning' | 'success' | 'error'; text: string }>;

const choices: { value: Delivery['state'] | ''; label: string }[] = [
  { value: '', label: 'Все' },
  { value: 'waiting', label: 'В пути' },
  { value: 'delivered', label: 'Доставленные' },
  { value: 'failed', label: 'Не ушедшие' },
];

interface DeliveryTableProps {
  webhookId: string;
  onResent: () => void;
}

/** What was sent to one receiver: outcome, tries, why not; what has ended is sent once more by hand. */
export function DeliveryTable({ webhookId, onResent }: DeliveryTableProps) {
  const client = useQueryClient();
  const [state, setState] = useState<Delivery['state'] | ''>('');
  const list = useDeliveries(webhookId, state);
  const resend = useMutation({
    mutationFn: ({ id }: Delivery) => resendDelivery(webhookId, id),
    onSuccess: () => onResent(),
    onSettled: () => client.invalidateQueries({ queryKey: deliveriesKey(webhookId) }),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const failure = list.error ?? resend.error;
  return (
    <>
      <div className="ra-narrow ra-filter">
        <ChoiceInput
          label="Какие"
          value={state}
          options={choices}
          onChange={(chosen) => setState(chosen as Delivery['state'] | '')}
        />
      </div>
      {failure ? <Notice tone="error">{failure.message}</Notice> : null}
      {list.isPending ? <Loading /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Empty title="Доставок нет">
          {state === '' ? 'Первая появится с первым событием или после проверки получателя.' : 'Таких доставок нет.'}
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <table className="rg-table">
          <caption className="rg-visually-hidden">Доставки</caption>
          <thead>
            <tr>
              <th scope="col">Событие</th>
              <th scope="col">Исход</th>
              <th scope="col">Попыток</th>
              <th scope="col">Когда</th>
              <th scope="col" className="rg-actions-head">
                Действия
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((delivery) => (
              <Row
                key={delivery.id}
                delivery={delivery}
                busy={resend.isPending}
                onResend={() => resend.mutate(delivery)}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {list.hasNextPage ? (
        <div className="rg-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Показать ещё
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface RowProps {
  delivery: Delivery;
  busy: boolean;
  onResend: () => void;
}

function Row({ delivery, busy, onResend }: RowProps) {
  const { event, application, state, status, tries, createdAt, nextTryAt, endedAt, error } = delivery;
  const when = instantText(createdAt);
  return (
    <tr>
      <td data-label="Событие">
        <div>
          <strong>{eventTitle(event)}</strong>
          {application === null ? null : (
            <span className="rg-block rg-muted">
              <a href={`/applications/${application}`} aria-label={`Заявка: ${eventTitle(event)}, ${when}`}>
                Заявка
              </a>
            </span>
          )}
        </div>
      </td>
      <td data-label="Исход">
        <div>
          <Tag tone={states[state].tone}>{states[state].text}</Tag>
          {status === null ? null : <span className="rg-muted"> код {status}</span>}
          {error === null ? null : <span className="rg-block">{error}</span>}
        </div>
      </td>
      <td data-label="Попыток">{tries}</td>
      <td data-label="Когда">
        <div>
          {when}
          {nextTryAt === null ? null : (
            <span className="rg-block rg-muted">следующая попытка {instantText(nextTryAt)}</span>
          )}
          {endedAt === null ? null : <span className="rg-block rg-muted">закончено {instantText(endedAt)}</span>}
        </div>
      </td>
      <td className="rg-actions-cell">
        {state === 'waiting' ? null : (
          <Button
            size="small"
            disabled={busy}
            aria-label={`Отправить ещё раз: ${eventTitle(event)}, ${when}`}
            onClick={onResend}
          >
            Отправить ещё раз
          </Button>
        )}
      </td>
    </tr>
  );
}
