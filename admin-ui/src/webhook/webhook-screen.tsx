import { announce, Card, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ShownOnce } from '../field/shown-once.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import {
  changeWebhook,
  newSecret,
  pingWebhook,
  removeWebhook,
  useWebhooks,
  type Webhook,
  webhooksKey,
} from './webhook-queries.ts';
import { WebhookState } from './webhook-table.tsx';
import { eventTitle } from './webhook-words.ts';

const LIST = '/connections?tab=webhooks';

/** One subscription: what it says, whether the receiver answers, what was delivered and what was not. */
export function WebhookScreen() {
  const { id = '' } = useParams();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useWebhooks();
  const webhook = data?.pages.flatMap(({ items }) => items).find((one) => one.id === id);
  if (webhook) return <Subscription webhook={webhook} />;
  // Further pages are read only by who comes by an address of an old one.
  if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  if (isPending || hasNextPage) return <Loading />;
  return (
    <Page title="Подписка">
      <Notice tone={error ? 'error' : 'warning'}>
        {error ? error.message : 'Такой подписки в вашем ведомстве нет.'} <Link to={LIST}>Все подписки</Link>
      </Notice>
    </Page>
  );
}

/** What may be done to a subscription; what is done is told, and the lists are read anew. */
function useSubscriptionWork({ id, enabled }: Webhook) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const done = (words: string) => {
    announce(words);
    void client.invalidateQueries({ queryKey: webhooksKey });
  };
  const ping = useMutation({ mutationFn: () => pingWebhook(id), onSuccess: () => done('Проверка отправлена') });
  const toggle = useMutation({
    mutationFn: () => changeWebhook(id, { enabled: !enabled }),
    onSuccess: (saved) => done(saved.enabled ? 'Подписка включена' : 'Подписка отключена'),
  });
  const renew = useMutation({
    mutationFn: async () => {
      const fresh = newSecret();
      await changeWebhook(id, { secret: fresh });
      return fresh;
    },
    onSuccess: () => done('Ключ подписи заменён'),
  });
  const remove = useMutation({
    mutationFn: () => removeWebhook(id),
    onSuccess: () => {
      navigate(LIST);
      done('Подписка удалена');
    },
  });
  const failure = ping.error ?? toggle.error ?? renew.error ?? remove.error;
  return { ping, toggle, renew, remove, done, failure };
}

function Subscription({ webhook }: { webhook: Webhook }) {
  const [changing, setChanging] = useState(false);
  const work = useSubscriptionWork(webhook);
  const { id, title } = webhook;
  return (
    <Page title={title} lead={<Link to={LIST}>Все подписки</Link>}>
      {work.failure ? <Notice tone="error">{work.failure.message}</Notice> : null}
      {work.renew.data === undefined ? null : (
        <ShownOnce
          title={`Новый ключ подписи для «${title}» – он показан один раз`}
          secret={work.renew.data}
          copied="Ключ скопирован"
        />
      )}
      <Facts webhook={webhook} />
      <Deeds webhook={webhook} work={work} onChange={() => setChanging(true)} />
      <h2 className="ra-below">Доставки</h2>
      <DeliveryTable webhookId={id} onResent={() => work.done('Отправляется ещё раз')} />
      {changing ? (
        <WebhookDialog
          webhook={webhook}
          onClose={() => setChanging(false)}
          onSaved={() => {
            setChanging(false);
            work.done('Подписка сохранена');
          }}
        />
      ) : null}
    </Page>
  );
}

function Facts({ webhook: { url, events, services, enabled, waiting, failed } }: { webhook: Webhook }) {
  return (
    <Card title="Подписка" extra={<WebhookState enabled={enabled} failed={failed} />}>
      <dl className="ra-facts">
        <dt>Адрес</dt>
        <dd className="ra-address">{url}</dd>
        <dt>О чём сообщать</dt>
        <dd>{events.map(eventTitle).join('; ')}</dd>
        <dt>Услуги</dt>
        <dd>{services.length === 0 ? 'все' : services.join(', ')}</dd>
        <dt>Доставки</dt>
        <dd>
          в пути – {waiting}, не ушло – {failed}
        </dd>
      </dl>
    </Card>
  );
}

interface DeedsProps {
  webhook: Webhook;
  work: ReturnType<typeof useSubscriptionWork>;
  onChange: () => void;
}

function Deeds({ webhook: { title, enabled }, work, onChange }: DeedsProps) {
  return (
    <Flex gap={8} wrap className="ra-filter">
      <Button type="primary" disabled={!enabled} loading={work.ping.isPending} onClick={() => work.ping.mutate()}>
        Проверить получателя
      </Button>
      <Button onClick={() => onChange()}>Изменить</Button>
      <Button loading={work.toggle.isPending} onClick={() => work.toggle.mutate()}>
        {enabled ? 'Отключить' : 'Включить'}
      </Button>
      <Popconfirm
        title="Заменить ключ подписи?"
        description="Подписи прежним ключом прекратятся сразу: новый нужно записать в программу."
        okText="Заменить"
        cancelText="Отмена"
        onConfirm={() => work.renew.mutate()}
      >
        <Button>Новый ключ…</Button>
      </Popconfirm>
      <Popconfirm
        title={`Удалить подписку «${title}»?`}
        description="Вместе с ней уйдут её доставки. Вернуть нельзя."
        okText="Удалить"
        cancelText="Отмена"
        onConfirm={() => work.remove.mutate()}
      >
        <Button danger>Удалить…</Button>
      </Popconfirm>
    </Flex>
  );
}
