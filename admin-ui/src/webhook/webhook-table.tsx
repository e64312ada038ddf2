import { announce, Empty, Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ShownOnce } from '../field/shown-once.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { useWebhooks, type Webhook, webhooksKey } from './webhook-queries.ts';
import { eventTitle } from './webhook-words.ts';

/** «События для программ»: who is told of what happens to applications, and whether it arrives. */
export function WebhookTable() {
  const client = useQueryClient();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useWebhooks();
  const [asking, setAsking] = useState(false);
  const [fresh, setFresh] = useState<{ title: string; secret: string }>();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" gap={12} wrap align="center">
        <p className="rg-muted">
          Программа узнаёт о событиях сразу, не спрашивая: система отправляет их на её адрес с подписью и повторяет
          около суток, пока получатель не ответит.
        </p>
        <Button type="primary" onClick={() => setAsking(true)}>
          Подписать программу
        </Button>
      </Flex>
      {error ? (
        <Notice tone="error" actions={<Button onClick={() => refetch()}>Повторить</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {fresh ? (
        <ShownOnce
          title={`Ключ подписи для «${fresh.title}» – он показан один раз`}
          secret={fresh.secret}
          copied="Ключ скопирован"
        />
      ) : null}
      {isPending ? <Loading /> : null}
      {data && items.length === 0 ? (
        <Empty title="Подписок пока нет">
          Подпишите программу, которой нужно знать, что заявка зарегистрирована или решена.
        </Empty>
      ) : null}
      {items.length > 0 ? <Webhooks items={items} /> : null}
      {hasNextPage ? (
        <div>
          <Button onClick={() => void fetchNextPage()}>Показать ещё</Button>
        </div>
      ) : null}
      {asking ? (
        <WebhookDialog
          onClose={() => setAsking(false)}
          onSaved={({ title }, secret = '') => {
            setAsking(false);
            setFresh({ title, secret });
            announce('Программа подписана');
            void client.invalidateQueries({ queryKey: webhooksKey });
          }}
        />
      ) : null}
    </Flex>
  );
}

function Webhooks({ items }: { items: readonly Webhook[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Подписки программ на события</caption>
      <thead>
        <tr>
          <th scope="col">Получатель</th>
          <th scope="col">О чём сообщать</th>
          <th scope="col">Состояние</th>
          <th scope="col">Доставки</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, title, url, events, services, enabled, waiting, failed }) => (
          <tr key={id}>
            <td data-label="Получатель">
              <div>
                <Link className="rg-row-link" to={`/webhooks/${id}`}>
                  {title}
                </Link>
                <span className="rg-block rg-muted ra-address">{url}</span>
              </div>
            </td>
            <td data-label="О чём сообщать">
              <div>
                {events.map(eventTitle).join('; ')}
                <span className="rg-block rg-muted">
                  {services.length === 0 ? 'все услуги' : `услуги: ${services.join(', ')}`}
                </span>
              </div>
            </td>
            <td data-label="Состояние">
              <WebhookState enabled={enabled} failed={failed} />
            </td>
            <td data-label="Доставки">
              в пути – {waiting}, не ушло – {failed}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether the other side takes what it is told. */
export function WebhookState({ enabled, failed }: Pick<Webhook, 'enabled' | 'failed'>) {
  if (!enabled) return <Tag tone="neutral">отключена</Tag>;
  return failed > 0 ? <Tag tone="error">есть недоставленное</Tag> : <Tag tone="success">включена</Tag>;
}
